"""Answers whose figures are what the records come to, so that a test can change one thing; it solves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from allocator.answer import Answer, Audit
from allocator.audit import audit
from allocator.audit.levels import level_value, without_a_worker
from allocator.audit.week import Week
from allocator.proposal import LevelResult
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from tests import builders

HEADS = {"unallocated_duty": True, "unallocated": False}


def honest(
    cases: Caseload, ends: Mapping[str, str | None] | None = None, *, model: ServiceModel | None = None, **answered: Any
) -> Answer:
    """An answer with every level of the model, proven at what the records come to."""
    used = model or builders.model()
    answer = builders.answer(cases, ends, **answered)
    week = Week(cases, builders.travel(cases), used, answer, None)
    return replace(answer, levels=tuple(_level(week, key) for key in used.level_keys), overdue=week.waiting)


def _level(week: Week, key: str) -> LevelResult:
    value = float(level_value(week, key))
    heads = len(without_a_worker(week, duty=HEADS[key])) if key in HEADS else None
    return LevelResult(key=key, value=value, bound=value, proven=True, kept=value, seconds=0.125, heads=heads)


def judged(
    cases: Caseload, answer: Answer, *, model: ServiceModel | None = None, chosen_moves: int | None = 0
) -> Audit:
    """What the audit makes of an answer."""
    return audit(cases, builders.travel(cases), model or builders.model(), answer, chosen_moves=chosen_moves)


def with_level(answer: Answer, key: str, **changed: Any) -> Answer:
    """The same answer with one level's figures changed."""
    levels = tuple(old.model_copy(update=changed) if old.key == key else old for old in answer.levels)
    return replace(answer, levels=levels)
