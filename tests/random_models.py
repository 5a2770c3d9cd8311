"""Random service models with small caps, every strength and order of levels among them; no county's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import Any

from allocator.service_model import ServiceModel

Settings = Mapping[str, Any]
Changes = Mapping[str, Settings]
PRICES = ("0", "0.5", "1", "2.5", "4", "6")
NEEDS = ("custody", "parent", "disability", "mental_health", "uasc")
FARTHEST = 110
PLACEMENT = ("unallocated_duty", "unallocated", "changes")


class Style(StrEnum):
    """How full posts are: with every weight of person, soon or not so soon, or seat by seat."""

    TIGHT = "tight"
    ROOMY = "roomy"
    PLAIN = "plain"


def random_model(rng: Random, *, bases: Sequence[str], style: Style, changes: Changes) -> ServiceModel:
    """A model with home bases of ``bases``, caps in ``style``, and ``changes`` by rule not left to chance."""
    rules = {**_never_broken(rng), **_about_moves(rng), **_about_needs(rng, bases), **_about_hours(rng)}
    return ServiceModel.model_validate(
        {
            "name": "random",
            "title": "A random model",
            "about": "Made for tests.",
            "source": "assumption: made for tests",
            "duty": {"handover_weeks": rng.choice((0, 2, 4)), "long_absence_weeks": rng.choice((2, 6))},
            "load": _load(rng, style),
            "caseloads": [_plain_caps(rng)] if style is Style.PLAIN else _caseloads(rng, style),
            "levels": _levels(rng),
            "rules": {key: {**settings, **changes.get(key, {})} for key, settings in rules.items()},
        }
    )


def _often(rng: Random, percent: int) -> bool:
    return rng.randrange(100) < percent


def _strength(rng: Random, *, off: int = 10) -> str:
    """Off so many times in a hundred, otherwise must or should alike."""
    return "off" if _often(rng, off) else rng.choice(("must", "should"))


def _load(rng: Random, style: Style) -> dict[str, Any]:
    load: dict[str, Any] = {
        "full_time_hours": rng.choice(("36", "30")),
        "included_minutes": FARTHEST if style is Style.PLAIN else rng.choice((0, 20, 45)),
        "visits_16_20": rng.choice(("6.5", "13")),
        "visits_21_plus": rng.choice(("2", "4")),
        "visits_stayer": rng.choice((None, "5")),
        "complexity": {"low": "0.8", "standard": "1", "high": "1.25", "very_high": "1.5"},
    }
    if _often(rng, 60):
        load["category"] = {"qualifying": {"visits_per_year": "2", "bands": rng.choice((["16-20"], ["16-20", "21+"]))}}
        load["category"]["eligible"] = {"load_factor": "0.9"}
    if _often(rng, 60):
        load["lead"] = {"social_worker": {"load_factor": "0.5", "visits_factor": "0.5"}}
    if _often(rng, 60):
        load["needs"] = {"custody": {"load_factor": "1.1", "visits_factor": "1.5"}, "parent": {"load_factor": "1.2"}}
    return load


def _caseloads(rng: Random, style: Style) -> list[dict[str, Any]]:
    entries = []
    if _often(rng, 30):
        entries.append({"posts": ["team_manager"], **_caps(rng, style)})
    if _often(rng, 30):
        entries.append({"experience_below_years": "1", **_caps(rng, style)})
    if _often(rng, 15):
        entries.append(
            {"posts": ["lcw"], "experience_from_years": "1", "experience_below_years": "3", **_caps(rng, style)}
        )
    return [*entries, _caps(rng, style)]


def _plain_caps(rng: Random) -> dict[str, Any]:
    """Two or three seats a post, whoever takes them."""
    return {"title": "a class", "cap_16_20": "2", "cap_21_plus": "2", "ceiling_percent": rng.choice(("100", "150"))}


def _caps(rng: Random, style: Style) -> dict[str, Any]:
    younger = rng.choice((3, 4, 5, 6)) if style is Style.ROOMY else rng.choice((1, 2, 2, 3))
    caps: dict[str, Any] = {
        "title": "a class",
        "cap_16_20": str(younger),
        "cap_21_plus": rng.choice(("6", "8", "10") if style is Style.ROOMY else ("2", "4", "6")),
        "cap_stayer": rng.choice((None, None, "3")),
    }
    if _often(rng, 30):
        return {**caps, "ceiling_cases": str(younger + rng.choice((0, 1)))}
    return {**caps, "ceiling_percent": rng.choice(("100", "110", "125", "150", "200"))}


def _levels(rng: Random) -> list[dict[str, Any]]:
    first, last = list(PLACEMENT), ["needs", "cost", "balance"]
    if _often(rng, 25):
        rng.shuffle(first)
    if _often(rng, 20):
        rng.shuffle(last)
    if _often(rng, 15):
        last.remove(rng.choice(last))
    for extra in ("travel", "overload"):
        if _often(rng, 12):
            last.insert(rng.randint(0, len(last)), extra)
    return [{"key": key, "tolerance_percent": _tolerance(rng, key)} for key in (*first, *last)]


def _tolerance(rng: Random, key: str) -> str:
    if key in PLACEMENT:
        # Twice as many room moves are the least that a tolerance of the level changes can allow.
        return ("100" if key == "changes" else "20") if _often(rng, 8) else "0"
    return rng.choice(("0.5", "10", "60")) if _often(rng, 30) else "0"


def _never_broken(rng: Random) -> dict[str, Any]:
    return {
        "one_worker": {
            "strength": "must",
            "waiting_growth_percent": rng.choice(("0", "2", "10")),
            "waiting_cap_weeks": rng.choice((0, 4, 52)),
        },
        "on_duty": {"strength": "must"},
        "apart": {"strength": "must"},
        "locked": {"strength": "must"},
        "ceiling": {"strength": "must", **_dearer_above(rng)},
        "intake": {"strength": rng.choice(("must", "must", "off")), "per_week": rng.choice((1, 1, 2))},
    }


def _dearer_above(rng: Random) -> dict[str, Any]:
    """Prices of an hour above capacity; above the ceiling it is never cheaper, or they would not be convex."""
    price = Decimal(rng.choice(PRICES))
    return {"price_to_ceiling": price, "price_above": price + Decimal(rng.choice(("0", "0.5", "3")))}


def _about_moves(rng: Random) -> dict[str, Any]:
    before, after = rng.choice((0, 2, 4)), rng.choice((0, 2, 4))
    return {
        "continuity": {
            "strength": "must",
            "room_moves": rng.choice((0, 1, 1, 2, 2)),
            "minimum_gain_hours": rng.choice(("0", "0.25", "0.5", "1")),
            "loss_per_year": rng.choice(("0", "1", "2.5")),
            "loss_per_change": rng.choice(("0", "0.5", "100")),
            "loss_key_event": rng.choice(("0", "3")),
        },
        "key_event": {
            "strength": _strength(rng),
            "price_hours": rng.choice(PRICES),
            "weeks_before": before,
            "weeks_after": after,
            "birthdays": rng.choice(([18, 21], [18, 21], [18], [])),
        },
        "settled": {"strength": _strength(rng), "price_hours": rng.choice(PRICES), "weeks": rng.choice((4, 26))},
        "stay_after_21": {"strength": "off" if _often(rng, 8) else "must"},
        "step_down": {
            "strength": "off" if _often(rng, 8) else "must",
            "deadline_weeks": after + rng.choice((1, 9)),
            "per_week": rng.choice((0, 1, 1, 2, 2)),
        },
    }


def _about_needs(rng: Random, bases: Sequence[str]) -> dict[str, Any]:
    return {
        "age_band": _priced(rng),
        "home_base": {
            **_priced(rng),
            "group": rng.choice(("former_uasc", "former_uasc", "everyone", "parent")),
            "bases": rng.sample(bases, rng.choice((1, 1, 2))),
            "minutes": rng.choice((0, 20, 45, 75)),
        },
        "specialist": {"strength": _strength(rng), "needs": {need: _priced(rng) for need in NEEDS if _often(rng, 90)}},
        "language": _priced(rng),
        "together": _priced(rng),
    }


def _about_hours(rng: Random) -> dict[str, Any]:
    return {
        "travel": {"strength": "off" if _often(rng, 15) else "should", "price_per_hour": rng.choice(("0.5", "1", "3"))},
        "induction": {
            "strength": "off" if _often(rng, 10) else "must",
            "shares": rng.choice((["0.25", "0.5", "0.75"], ["0", "0.5"], ["0.5"] * 6, [])),
        },
        "balance": {
            "strength": "off" if _often(rng, 15) else "should",
            "thresholds_percent": rng.choice((["80", "90", "100"], ["50"], ["60", "100"])),
        },
    }


def _priced(rng: Random) -> dict[str, Any]:
    return {"strength": _strength(rng), "price_hours": rng.choice(PRICES)}
