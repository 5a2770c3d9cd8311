"""What one rule of the audit says of a tiny case, a line for each fault; it asks no other rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allocator.audit.week import Week
from allocator.audit.words import Broken, Contradiction
from allocator.proposal import LevelResult
from allocator.records import Caseload
from allocator.rule_book import AUDITED
from allocator.service_model import ServiceModel
from tests import builders


def week(
    cases: Caseload,
    ends: Mapping[str, str | None] | None = None,
    *,
    model: ServiceModel | None = None,
    chosen_moves: int | None = 0,
    **answered: Any,
) -> Week:
    """One week with an answer: who is not named in ``ends`` stays; ``answered`` goes to builders.answer."""
    answer = builders.answer(cases, ends, **answered)
    return Week(cases, builders.travel(cases), model or builders.model(), answer, chosen_moves)


def says(rule: str, cases: Caseload, ends: Mapping[str, str | None] | None = None, **more: Any) -> list[str]:
    """``contradiction: ...``, ``made, must: ...`` or ``standing, should: ...`` for each fault that one rule finds."""
    return [_line(fault) for fault in AUDITED[rule](week(cases, ends, **more))]  # type: ignore[attr-defined]


def level(key: str, value: float, *, kept: float | None = None, bound: float | None = None, **more: Any) -> LevelResult:
    """A level that is proven and keeps its value, unless said otherwise."""
    fields = {"key": key, "value": value, "kept": value if kept is None else kept, "seconds": 0.25, "proven": True}
    return LevelResult(**(fields | {"bound": value if bound is None else bound} | more))


def _line(fault: Broken | Contradiction) -> str:
    if isinstance(fault, str):
        return f"contradiction: {fault}"
    assert fault.breach.sentence == fault.sentence
    return f"{'standing' if fault.standing else 'made'}, {fault.strength}: {fault.sentence}"
