"""What is known of instances: the library agrees with the files, and claims against it are caught."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from allocator.bundled import instances_dir
from benchmarks.cases import Asked, Week
from benchmarks.conflicts import conflicts
from benchmarks.library.drawn import drawn_known, improved, sha256_of
from benchmarks.library.known import FILE, KnownLevel, contradictions, known_of, levels_of, library
from benchmarks.library.refresh import drawn, shipped, text
from benchmarks.library.version import instance_sha256, model_sha256
from benchmarks.planning import cases_of
from benchmarks.rows import Level, Row
from benchmarks.suites import suite_named

FIRST = KnownLevel("needs", 3.0, 3.0, True)
SECOND = KnownLevel("cost", 50.0, 48.0, False)


def _level(key: str, value: float, bound: float | None = None, *, proven: bool = False) -> Level:
    return Level(key, value, bound, proven, 0.5)


def test_the_library_is_what_is_on_file() -> None:
    """Proves that every value and bound is that of expected.json, and every SHA-256 that of the tables and rules.

    Where this fails after a change that is meant: python -m benchmarks.library.refresh, and a new version.
    """
    before = library()
    assert set(before["instances"]) == {path.parent.name for path in instances_dir().glob("*/expected.json")}
    assert shipped(before["instances"], date(2000, 1, 1)) == before["instances"]
    assert FILE.read_text(encoding="utf-8") == text(before["version"], before["instances"], before["drawn"])


@pytest.mark.parametrize("case", ["what_if/lincolnshire-2025/W36", "tight/96-held", "growth/weekly-250"])
def test_drawn_instances_are_still_those_on_file(case: str) -> None:
    """Proves of three families that they are drawn as they were when values were found (else: refresh the library)."""
    suite, _, name = case.partition("/")
    (found,) = cases_of(suite, Asked(), [name])
    week = suite_named(suite).question(found)
    assert isinstance(week, Week)
    tables, model = sha256_of(week.caseload), model_sha256(week.model)
    assert library()["drawn"][case]["sha256"] == tables
    assert [level.key for level in drawn_known(suite, name, tables=tables, model=model)] == list(week.model.level_keys)
    changed = week.caseload.model_copy(update={"young_people": week.caseload.young_people[1:]})
    assert drawn_known(suite, name, tables=sha256_of(changed), model=model) == ()
    assert drawn_known(suite, name, tables=tables, model="another") == ()


KNOWN = (
    KnownLevel("needs", 3.0, 3.0, True),
    KnownLevel("cost", 50.0, 48.0, False),
    KnownLevel("balance", 9.0, 8.0, False),
)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((3, 3, True, 50, 49, False, 9, 8.5, False), ((3, 3, True), (50, 49, False), (9, 8.5, False))),  # better bounds
        ((3, 3, True, 49, 40, False, 20, 1, False), ((3, 3, True), (49, 48, False), (20, 1, False))),  # a better value
        ((3, 3, True, 51, 49.5, False, 2, 2, True), ((3, 3, True), (50, 49.5, False), (9, 8, False))),  # a worse one
        ((3, 3, True, 50, 50, True, 9, 9, True), ((3, 3, True), (50, 50, True), (9, 9, True))),  # a proof
        ((4, 2, False, 10, 10, True, 1, 1, True), ((3, 3, True), (50, 48, False), (9, 8, False))),  # another question
    ],
)
def test_runs_improve_what_is_known(found: tuple[float, ...], expected: tuple[tuple[float, float, bool], ...]) -> None:
    """Proves what a run adds, from the top: a better value takes all below with it, a worse one ends it."""
    keys = ("needs", "cost", "balance")
    levels = [_level(key, *found[3 * i : 3 * i + 2], proven=bool(found[3 * i + 2])) for i, key in enumerate(keys)]
    better = improved(KNOWN, levels, trust_bounds=True)
    assert [(level.value, level.bound, level.proven) for level in better] == list(expected)


def test_bounds_of_others_are_not_taken_on_trust() -> None:
    """Proves that a peer's value counts and its bound does not: 50 was found, 48 is ours, 50 is what a peer claims."""
    claimed = [_level("needs", 3, 3, proven=True), _level("cost", 50, 50, proven=True), _level("balance", 8.5, 8.5)]
    better = improved(KNOWN, claimed, trust_bounds=False)
    assert better == (KNOWN[0], KNOWN[1], KnownLevel("balance", 8.5, 8.0, False))
    first = improved((), claimed, trust_bounds=False)
    assert [(level.value, level.bound, level.proven) for level in first] == [
        (3, None, False),
        (50, None, False),
        (8.5, None, False),
    ]


def test_the_file_is_written_from_rows() -> None:
    """Proves the way from rows to the file: what an audited run found of a drawn case, and nothing of others."""
    levels = tuple(_level(level["key"], 1.0, 1.0, proven=True) for level in library()["instances"]["tiny"]["levels"])
    known = library()["drawn"]["what_if/lincolnshire-2025/W36"]
    row = replace(
        _row("ours", *levels), suite="what_if", case="lincolnshire-2025/W36", model_sha256=known["model_sha256"]
    )
    before = [_level(level.key, 0.5, 0.5, proven=True) for level in levels]
    other = replace(row, tables_sha256="of other tables", levels=tuple(before))  # better values, but of another week
    rows = [other, replace(row, tables_sha256=known["sha256"]), _row("ours", *levels)]
    entries = drawn({}, rows, date(2026, 1, 5))
    (entry,) = entries.values()
    assert entry["how"] == "ours, seed 1"
    assert entry["found"] == "2026-01-05"
    assert entry["sha256"] == known["sha256"]
    assert {level["value"] for level in entry["levels"]} == {1.0}
    again = drawn(entries, rows, date(2027, 1, 5))
    assert again == entries
    parsed = tomllib.loads(text("1.0", {}, entries))
    assert levels_of(parsed["drawn"]["what_if/lincolnshire-2025/W36"]) == levels_of(entry)


def test_every_byte_of_the_tables_counts(tmp_path: Path) -> None:
    """Proves that a version is one of tables and settings, whatever else lies beside them."""
    (tmp_path / "workers.csv").write_text("worker_id\nW01\n", encoding="utf-8")
    before = instance_sha256(tmp_path)
    (tmp_path / "expected.json").write_text("{}", encoding="utf-8")
    assert instance_sha256(tmp_path) == before
    (tmp_path / "workers.csv").write_text("worker_id\nW02\n", encoding="utf-8")
    assert instance_sha256(tmp_path) != before


def test_an_instance_of_one_s_own_says_itself_what_is_known(tmp_path: Path) -> None:
    """Proves where values come from: the library for shipped ones, the folder for others, nowhere for the rest."""
    assert [level.key for level in known_of(instances_dir() / "tiny")][:2] == ["unallocated_duty", "unallocated"]
    assert known_of(tmp_path) == ()
    levels = [{"key": "cost", "value": 2.5, "bound": 2.0, "proven": False}]
    (tmp_path / "expected.json").write_text(json.dumps({"levels": levels}), encoding="utf-8")
    assert known_of(tmp_path) == (KnownLevel("cost", 2.5, 2.0, False),)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([_level("needs", 3, 3, proven=True), _level("cost", 48, 48, proven=True)], ()),
        ([_level("needs", 2)], ("needs is 2, below the proven optimum of 3",)),
        ([_level("needs", 3), _level("cost", 47.9)], ("cost is 47.9, below the known bound of 48",)),
        ([_level("needs", 5, 3.5)], ("needs has a bound of 3.5, above the known value of 3",)),
        ([_level("needs", 4, 3, proven=True)], ("needs is called proven at 4, but 3 is known",)),
        ([_level("needs", 4), _level("cost", 10)], ()),  # with one need more unmet, cost is another question
    ],
)
def test_claims_against_what_is_known_are_caught(levels: list[Level], said: tuple[str, ...]) -> None:
    """Proves each kind of contradiction, and that a level counts only while those above it have the known values."""
    assert contradictions(levels, (FIRST, SECOND)) == said


def _row(backend: str, *levels: Level, value: float | None = None, bound: float | None = None) -> Row:
    return Row(
        "weekly", "a", backend, "solve", 1, 1, "done", 1.0, "now",
        audit="passed", levels=levels, value=value, bound=bound,
    )  # fmt: skip


def test_two_runs_that_cannot_both_be_right_are_found() -> None:
    """Proves that backends are held against each other: 7 is below another's bound of 8, 9 is not."""
    high = _row("one", _level("cost", 9, 8))
    assert conflicts([high, _row("two", _level("cost", 8.5, 7))]) == ()
    assert conflicts([high, _row("two", _level("cost", 7))]) == (
        "weekly a: one: cost has a bound of 8, above the known value of 7 by two",
        "weekly a: two: cost is 7, below the known bound of 8 by one",
    )
    assert conflicts([_row("one", value=20, bound=18), _row("two", value=17)]) == (
        "weekly a: two has 17, below the bound of 18 by one",
    )


def test_rules_are_those_of_the_instance() -> None:
    """Proves that overrides count: storm-week forbids room moves, leaver-week leaves its model as it is."""
    shas = {name: about["model_sha256"] for name, about in library()["instances"].items()}
    assert shas["storm-week"] != shas["lincolnshire-2025"]
    assert shas["leaver-week"] == shas["lincolnshire-2025"]
