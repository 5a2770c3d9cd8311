"""Rows are written and read again as they were."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.errors import UsageError
from benchmarks.rows import ROWS, Level, Machine, Point, Row, append_row, as_csv, read_rows, write_machine

ON = Machine("3.11.9", "Linux", "a processor", 2, 7000, {"ortools": "9.14"}, "abc123")
FIRST = Row(
    suite="weekly", case="tiny", backend="ours", phase="solve", seed=3, repeat=1, outcome="done", seconds=0.25,
    started="2025-06-02T09:00:00+00:00", people=9, workers=4, peak_mib=181.5,
    levels=(Level("cost", 0.645, 0.64, False, 0.125),), trace=(Point(0.1, "cost", 0.7, None),), figures={"gap": 0.5},
)  # fmt: skip
SECOND = Row("weekly", "tiny", "ours", "solve", 3, 2, "failed", 1.0, "2025-06-02T09:00:01+00:00", error="ended early")


def test_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    """Proves that nothing of a row or a machine is lost on disk, nested levels and points included."""
    write_machine(tmp_path, ON)
    append_row(tmp_path, FIRST)
    append_row(tmp_path, SECOND)
    assert read_rows(tmp_path) == (ON, [FIRST, SECOND])


def test_figures_that_are_none_are_written_as_such(tmp_path: Path) -> None:
    """Proves that every line is JSON that anybody can read: an infinite bound is none."""
    write_machine(tmp_path, ON)
    append_row(tmp_path, replace(SECOND, bound=float("-inf"), levels=(Level("cost", 1.0, float("nan"), False, 0.5),)))
    assert "Infinity" not in (tmp_path / ROWS).read_text(encoding="utf-8")
    (row,) = read_rows(tmp_path)[1]
    assert (row.bound, row.levels[0].bound) == (None, None)


NUMBERS = st.floats(-1e9, 1e9)
ROW = st.builds(
    Row,
    **dict.fromkeys(("suite", "case", "backend", "phase", "outcome", "started", "error"), st.text()),
    **dict.fromkeys(("seed", "repeat", "people"), st.integers(0, 10**6)),
    seconds=NUMBERS,
    value=st.none() | NUMBERS,
    levels=st.lists(st.builds(Level, st.text(), NUMBERS, st.none() | NUMBERS, st.booleans(), NUMBERS)).map(tuple),
    trace=st.lists(st.builds(Point, NUMBERS, st.text(), st.none() | NUMBERS, st.none() | NUMBERS)).map(tuple),
    figures=st.dictionaries(st.text(), NUMBERS),
)


@given(rows=st.lists(ROW, max_size=3))
@settings(max_examples=50, deadline=None)
def test_any_row_comes_back(rows: list[Row]) -> None:
    """Proves that whatever a row says, line breaks and any letters included, is read as it was written."""
    with tempfile.TemporaryDirectory() as place:
        write_machine(Path(place), ON)
        for row in rows:
            append_row(Path(place), row)
        assert read_rows(Path(place)) == (ON, rows)


def test_a_line_cut_short_is_passed_over_and_written_anew(tmp_path: Path) -> None:
    """Proves that a run that was killed while it wrote costs its own row only."""
    write_machine(tmp_path, ON)
    append_row(tmp_path, FIRST)
    with (tmp_path / ROWS).open("a", encoding="utf-8") as file:
        file.write('{"suite": "wee')
    assert read_rows(tmp_path)[1] == [FIRST]
    append_row(tmp_path, SECOND)
    assert read_rows(tmp_path)[1] == [FIRST, SECOND]


def test_the_table_has_a_line_for_each_row(tmp_path: Path) -> None:
    """Proves the form of the CSV: plain columns only, under their names."""
    header, first, second = as_csv([FIRST, SECOND]).splitlines()
    assert header.startswith("suite,case,backend,phase,seed,repeat,outcome,seconds,started,people,workers,error,")
    assert first.startswith("weekly,tiny,ours,solve,3,1,done,0.25,2025-06-02T09:00:00+00:00,9,4,,")
    assert second.split(",")[11] == "ended early"
    assert "levels" not in header.split(",")


def test_a_folder_without_results_is_refused_in_words(tmp_path: Path) -> None:
    """Proves that the reader says what is wrong: no results, or results of another form."""
    with pytest.raises(UsageError, match=r"holds no results: name a folder that python -m benchmarks run wrote\.$"):
        read_rows(tmp_path)
    write_machine(tmp_path, ON)
    assert read_rows(tmp_path) == (ON, [])
    (tmp_path / ROWS).write_text('{"levels": [], "trace": [], "colour": "red"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"in a form not known here \(.*colour.*\)\. Run the suite again\.$"):
        read_rows(tmp_path)
