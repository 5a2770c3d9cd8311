"""Which sheets and files are Lists 8 and 9, and their rows; totals and repeated headers are told from people here.

Sheets are chosen by their headers, never by title or position; a hidden copy gives way to a sheet that can be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from allocator.reading.annex_a.headers import EIGHT, NINE, Heading, columns_of, heading_of, missing_from
from allocator.reading.annex_a.lines import Line, Notes
from allocator.reading.cells import clean
from allocator.reading.extracts import Row
from allocator.reading.files import Grid
from allocator.reading.findings import Collector

_REMARK = re.compile(
    r"(grand |sub-?)?totals?\b|counts?\b|sum\b|number of\b|source\b|report\b|end of\b|produced\b|printed\b"
)
_MOST_CELLS = 2
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
    others = len(grids) - len(headed)
    if not any(heading.list_name == NINE for _, heading in used):
        _no_list_nine(grids, found)
    elif others:
        what = f"{others} sheets or files are neither List 8 nor List 9 and were not used."
        found.add("not_used", what, table="Annex A", do="Nothing, if List 9 was found where it should be.")
    by_list: dict[str, list[Line]] = {NINE: [], EIGHT: []}
    remarks = 0
    for grid, heading in used:
        _check_columns(grid, heading, found)
        lines = [
            Line(heading, Row(grid.file, grid.sheet, number), cells, notes) for number, cells in _body(grid, heading)
        ]
        people = [line for line in lines if not _is_remark(line)]
        by_list[heading.list_name] += people
        remarks += len(lines) - len(people)
    return Lists(tuple(by_list[NINE]), tuple(by_list[EIGHT]), remarks)


def _body(grid: Grid, heading: Heading) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows below the headers, without headers that a page break repeats."""
    for number, cells in grid.rows[heading.body :]:
        position = heading.at["person_id"]
        is_header = position < len(cells) and clean(cells[position]) == heading.headers["person_id"]
        if not (is_header and len(columns_of(cells)) >= len(heading.at)):
            yield number, cells


def _is_remark(line: Line) -> bool:
    """Whether a row is a total or a remark: few cells, none of them what every young person has."""
    filled = [text for cell in line.cells if (text := clean(cell))]
    if len(filled) > _MOST_CELLS or any(line.text(name) for name in ("category", "date_of_birth", "age")):
        return False
    alone = len(filled) == 1 and " " in filled[0]
    if not alone and not any(_REMARK.match(text.casefold()) for text in filled):
        return False
    what = "A row that is a total or a remark, and nobody's, was left out."
    line.note("remark_row", what, "Nothing, if it names no young person.", nobody=True)
    return True


def _gives_way(grid: Grid, heading: Heading, headed: Sequence[tuple[Grid, Heading]], found: Collector) -> bool:
    """Whether a hidden sheet is left out because the same list stands in one that can be seen."""
    seen = any(other.list_name == heading.list_name and not sheet.hidden for sheet, other in headed)
    if not (grid.hidden and seen):
        return False
    what = f"A hidden sheet with the headers of {heading.list_name} was not used."
    do = "Nothing, if it is an old copy; else show the sheet and hide the other."
    found.add("hidden_list", what, table=heading.list_name, file=grid.file, sheet=grid.sheet, do=do)
    return True


def _no_list_nine(grids: Sequence[Grid], found: Collector) -> None:
    """Say which headers the sheet lacks that comes nearest to List 9."""
    if not grids:
        if not any(finding.code == "unreadable_table" for finding in found.found):
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
