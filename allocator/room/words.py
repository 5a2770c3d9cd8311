"""Room in plain sentences for a manager, who reads them in 20 seconds; it counts nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from allocator.room.fullness import Filled, Fullness
from allocator.room.left_out.least import LeastLeftOut
from allocator.room.open_people import OpenPeople
from allocator.room.seats import Group
from allocator.room.tightest.asks import EVERYBODY

NAMED, SHOWN = 5, 5
"""People who are named, and groups that are shown in all."""

WHAT_TO_DO = "What to do: add hours, skills or a base, or expect unmet needs and people without a worker."


def sentences(
    fullness: Fullness,
    groups: Iterable[Group],
    waiting: OpenPeople,
    least: LeastLeftOut,
    this_week: Iterable[Group],
) -> Iterator[str]:
    """Whether there is room this week (the answer), who waits, how full it is, and the groups that are short."""
    yield _answer(waiting, least)
    yield from _waiting(waiting)
    yield " ".join(_full(fullness))
    standing = [group for group in groups if group.title != EVERYBODY]
    said = [*_lines(this_week, short_this_week), *_lines(standing, short)]
    yield from said[:SHOWN]
    if len(said) > SHOWN:
        yield f"{_counted(len(said) - SHOWN, 'more group is', 'more groups are')} short of room (all: --json)."
    if said or least.people:
        yield WHAT_TO_DO


def _answer(waiting: OpenPeople, least: LeastLeftOut) -> str:
    if not waiting.people:
        return "Yes: nobody waits for a worker."
    if least.everybody_fits:
        return "Yes: there is a place this week for everybody who needs a worker."
    if not least.people:
        return (
            "Perhaps: counting shows no shortage, but finds no place for everybody at first sight; allocate will tell."
        )
    work = f" ({posts(least.posts, rounding=ROUND_FLOOR)} of work or more)" if least.posts >= Fraction(1, 10) else ""
    of_all = f"{least.people} of {_counted(waiting.people, 'person', 'people')}"
    return f"No: at least {of_all} must be left without a worker this week, whatever is done{work}."


def _waiting(waiting: OpenPeople) -> Iterator[str]:
    if not waiting.people:
        return
    who = "1 person needs a worker" if waiting.people == 1 else f"{waiting.people} people need a worker"
    yield f"{who} now ({posts(waiting.work)} of work); {posts(waiting.room)} of room are left with workers on duty."
    if waiting.intake is not None and waiting.intake < waiting.people:
        yield f"At the intake of one week, all workers on duty together may be given {waiting.intake} of them."
    if waiting.fit_nowhere:
        named, more = ", ".join(waiting.fit_nowhere[:NAMED]), len(waiting.fit_nowhere) - NAMED
        others = f" and {more} more" if more > 0 else ""
        yield f"As things stand no single worker has room for {named}{others}."


def _full(fullness: Fullness) -> Iterator[str]:
    total = fullness.total
    if total.percent is None:
        yield f"In all: {posts(total.work)} of work, and nobody has any room."
        return
    yield f"In all: {posts(total.work)} of work, {posts(total.ceiling)} at the ceilings: {_percent(total)} full."
    for role, filled in fullness.by_role.items():
        yield f"Aged {role.value}: {_percent(filled)}."


def _lines(groups: Iterable[Group], say: Callable[[Group], str]) -> list[str]:
    """What is short, musts before wishes; who has been named is not named again, unless in fewer words."""
    named: list[Group] = []
    for group in (group for group in groups if group.short):
        again = [other for other in named if other.title == group.title or _same(other, group)]
        if not again:
            named.append(group)
        elif len(group.title) < len(again[0].title):
            named[named.index(again[0])] = group
    return [say(group) for group in sorted(named, key=lambda group: not group.must)]


def _same(one: Group, other: Group) -> bool:
    """Whether two groups are the same people and workers by another name."""
    return (one.people, one.work, one.workers, one.ceiling) == (other.people, other.work, other.workers, other.ceiling)


def short(group: Group) -> str:
    """That a group asks for more than its workers can hold."""
    wish = "" if group.must else "; a wish"
    return (
        f"Short of room: {group.title}: {posts(group.work)} are needed, {_decimal(group.ceiling)} are there "
        f"({_counted(group.people, 'person', 'people')}, {_counted(group.workers, 'worker', 'workers')}{wish})."
    )


def short_this_week(group: Group) -> str:
    """The same of people who wait and the room that is left."""
    return (
        f"Short this week: {group.title}: {posts(group.work)} are needed, {_decimal(group.ceiling)} are left "
        f"({_counted(group.people, 'person waits', 'people wait')}, {_counted(group.workers, 'worker', 'workers')})."
    )


def posts(amount: Fraction, *, rounding: str = ROUND_HALF_UP) -> str:
    """An amount of work as full-time posts with one decimal."""
    return f"{_decimal(amount, rounding=rounding)} posts"


def _decimal(amount: Fraction, *, rounding: str = ROUND_HALF_UP) -> Decimal:
    return (Decimal(amount.numerator) / amount.denominator).quantize(Decimal("0.1"), rounding=rounding)


def _percent(filled: Filled) -> str:
    return "nobody is there" if filled.percent is None else f"{_decimal(filled.percent)} %"


def _counted(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"
