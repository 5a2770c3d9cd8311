"""How good a proposal is, level by level, in words that need no explanation; every figure is the proposal's own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from allocator.proposal import LevelResult
from allocator.rule_book import LEVELS

HOURS = ("cost", "balance", "travel", "overload")
PLACEMENT = ("unallocated_duty", "unallocated")
HARDLY = 0.001
SHORT = {
    "unallocated_duty": "without a worker, owed a duty",
    "unallocated": "without a worker, others",
    "changes": "moved to make room",
    "needs": "needs a new pair leaves unmet",
    "cost": "travel, overload, wishes",
    "balance": "uneven work",
    "travel": "on the road",
    "overload": "above capacity",
}


@dataclass(frozen=True)
class LevelWords:
    """One level for a reader: what it is, what was reached, how sure that is; ``short`` for one line of a screen."""

    title: str
    short: str
    value: str
    verdict: str
    proven: bool
    seconds: str


def level_words(level: LevelResult) -> LevelWords:
    """One level in words."""
    title = LEVELS.get(level.key, level.key)
    title = f"{title[0].upper()}{title[1:]}"
    short = SHORT.get(level.key, level.key)
    if level.phase == "chosen":
        title, short = f"{title} (with the chosen moves)", f"{short}, chosen moves"
    return LevelWords(title, short, _value(level), _verdict(level), level.proven, f"{level.seconds:.1f} s")


def figure(value: float) -> str:
    """A figure with one decimal, none if it is whole."""
    rounded = Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,}"


def _value(level: LevelResult) -> str:
    if level.key in PLACEMENT and level.heads is not None:
        return _people(level.heads)
    if level.key in HOURS:
        return f"{figure(level.value)} hours a week"
    if level.key == "changes":
        return _people(int(level.value))
    return figure(level.value)


def _verdict(level: LevelResult) -> str:
    if level.proven:
        return "proven: no less is possible" if level.value else "proven"
    if level.bound is None or level.gap is None:
        return "not proven; how much less is possible is not known"
    less = (level.value - level.bound) / level.value if level.value else 0.0
    if less < HARDLY:
        return "not proven, but less than 0.1 % better at best"
    if level.key in PLACEMENT:
        return f"not proven; {figure(less * 100)} % less work might wait at best"
    if level.key == "changes":
        return f"not proven; {_people(ceil(level.bound))} at best"
    return f"not proven; {figure(level.bound)} at best ({figure(less * 100)} % less)"


def _people(number: int) -> str:
    return "nobody" if number == 0 else f"{number} {'person' if number == 1 else 'people'}"
