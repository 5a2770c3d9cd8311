"""Random tiny cases in which every rule is in play, from a seed or from hypothesis; it solves nothing.

``case_of(seed)`` gives the same case for ever. Caps are small, so that three posts are soon full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from allocator.records import Caseload, Journey, Need, Role, Worker, YoungPerson
from allocator.service_model import ServiceModel
from tests.oracle.case import Case
from tests.random_models import Changes, Settings, Style, random_model

T = TypeVar("T")
DAYS = (date(2026, 10, 5), date(2026, 3, 2), date(2025, 12, 29), date(2028, 2, 28), date(2027, 3, 1))
PLACES = ("Quarnholt", "Zelmoor", "Brixwold", "Ostermere")
BASES = ("Zelmoor", "Quarnholt", "Hexforth")
SPELLINGS = {"Zelmoor": "ZELMOOR", "Quarnholt": "quarnholt", "Hexforth": "Hexforth"}
NOWHERE = ("Nowhereville-under-Xyz", None)
LANGUAGES = ("Arabic", "Pashto", "Tigrinya")
WORKERS = ("W1", "W2", "W3")


@dataclass(frozen=True)
class Theme:
    """What a case has much of, in per cent of the people (``siblings`` and ``roomy``: of the cases).

    ``plain`` people are all of one weight, so that posts are full to the last seat and somebody has to make room.
    """

    held: int = 65
    locked: int = 22
    just_moved: int = 35
    event: int = 20
    over_21: int = 0
    siblings: int = 50
    plain: bool = False
    roomy: int = 70
    roles: tuple[str, ...] = ("all", "all", "16-20", "16-20", "21+", "21+")
    rules: Changes = field(default_factory=dict)


MOVES_PAY: Changes = {
    "continuity": {"minimum_gain_hours": "0", "room_moves": 2},
    "travel": {"strength": "should", "price_per_hour": "3"},
}
DEAR: Settings = {"strength": "should", "price_hours": "8"}
MUST: Settings = {"strength": "must"}
MIXED = ("all", "all", "16-20", "21+")
STEPPING = ("16-20", "16-20", "21+", "all")
STEPS: Changes = {"step_down": {"strength": "must", "per_week": 2}}
TWO_A_WEEK: Changes = {"intake": {"per_week": 2}}
ANY_NUMBER: Changes = {"intake": {"strength": "off"}}
NEAR: Changes = {
    **TWO_A_WEEK,
    "travel": {"price_per_hour": "0.5"},
    "home_base": {"group": "everyone", "bases": [BASES[0]], "minutes": 110, "strength": "should", "price_hours": "20"},
}
NEARER: Changes = {**NEAR, "home_base": {"group": "everyone", "bases": [BASES[1]], "minutes": 110, "strength": "must"}}
ROOM: Changes = {**TWO_A_WEEK, "key_event": {"strength": "should"}}
THEMES = (
    Theme(),
    Theme(held=95, locked=50, just_moved=5, event=5, roomy=90, rules=MOVES_PAY),
    Theme(held=80, locked=40, just_moved=5, event=5, roomy=75, rules=MOVES_PAY),
    Theme(held=100, locked=0, just_moved=100, event=5, roomy=90, rules={**MOVES_PAY, "settled": DEAR}),
    Theme(held=90, locked=5, just_moved=100, event=5, roomy=70, rules={**MOVES_PAY, "settled": MUST}),
    Theme(held=80, locked=0, just_moved=100, event=5, roomy=95, rules={**MOVES_PAY, "settled": MUST}),
    Theme(held=100, locked=0, just_moved=100, event=5, roomy=95, rules={**MOVES_PAY, "settled": MUST}),
    Theme(held=95, locked=5, just_moved=5, event=70, roomy=90, rules={**MOVES_PAY, "key_event": DEAR}),
    Theme(held=90, locked=5, just_moved=5, event=70, roomy=70, rules={**MOVES_PAY, "key_event": MUST}),
    Theme(held=95, locked=5, over_21=90, siblings=0, roomy=95, roles=STEPPING, rules=STEPS),
    Theme(held=75, locked=5, over_21=80, siblings=20, roomy=70, roles=STEPPING, rules=STEPS),
    Theme(held=60, locked=5, just_moved=5, event=30, siblings=10, plain=True, roles=("all",), rules=ROOM),
    Theme(held=70, locked=5, just_moved=5, event=30, siblings=10, plain=True, roles=("all",), rules=ROOM),
    Theme(held=50, siblings=100, roomy=90, rules={**ANY_NUMBER, "together": DEAR}),
    Theme(held=40, siblings=100, roomy=95, roles=("all", "16-20"), rules={**ANY_NUMBER, "together": MUST}),
    Theme(held=50, siblings=20, roomy=95, roles=MIXED, rules=NEAR),
    Theme(held=50, siblings=20, roomy=95, roles=MIXED, rules=NEARER),
    Theme(held=80, siblings=20, roomy=95, roles=("all", "16-20"), rules={**MOVES_PAY, **NEAR}),
)


def case_of(seed: int) -> Case:
    """The random case number ``seed``."""
    return random_case(Random(seed))


def cases() -> st.SearchStrategy[Case]:
    """Random cases that hypothesis can make smaller."""
    return st.randoms(use_true_random=False).map(random_case)


def random_case(rng: Random, *, most_people: int = 6) -> Case:
    """Up to three workers and up to ``most_people`` young people with a service model of their own."""
    day = rng.choice(DAYS)
    theme = rng.choice(THEMES)
    model = random_model(rng, bases=BASES, style=_style(rng, theme), changes=theme.rules)
    workers = tuple(
        _worker(rng, key, _Scene(day, model, (), theme))
        for key in WORKERS[: 3 if theme.plain else rng.choice((1, 2, 3, 3, 3, 3))]
    )
    number = most_people if theme.plain else rng.choice((2, 3, *range(4, most_people + 1), most_people))
    people = tuple(_person(rng, f"P{n}", _Scene(day, model, workers, theme)) for n in range(1, number + 1))
    caseload = Caseload(
        title="a random case",
        as_of=day,
        young_people=_groups(rng, people, theme),
        workers=workers,
        travel=_journeys(rng),
    )
    return Case(caseload, model, rng.choice((0, 1, 2, 2, None, None)))


@dataclass(frozen=True)
class _Scene:
    day: date
    model: ServiceModel
    workers: Sequence[Worker]
    theme: Theme


def _often(rng: Random, percent: int) -> bool:
    return rng.randrange(100) < percent


def _style(rng: Random, theme: Theme) -> Style:
    if theme.plain:
        return Style.PLAIN
    return Style.ROOMY if _often(rng, theme.roomy) else Style.TIGHT


def _some(rng: Random, values: Sequence[T], percent: int) -> frozenset[T]:
    return frozenset(value for value in values if _often(rng, percent))


def _journeys(rng: Random) -> tuple[Journey, ...]:
    """Every place to every base; now and then a base that nobody can place, and one spelling for both directions."""
    lost = rng.choice(BASES) if _often(rng, 10) else None
    return tuple(
        Journey(from_place=place, to_place=base, minutes=rng.choice((5, 12, 20, 21, 31, 45, 46, 75, 76, 110)))
        for place in PLACES
        for base in BASES
        if base != lost
    )


def _worker(rng: Random, key: str, scene: _Scene) -> Worker:
    day = scene.day
    base = rng.choice(BASES)
    fields: dict[str, Any] = {
        "base": SPELLINGS[base] if _often(rng, 15) else base,
        "fte": rng.choice(("1", "1", "1", "0.8", "0.6", "1.2")),
        "role": rng.choice(scene.theme.roles),
        "skills": _some(rng, tuple(Need), 35),
        "languages": _some(rng, LANGUAGES, 45),
        "post": rng.choice(("lcw", "lcw", "team_manager")),
        "reduction_percent": rng.choice(("0", "0", "0", "0", "20", "50")),
    }
    if scene.theme.plain:
        fields |= {"fte": "1", "reduction_percent": "0"}
    elif _often(rng, 30):
        fields["start_date"] = day - timedelta(days=rng.choice((-10, 0, 5, 31, 59, 62, 100, 364, 400, 800)))
    if _often(rng, 20):
        fields["experience_years"] = rng.choice(("0", "0.5", "1", "3"))
    return Worker.model_validate(
        {"worker_id": key, **fields, **({} if scene.theme.plain else _presence(rng, day, scene.model))}
    )


def _presence(rng: Random, day: date, model: ServiceModel) -> dict[str, Any]:
    """Leaves within the handover weeks, is away for long or short, or (mostly) neither."""
    handover, long = 7 * model.duty.handover_weeks, 7 * model.duty.long_absence_weeks
    kind = rng.randrange(100)
    if kind < 7:
        return {"last_day": day + timedelta(days=rng.choice((-3, 0, handover - 1, handover, handover + 1)))}
    if kind < 18:
        begins = day + timedelta(days=rng.choice((-60, -10, 0, 1, handover, handover + 1)))
        ends = begins + timedelta(days=rng.choice((5, 20, long - 2, long - 1, long)))
        return {"absent_from": begins, "absent_to": rng.choice((None, ends, ends, ends, day))}
    return {}


def _person(rng: Random, key: str, scene: _Scene) -> YoungPerson:
    day = scene.day
    fields: dict[str, Any] = {
        "category": rng.choice(("eligible", "relevant", "former_relevant", "former_relevant", "qualifying")),
        "place": rng.choice(NOWHERE) if _often(rng, 15) else rng.choice(PLACES),
        "former_uasc": _often(rng, 30),
        "needs": _some(rng, tuple(Need), 20),
        "in_education": _often(rng, 12),
        "keep_after_21": _often(rng, 20),
        "complexity": rng.choice(("low", "standard", "standard", "high", "very_high")),
        "languages": _some(rng, LANGUAGES, 25),
        "avoid_workers": _some(rng, WORKERS, 8),
        "lead": rng.choice(("lcw", "lcw", "lcw", "social_worker")),
        "changes_so_far": rng.choice((0, 0, 1, 3, 12)),
        "referred": day - timedelta(days=rng.choice((-7, 0, 6, 20, 35, 200, 800))) if _often(rng, 70) else None,
    }
    if scene.theme.plain:
        fields |= {"needs": (), "complexity": "standard", "lead": "lcw", "category": "former_relevant"}
    fields |= _age(rng, scene) | _history(rng, scene)
    if scene.theme.plain:
        # Only workers who are full already would do for the new ones, so somebody has to move to the third.
        fields["avoid_workers"] = (
            () if "current_worker" in fields else rng.choice((("W3",), ("W1", "W3"), ("W2", "W3")))
        )
    return YoungPerson.model_validate({"person_id": key, **fields})


def _age(rng: Random, scene: _Scene) -> dict[str, Any]:
    """A date of birth, often right at an edge, or the age alone."""
    day, model = scene.day, scene.model
    if _often(rng, 10):
        return {"age": rng.choice((16, 17, 19, 20, 21, 22, 24))}
    event, deadline = model.rules.key_event, 7 * model.rules.step_down.deadline_weeks
    edges = (7 * event.weeks_after, -7 * event.weeks_before, 0)
    about_18_or_21 = [(years, edge) for years in (18, 21) for edge in edges]
    over = ((21, deadline), (21, deadline), (22, 100), (23, 0))
    every = (*about_18_or_21, *over, (22, 10), (17, 90), (19, 200), (20, 30))
    years, days = rng.choice(over if _often(rng, scene.theme.over_21) else every)
    born = date(day.year - years, day.month, min(day.day, 28)) - timedelta(days=days + rng.choice((-1, 0, 0, 1)))
    return {"date_of_birth": date(2008, 2, 29) if _often(rng, 3) else born}


def _history(rng: Random, scene: _Scene) -> dict[str, Any]:
    """With whom, since when, when last moved, what is coming up; some have nobody."""
    day, model, workers, theme = scene.day, scene.model, scene.workers, scene.theme
    if not _often(rng, theme.held):
        return {}
    weeks = model.rules.settled.weeks
    busy = workers[:2] if theme.plain else _stepping_down(workers) if theme.over_21 else workers
    fields: dict[str, Any] = {
        "current_worker": "W9" if _often(rng, 3) else rng.choice(busy).worker_id,
        "worker_since": day - timedelta(days=rng.choice((0, 30, 400, 1000, 2000))) if _often(rng, 70) else None,
        "locked": _often(rng, theme.locked),
    }
    if _often(rng, theme.just_moved):
        fields["last_change"] = day - timedelta(days=7 * weeks + rng.choice((-30, -30, -30, -1, 0, 1)))
    if _often(rng, theme.event):
        event = model.rules.key_event
        edges = (7 * event.weeks_after, -7 * event.weeks_before, 0)
        fields |= {
            "key_event": "release",
            "key_event_date": day - timedelta(days=rng.choice(edges) + rng.choice((-1, 0, 1))),
        }
    return fields


def _stepping_down(workers: Sequence[Worker]) -> Sequence[Worker]:
    """Workers whose people have to leave them after 21, if there are any."""
    return [worker for worker in workers if worker.role is Role.YOUNGER] or workers


def _groups(rng: Random, people: Sequence[YoungPerson], theme: Theme) -> tuple[YoungPerson, ...]:
    """Two or three of the people are siblings, in some of the cases."""
    if not _often(rng, theme.siblings):
        return tuple(people)
    chosen = {person.person_id for person in rng.sample(people, min(len(people), rng.choice((2, 3, 3))))}
    return tuple(p.model_copy(update={"keep_together": "G1"}) if p.person_id in chosen else p for p in people)
