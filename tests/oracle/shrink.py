"""Makes a case smaller as long as it still shows what it showed; it does not know what that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from allocator.records import Caseload, Worker, YoungPerson
from allocator.rule_book import RULE_BOOK, Strength
from tests.oracle.case import Case, with_rule

Someone = TypeVar("Someone", YoungPerson, Worker)
Shows = Callable[[Case], bool]
KEPT_FIELDS = frozenset({"person_id", "worker_id", "category", "base", "fte", "date_of_birth", "age"})


def shrink(case: Case, shows: Shows) -> Case:
    """The smallest case that one-step reductions reach."""
    while True:
        smaller = next((candidate for candidate in _reductions(case) if _still(candidate, shows)), None)
        if smaller is None:
            return case
        case = smaller


def _still(case: Case, shows: Shows) -> bool:
    try:
        return shows(case)
    except (ValueError, KeyError, AssertionError):
        return False


def _reductions(case: Case) -> Iterator[Case]:
    """Fewer people, fewer workers, fewer rules and levels, then plainer records."""
    load = case.caseload
    for person in load.young_people:
        yield _with(case, young_people=tuple(p for p in load.young_people if p is not person))
    for worker in load.workers[1:]:
        yield _with(case, workers=tuple(w for w in load.workers if w is not worker))
    for key, rule in RULE_BOOK.items():
        if Strength.OFF in rule.strengths and getattr(case.model.rules, key).strength != Strength.OFF:
            yield with_rule(case, key, strength=Strength.OFF)
    if case.chosen_moves != 0:
        yield replace(case, chosen_moves=0)
    yield from _fewer_levels(case)
    yield from _plainer_model(case)
    for person in load.young_people:
        for plain in _plainer(person):
            yield _with(case, young_people=tuple(plain if p is person else p for p in load.young_people))
    for worker in load.workers:
        for plainer in _plainer(worker):
            yield _with(case, workers=tuple(plainer if w is worker else w for w in load.workers))


def _with(case: Case, **fields: object) -> Case:
    caseload: Caseload = case.caseload.model_copy(update=fields)
    return replace(case, caseload=caseload)


def _fewer_levels(case: Case) -> Iterator[Case]:
    levels = case.model.levels
    for level in levels[3:]:
        yield _with_model(case, levels=tuple(one for one in levels if one is not level))
    for level in levels:
        if level.tolerance_percent:
            plain = level.model_copy(update={"tolerance_percent": type(level.tolerance_percent)(0)})
            yield _with_model(case, levels=tuple(plain if one is level else one for one in levels))


def _plainer_model(case: Case) -> Iterator[Case]:
    model = case.model
    if len(model.caseloads) > 1:
        yield _with_model(case, caseloads=model.caseloads[-1:])
    for field in ("category", "lead", "needs"):
        if getattr(model.load, field):
            yield _with_model(case, load=model.load.model_copy(update={field: {}}))


def _with_model(case: Case, **fields: object) -> Case:
    return replace(case, model=case.model.model_copy(update=fields))


def _plainer(record: Someone) -> Iterator[Someone]:
    """The record with one field at its default."""
    for name, field in type(record).model_fields.items():
        default = field.get_default(call_default_factory=True) if not field.is_required() else None
        if name not in KEPT_FIELDS and not field.is_required() and getattr(record, name) != default:
            yield record.model_copy(update={name: default})
