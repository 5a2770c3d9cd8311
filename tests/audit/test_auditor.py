"""The audit as a whole: one answer in, contradictions, breaches and figures of its own out."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path

import allocator.audit
from allocator.audit.auditor import RULES
from allocator.rule_book import Strength
from tests.audit.honest import honest, judged
from tests.builders import caseload, model, person, weeks_ago, worker

FOLDER = Path(allocator.audit.__file__).parent
# What the audit may know: nouns, rules, pure arithmetic, what is personal, and the finished table of journeys.
MAY_IMPORT = {
    "allocator.answer",
    "allocator.audit",
    "allocator.dates",
    "allocator.load",
    "allocator.proposal",
    "allocator.reading.personal",  # what no sentence may repeat
    "allocator.records",
    "allocator.rule_book",
    "allocator.rule_settings",
    "allocator.service_model",
    "allocator.travel.times",
    "allocator",
}
STANDARD = {"__future__", "collections", "collections.abc", "dataclasses", "datetime", "fractions", "functools"}
STANDARD |= {"math", "typing"}


def test_the_audit_stands_on_its_own() -> None:
    """Proves that no file of the audit imports the engine, a solver, or arrays."""
    for path in FOLDER.glob("*.py"):
        for module in _imported(path):
            known = module in STANDARD or module in MAY_IMPORT or module.startswith("allocator.audit.")
            assert known, f"{path.name} imports {module}"


def _imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def test_everything_is_reported_at_once() -> None:
    """Proves that an answer with several faults has all of them named, rule by rule, before the claims."""
    people = [
        person("P1", avoid_workers={"W2"}),
        person("P2", "W1", locked=True),
        person("P3", "W1", needs={"custody"}),
    ]
    cases = caseload(people, [worker("W1"), worker("W2", last_day=weeks_ago(1))])
    answer = honest(cases, {"P1": "W2", "P2": None}, change={"P2": "kept"})
    said = judged(cases, answer)
    assert said.contradictions == (
        "P2 had W1, and the pair stood, but is left without a worker.",
        "P1 is given to W2, who is not on duty.",
        "P1 ends with W2; the two are kept apart.",
        "P2 is fixed with W1, but does not stay there.",
        "P2 is said to be kept, but by the records is unallocated.",
    )
    assert [(b.rule, b.person_id, b.standing) for b in said.breaches] == [
        ("one_worker", "P2", False),
        ("specialist", "P3", True),
    ]
    assert all(breach.strength is Strength.MUST for breach in said.breaches)


def test_its_figures_are_its_own() -> None:
    """Proves that levels and loads are exact, for the levels of the model alone: 3/4 of a post, and 2 h above 3/4."""
    cases = caseload([person(f"P{n}", "W1") for n in range(3)], [worker("W1", fte="0.9"), worker("W2")])
    few = model(
        {"levels": [{"key": k} for k in ("unallocated", "unallocated_duty", "changes", "balance")]}
        | {"rules.balance.thresholds_percent": ["75"]}
    )
    said = judged(cases, honest(cases, model=few), model=few)
    assert said.loads == {"W1": Fraction(3, 4), "W2": Fraction(0)}
    # 0.75 - 75 % x 0.9 = 0.075 of a post, and 0.075 x 36 h = 2.7 h.
    assert said.levels == {"unallocated": 0, "unallocated_duty": 0, "changes": 0, "balance": Fraction(27, 10)}
    assert (said.contradictions, said.breaches, said.overdue) == ((), (), ())


def test_the_waiting_are_named() -> None:
    """Proves that both who are due are overdue, longest first, where neither moves."""
    cases = caseload([person("P1", "W1", age=22), person("P2", "W1", age=23)], [worker("W1", role="16-20")])
    said = judged(cases, honest(cases))
    assert said.overdue == ("P2", "P1")
    assert [b.person_id for b in said.breaches if b.rule == "step_down"] == ["P2", "P1"]


def test_an_empty_caseload_has_nothing_to_say() -> None:
    """Proves that a caseload without people, or without workers, is no fault of the audit's."""
    nobody = caseload([], [worker("W1")])
    assert judged(nobody, honest(nobody)).contradictions == ()
    no_workers = caseload([person("P1")], [])
    said = judged(no_workers, honest(no_workers))
    assert (said.contradictions, len(said.breaches), said.loads) == ((), 1, {})


def test_every_rule_says_what_it_checks() -> None:
    """Proves that each audit has a sentence a manager can read."""
    for rule in RULES:
        first = (rule.__doc__ or "").splitlines()[0]
        assert first.endswith("."), rule
