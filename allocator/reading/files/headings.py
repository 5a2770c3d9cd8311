"""Where the headers of a grid stand, and which lines below its table are totals; it knows no table itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allocator.reading.cells import clean
from allocator.reading.files.grid import UNCALCULATED, Grid, Row

_TOTAL = re.compile(
    r"(grand |sub[ -]?|overall )?(totals?|count|sum|average|mean|number of (records|rows|young people|children|people))"
    r"\b.{0,30}|(end of (report|extract|file|list|table)|\*+ ?end ?\*+)\.?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+ ?%?")
MOST_TOTALS = 5  # lines at the bottom that may be totals; more of them are rows that lack an id


@dataclass(frozen=True)
class Heading:
    """Where a table begins: ``at`` is the place in ``Grid.rows`` of the first row below its ``headers``.

    ``row`` is the number of the row of headers, the lower one of two; ``above`` are the rows that stand over them.
    """

    at: int
    row: int
    headers: tuple[str, ...]
    above: tuple[Row, ...] = ()


def find_heading(grid: Grid, wanted: Callable[[Sequence[str]], int], within: int = 30) -> Heading | None:
    """The headers of a grid: the row, or two rows joined, of which ``wanted`` counts the most columns; None for none.

    The first of equals is taken, and one row rather than two.
    """
    best: Heading | None = None
    most = 0
    for at, (number, cells) in enumerate(grid.rows[:within]):
        single = tuple(clean(cell) for cell in cells)
        if (score := wanted(single)) > most:
            best, most = Heading(at + 1, number, single, grid.rows[:at]), score
        if at + 1 < len(grid.rows):
            below, lower = grid.rows[at + 1][0], tuple(clean(cell) for cell in grid.rows[at + 1][1])
            joined = _joined(filled_across(number, cells, grid), lower, wanted)
            # Twice the headers and more than either row alone: not a row of data that happens to hold a header's word.
            if wanted(joined) > max(score, most, wanted(lower)):
                best, most = Heading(at + 2, below, joined, grid.rows[:at]), wanted(joined)
    return best


def filled_across(number: int, cells: Sequence[str], grid: Grid) -> tuple[str, ...]:
    """The row with the text of each merged cell in all the columns that it spans."""
    width = max([len(cells), *(area[3] for area in grid.merged if area[0] <= number <= area[2])])
    filled = [*cells, *[""] * (width - len(cells))]
    for first, left, last, right in grid.merged:
        if first == number <= last and left <= len(filled):
            filled[left - 1 : right] = [filled[left - 1]] * (right - left + 1)
    return tuple(filled)


def _joined(upper: Sequence[str], lower: Sequence[str], wanted: Callable[[Sequence[str]], int]) -> tuple[str, ...]:
    """Column by column whichever of the lower, the upper and both texts together is a header that is wanted."""
    joined: list[str] = []
    for at in range(max(len(upper), len(lower))):
        above = clean(upper[at]) if at < len(upper) else ""
        below = clean(lower[at]) if at < len(lower) else ""
        ways = [below, f"{above} {below}".strip(), above]
        joined.append(next((way for way in ways if way and wanted([way])), f"{above} {below}".strip()))
    return tuple(joined)


def is_total(cells: Sequence[str], *, id_at: int = 0) -> bool:
    """Whether a row is a line of totals: its first filled cell says so, or its id is blank and the rest are numbers."""
    filled = [text for text in map(clean, cells) if text]
    if not filled:
        return False
    if _TOTAL.fullmatch(filled[0]):
        return True
    has_id = id_at < len(cells) and clean(cells[id_at])
    return not has_id and all(_NUMBER.fullmatch(text) or text == UNCALCULATED for text in filled)


def without_totals(rows: Sequence[Row], *, id_at: int = 0) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows of a table, and the lines of totals at its bottom, which whoever calls counts as left out."""
    end = len(rows)
    while end > max(0, len(rows) - MOST_TOTALS) and is_total(rows[end - 1][1], id_at=id_at):
        end -= 1
    return tuple(rows[:end]), tuple(rows[end:])
