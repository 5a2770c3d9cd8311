"""The workers of one county from the posts of a preset; it draws no people and gives nobody to anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

from allocator.generate.background import History, Weights
from allocator.generate.quotas import Generator, shares
from allocator.generate.staffing import Post, Proportions, Workforce
from allocator.records import Need, Worker

LCW = "lcw"


def posts_of(workforce: Workforce, *, people: int, towns: Weights) -> tuple[Post, ...]:
    """The posts as listed, or in proportion to ``people`` with bases in the largest ``towns``."""
    if workforce.posts:
        return workforce.posts + workforce.more
    bases = dict(sorted(towns.items(), key=lambda town: (-town[1], town[0]))[: workforce.bases])
    return tuple(post for part in workforce.proportions for post in _in_proportion(part, people=people, bases=bases))


def _in_proportion(part: Proportions, *, people: int, bases: Weights) -> list[Post]:
    contracts = _contracts(part, part.fte_per_hundred * people / 100)
    where = [base for base, number in shares(len(contracts), bases).items() for _ in range(number)]
    extras = zip(where, contracts, cycle(part.skills), cycle(part.languages), strict=False)
    return [Post(base=b, fte=f, role=part.role, skills=s, languages=spoken) for b, f, s, spoken in extras]


def _contracts(part: Proportions, wanted: Decimal) -> list[Decimal]:
    """Contracts in turn until the full-time posts wanted are reached; the last one is cut to fit."""
    contracts: list[Decimal] = []
    left, in_turn = wanted.quantize(Decimal("0.1")), cycle(part.contracts)
    while left > 0:
        contracts.append(min(next(in_turn), left))
        left -= contracts[-1]
    return contracts


def workers_of(posts: Sequence[Post], *, prefix: str) -> tuple[Worker, ...]:
    """One worker per post, named prefix and number; nobody has a start date yet."""
    digits = max(2, len(str(len(posts))))
    return tuple(
        Worker(
            worker_id=f"{prefix}{number:0{digits}d}",
            base=post.base,
            fte=post.fte,
            role=post.role,
            post=post.post,
            skills=frozenset(Need(word) for word in post.skills.split(";") if word),
            languages=frozenset(word for word in post.languages.split(";") if word),
            absent_from=post.absent_from,
            absent_to=post.absent_to,
            reduction_percent=post.reduction_percent,
        )
        for number, post in enumerate(posts, start=1)
    )


def first_starts(posts: Sequence[Post], figures: History, rng: Generator, *, as_of: date) -> list[date]:
    """When the staff of the first day of the history had begun."""
    first_day = as_of - timedelta(days=365 * figures.years)
    earliest, latest = figures.first_staff_years
    return [first_day - timedelta(days=int(rng.uniform(earliest, latest) * 365)) for _ in posts]
