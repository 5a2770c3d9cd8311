"""Headers are found below titles and in two rows, and totals at the bottom are told from people."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from allocator.reading.files import Grid
from allocator.reading.files.headings import find_heading, is_total, without_totals

KNOWN = {"id", "date of birth", "worker name", "team"}


def wanted(cells: Sequence[str]) -> int:
    """How many headers of the test's table there are."""
    return len({cell.casefold() for cell in cells} & KNOWN)


def grid(*rows: Sequence[str], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Grid:
    """A sheet with these rows, numbered from 1, blank ones left out."""
    filled = tuple((at, tuple(row)) for at, row in enumerate(rows, start=1) if any(row))
    return Grid("a.xlsx", "List", filled, merged=merged)


def test_below_a_title() -> None:
    """Titles and blank rows above the headers are passed over, and known as what they are."""
    found = find_heading(
        grid(["List 9"], [], ["as at", "1 June"], ["id", " Date of\u00a0Birth ", "x"], ["P1", "2008", "y"]), wanted
    )
    assert found is not None
    assert (found.at, found.row, found.headers) == (3, 4, ("id", "Date of Birth", "x"))
    assert [number for number, _ in found.above] == [1, 3]


def test_two_rows_of_headers() -> None:
    """A group above and headers below are joined, the group's text in every column that its cell spans."""
    upper, lower = ["Id", "Worker", "", "Date of"], ["", "Name", "Team", "birth"]
    found = find_heading(grid(upper, lower, ["P1", "W1", "A", "2008"], merged=((1, 2, 1, 3),)), wanted)
    assert found is not None
    assert (found.at, found.row, found.headers) == (2, 2, ("Id", "Worker Name", "Team", "Date of birth"))


def test_one_row_rather_than_two() -> None:
    """Headers in one row are not joined with the first person below."""
    found = find_heading(grid(["id", "team"], ["P1", "team"], ["P2", "id"]), wanted)
    assert found is not None
    assert (found.at, found.headers) == (1, ("id", "team"))


def test_no_headers() -> None:
    """Where no row holds any header, or only one too far down, there is none."""
    assert find_heading(grid(["a", "b"], ["1", "2"]), wanted) is None
    assert find_heading(grid(*[["x"]] * 30, ["id", "team"]), wanted) is None


@pytest.mark.parametrize(
    "cells",
    [
        ["Total", "936"],
        ["", "Grand total:", "3"],
        ["TOTALS"],
        ["Count of people", "9"],
        ["Sum", "", "12.5"],
        ["", "", "936"],
        ["", "1,234", "45.5 %"],
        ["", "#FORMULA!"],
        ["Number of young people", "9"],
        ["*** END ***"],
        ["End of report"],
    ],
)
def test_totals(cells: list[str]) -> None:
    """Words for totals, and numbers without an id, are totals."""
    assert is_total(cells)


@pytest.mark.parametrize(
    "cells", [["7961370", "17"], ["P1"], ["", "Boston", "3"], ["", ""], ["Totley", "3"], ["Countess Rd"]]
)
def test_no_totals(cells: list[str]) -> None:
    """Whoever has an id, or a word beside the numbers, is somebody."""
    assert not is_total(cells)


def test_totals_at_the_bottom_only() -> None:
    """Lines of totals are taken from the bottom, up to five; further up they are rows like others."""
    rows = [(2, ("Total", "1")), (3, ("P1", "2")), (5, ("", "3")), (6, ("Total", "3"))]
    assert without_totals(rows) == ((rows[0], rows[1]), (rows[2], rows[3]))
    many = [(at, ("", "3")) for at in range(2, 9)]
    assert [len(part) for part in without_totals(many)] == [2, 5]
    assert without_totals([(2, ("3", ""))], id_at=1)[1] == ((2, ("3", "")),)
