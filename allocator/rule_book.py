"""The rule book: every promise, once, in plain words; it enforces nothing and checks nothing.

``enforces`` and ``audits`` mark the one function that keeps a rule and the one that checks it. A test reads both
registers and fails when a rule has no place, or two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])


class Strength(StrEnum):
    """How a service holds a rule: never or hardly ever broken, at a price, or not at all."""

    MUST = "must"
    SHOULD = "should"
    OFF = "off"


@dataclass(frozen=True)
class Rule:
    """One promise: ``key`` in every file, ``title`` on the page, ``acts`` where it is decided."""

    key: str
    title: str
    promise: str
    strengths: tuple[Strength, ...]
    acts: str


_MUST = (Strength.MUST,)
_MUST_OFF = (Strength.MUST, Strength.OFF)
_SHOULD_OFF = (Strength.SHOULD, Strength.OFF)
_ANY = (Strength.MUST, Strength.SHOULD, Strength.OFF)

_NEVER = "never broken"
_MOVES = "binds room and chosen moves, never forced ones"
_NEEDS = "must: level needs; should: a price in hours"

RULE_BOOK: dict[str, Rule] = {
    rule.key: rule
    for rule in (
        Rule("one_worker", "One named worker", "Everybody has one named worker.", _MUST, "levels unallocated_duty, unallocated"),
        Rule("on_duty", "A worker on duty", "Nobody is given to a worker who has left, leaves soon or is away.", _MUST, _NEVER),
        Rule("apart", "Kept apart", "These two never: a conflict, a restricted record or a wish not to.", _MUST, _NEVER),
        Rule("locked", "Fixed by the manager", "What the manager fixed stays fixed.", _MUST, _NEVER),
        Rule("ceiling", "Room for it", "Nobody is given to a worker who would then stand above the ceiling.", _MUST, _NEVER),
        Rule("intake", "Few at a time", "At most so many people are given to one worker in a week.", _MUST_OFF, _NEVER),
        Rule("continuity", "Keep my worker", "People keep their worker.", _MUST, "level changes"),
        Rule("key_event", "Not at a key moment", "Nobody moves around a birthday, a release, a birth or another key event.", _ANY, _MOVES),
        Rule("settled", "Not twice", "Nobody moves twice within the period.", _ANY, _MOVES),
        Rule("age_band", "The right age band", "16-20s have a worker for 16-20s, 21+ have a worker for 21+.", _ANY, _NEEDS),
        Rule("stay_after_21", "Stay after 21", "Who needs consistency or is in education stays with their worker after 21.", _MUST_OFF, "exempts from age_band and step_down"),
        Rule("step_down", "Step-down after 21", "Others move to a worker for 21+ once the deadline after the 21st birthday is reached.", _MUST_OFF, "who is freed; level needs while it waits"),
        Rule("home_base", "A worker from the base nearby", "A group that lives in or near a base has a worker based there.", _ANY, _NEEDS),
        Rule("specialist", "The skill that is needed", "A need meets a worker with the skill for it.", _ANY, _NEEDS),
        Rule("language", "A shared language", "Who asks for a language has a worker who speaks it.", _ANY, _NEEDS),
        Rule("together", "Siblings together", "Siblings have one worker.", _ANY, _NEEDS),
        Rule("travel", "Little time on the road", "Workers spend little time on the road.", _SHOULD_OFF, "level cost"),
        Rule("induction", "A gentle start", "A new worker's share of a full caseload grows month by month.", _MUST_OFF, "capacity"),
        Rule("balance", "Even work", "Work is spread evenly.", _SHOULD_OFF, "level balance"),
    )
}  # fmt: skip

LEVELS: dict[str, str] = {
    "unallocated_duty": "16-20s owed a statutory duty who have no worker",
    "unallocated": "everybody else who has no worker",
    "changes": "people who lose their worker to make room for somebody",
    "needs": "needs that a new pair leaves unmet although they must be met",
    "cost": "hours a week: travel, work above capacity, wishes unmet",
    "balance": "hours above 80, 90 and 100 % of each worker's capacity",
    "travel": "hours a week on the road",
    "overload": "hours a week above 100 % of capacity",
}

ENFORCED: dict[str, Callable[..., object]] = {}
AUDITED: dict[str, Callable[..., object]] = {}


def enforces(key: str) -> Callable[[Function], Function]:
    """Mark the one function that keeps the rule ``key``; a second one is a fault in the program."""
    return _register(key, ENFORCED)


def audits(key: str) -> Callable[[Function], Function]:
    """Mark the one function that checks the rule ``key``; a second one is a fault in the program."""
    return _register(key, AUDITED)


def _register(key: str, register: dict[str, Callable[..., object]]) -> Callable[[Function], Function]:
    def mark(function: Function) -> Function:
        if key not in RULE_BOOK:
            raise KeyError(f"{key} is not in the rule book")
        if key in register:
            raise KeyError(f"the rule {key} has a place already: {register[key].__qualname__}")
        register[key] = function
        return function

    return mark
