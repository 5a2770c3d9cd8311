"""Which sheets and files are Lists 8 and 9, and their rows; totals and repeated headers are told from people here.

Sheets are chosen by their headers, never by title or position; a hidden copy gives way to a sheet that can be seen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from allocator.reading.annex_a.headers import EIGHT, NINE, Heading, columns_of, heading_of, missing_from
from allocator.reading.annex_a.lines import Line, Notes
from allocator.reading.cells import clean
from allocator.reading.extracts import Row
from allocator.reading.files import REFUSALS, Grid
from allocator.reading.files.above import say_above
from allocator.reading.files.headings import without_totals
from allocator.reading.findings import Collector

_REMARK = re.compile(
    r"(grand |sub-?)?totals?\b|counts?\b|sum\b|number of\b|source\b|report\b|end of\b|produced\b|printed\b"
)
_MOST_CELLS = 2
_Cells = tuple[int, tuple[str, ...]]
_BASIC = ("disability", "in_touch", "accommodation", "suitability", "activity")
"""What both forms of List 9 have and nobody has to fill in."""


class Lists(NamedTuple):
    """The rows of people in either list, and how many rows with anything in them are not people's but noted."""

    nine: tuple[Line, ...]
    eight: tuple[Line, ...]
    remarks: int


def lists_in(grids: Sequence[Grid], notes: Notes) -> Lists:
    """The rows of every grid that is List 8 or List 9; a finding where there is no List 9 or a column is missing."""
    found = notes.found
    headed = [(grid, heading) for grid in grids if (heading := heading_of(grid)) is not None]
    used = [(grid, heading) for grid, heading in headed if not _gives_way(grid, heading, headed, found)]
    unused = len(grids) - len(headed)
    if not any(heading.list_name == NINE for _, heading in used):
        _no_list_nine(grids, found)
    elif unused:
        many = "1 sheet or file is" if unused == 1 else f"{unused} sheets or files are"
        what = f"{many} neither List 8 nor List 9, and not used."
        found.add("not_used", what, table="Annex A", do="Nothing, if List 9 was found where it should be.")
    by_list: dict[str, list[Line]] = {NINE: [], EIGHT: []}
    remarks = 0
    for grid, heading in used:
        _check_columns(grid, heading, found)
        headers = tuple(heading.headers.values())
        say_above(grid.rows[: heading.first], headers, grid, table=heading.list_name, found=found)
        people, others = _body(grid, heading, notes)
        by_list[heading.list_name] += people
        remarks += len(others)
    return Lists(tuple(by_list[NINE]), tuple(by_list[EIGHT]), remarks)


def _body(grid: Grid, heading: Heading, notes: Notes) -> tuple[list[Line], list[Line]]:
    """The rows of people below the headers, and the totals and remarks among and below them."""
    rows, totals = without_totals(_filled_down(grid)[heading.body :], id_at=heading.at["person_id"])
    lines = [_line(row, grid, heading, notes) for row in rows if not _is_heading(row[1], heading)]
    remarks = [*filter(_is_remark, lines), *(_line(row, grid, heading, notes) for row in totals)]
    for line in remarks:
        what = "A row that is a total or a remark, and nobody's, was left out."
        line.note("remark_row", what, "Nothing, if it names no young person.", nobody=True)
    left_out = {line.row for line in remarks}
    return [line for line in lines if line.row not in left_out], remarks


def _line(row: _Cells, grid: Grid, heading: Heading, notes: Notes) -> Line:
    return Line(heading, Row(grid.file, grid.sheet, row[0]), tuple(map(clean, row[1])), notes)


def _filled_down(grid: Grid) -> Sequence[_Cells]:
    """The rows with the text of a cell that is merged downwards in each row that it spans, as a reader sees it."""
    down = [(first, left, last) for first, left, last, _ in grid.merged if last > first]
    if not down:
        return grid.rows
    texts = dict(grid.rows)
    extra: dict[int, dict[int, str]] = {}
    for first, left, last in down:
        cells = texts.get(first, ())
        for number in range(first + 1, last + 1):
            extra.setdefault(number, {})[left] = cells[left - 1] if left <= len(cells) else ""
    return [(number, _with(cells, extra.get(number, {}))) for number, cells in grid.rows]


def _with(cells: tuple[str, ...], extra: Mapping[int, str]) -> tuple[str, ...]:
    """The cells with other texts in some columns, counted from 1."""
    width = max([len(cells), *extra])
    return tuple(extra.get(at, cells[at - 1] if at <= len(cells) else "") for at in range(1, width + 1))


def _is_heading(cells: tuple[str, ...], heading: Heading) -> bool:
    """Whether a row is the headers again, as after a page break."""
    at = heading.at["person_id"]
    same = at < len(cells) and clean(cells[at]) == heading.headers["person_id"]
    return same and len(columns_of(cells)) >= len(heading.at)


def _is_remark(line: Line) -> bool:
    """Whether a row is a total or a remark: few cells, none of them what every young person has."""
    if any(line.text(name) for name in ("category", "date_of_birth", "age")):
        return False
    filled = [cell for cell in line.cells if cell]
    if len(filled) > _MOST_CELLS:
        return False
    alone = len(filled) == 1 and " " in filled[0]
    return alone or any(_REMARK.match(text.casefold()) for text in filled)


def _gives_way(grid: Grid, heading: Heading, headed: Sequence[tuple[Grid, Heading]], found: Collector) -> bool:
    """Whether a hidden sheet is left out because the same list stands in one that can be seen."""
    if not grid.hidden:
        return False
    if any(other.list_name == heading.list_name and not sheet.hidden for sheet, other in headed):
        what = f"A hidden sheet with the headers of {heading.list_name} was not used."
        do = "Nothing, if it is an old copy; else show the sheet and hide the other."
        found.add("hidden_list", what, table=heading.list_name, file=grid.file, sheet=grid.sheet, do=do)
        return True
    what = f"{heading.list_name} was read from a hidden sheet, for no other has it."
    do = "Nothing, if that is right; else export the list again."
    found.add("hidden_sheet", what, table=heading.list_name, file=grid.file, sheet=grid.sheet, do=do)
    return False


def _no_list_nine(grids: Sequence[Grid], found: Collector) -> None:
    """Say which headers the sheet lacks that comes nearest to List 9."""
    if not grids:
        if not any(finding.code in REFUSALS for finding in found.found):
            do = "Export List 9 with its headers as .xlsx or CSV."
            found.add("no_list_nine", "There is no table to read.", table=NINE, do=do)
        return
    nearest = min(grids, key=lambda grid: len(missing_from(grid)))
    missing = missing_from(nearest) or ("Eligibility Category",)
    what = f"No table has the headers of List 9; not found: {', '.join(missing)}."
    found.add(
        "no_list_nine", what, table=NINE, file=nearest.file, sheet=nearest.sheet, do="Export it with its headers."
    )


def _check_columns(grid: Grid, heading: Heading, found: Collector) -> None:
    """Columns that are missing or stand there twice."""

    def say(code: str, what: str, do: str, column: str | None = None) -> None:
        found.add(code, what, table=heading.list_name, file=grid.file, sheet=grid.sheet, column=column, do=do)

    for header in sorted(set(heading.twice)):
        what = "Two columns have this header, so it is not clear which counts."
        say("duplicate_column", what, "Take one of them out.", header)
    if not {"date_of_birth", "age"} & set(heading.at):
        what = "There is no column Date of Birth and none with ages."
        say("missing_column", what, "Export the list with its headers.", "Date of Birth")
    if heading.list_name != NINE:
        return
    if not {"worker", "adviser"} & set(heading.at):
        what = "There is no column Allocated Worker or Allocated Personal Advisor."
        say("missing_column", what, "Export List 9 with it.", "Allocated Worker")
    missing = [name.replace("_", " ") for name in _BASIC if name not in heading.at]
    if missing:
        what = f"List 9 has no column for {', '.join(missing)}: blank for everybody."
        say("column_not_there", what, "Add them to the export, if the system holds them.")
