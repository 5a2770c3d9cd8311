"""From a filled-in team workbook to what it says of each worker, with every finding at once; it merges nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from allocator.reading.extracts import Row
from allocator.reading.files import Grid, grids_of
from allocator.reading.files.above import say_above
from allocator.reading.files.headings import Heading, find_heading
from allocator.reading.findings import Collector, Source
from allocator.reading.near import fold
from allocator.reading.rows import parse
from allocator.reading.tables import RawTable
from allocator.reading.team.columns import SHEET, SKILLS, TEAM, Line

KNOWN = frozenset(fold(column.name) for column in TEAM.columns)
ALSO_CALLED = ("workers",)  # a table of workers that somebody kept is as good
REMARK = 4  # words and more
DO_TEMPLATE = "Write one with: allocator template DIR"


@dataclass(frozen=True)
class TeamRow:
    """What is filled in for one worker: ``stated`` are values by field of a Worker."""

    row: Row
    worker_id: str
    stated: Mapping[str, object]


@dataclass(frozen=True)
class Team:
    """The rows of a team workbook, each worker once, and where its headers stand (None: there are none)."""

    file: Path
    rows: tuple[TeamRow, ...] = ()
    heading: Row | None = None

    def with_ids(self, ids: Mapping[str, str]) -> Team:
        """The same with ids in place of names, by what ``ids`` (name in small letters: id) knows."""
        rows = (replace(row, worker_id=ids.get(row.worker_id.casefold(), row.worker_id)) for row in self.rows)
        return replace(self, rows=tuple(rows))


def read_team(file: Path, found: Collector) -> Team:
    """What ``file`` (.xlsx or .csv) says of the workers; errors are findings, and their rows or cells are left out.

    Raises UsageError where there is no such file.
    """
    grids = grids_of(file, found)
    grid, heading = _the_team(grids)
    if grid is None or heading is None:
        if grids:
            what = f"{file.name} has no sheet {SHEET} with a column worker_id."
            found.add("missing_table", what, table=SHEET, do=DO_TEMPLATE, file=file.name)
        return Team(file)
    found.sources[SHEET] = Source(grid.file, grid.sheet)
    raw = RawTable(SHEET, grid.file, heading.headers, grid.rows[heading.at :], heading.row)
    say_above(heading.above, heading.headers, grid, table=SHEET, found=found)
    parsed = parse(raw, TEAM, Line, found=found)
    rows: dict[str, TeamRow] = {}
    for number, line in parsed.rows:
        row = TeamRow(Row(grid.file, grid.sheet, number), line.worker_id, _stated(line))
        if _is_remark(row):
            _say_remark(row, found)
        else:
            rows.setdefault(line.worker_id, row)
    return Team(file, tuple(rows.values()), Row(grid.file, grid.sheet, heading.row))


def _is_remark(row: TeamRow) -> bool:
    """Whether a row holds nothing but a text of more words than any id or name has."""
    return not row.stated and len(row.worker_id.split()) >= REMARK


def _say_remark(row: TeamRow, found: Collector) -> None:
    what, do = "A row with nothing but a remark was left out.", "Nothing, if it is no worker; else give them an id."
    number, column = row.row.number, "worker_id"
    found.add("remark_row", what, table=SHEET, row=number, column=column, file=row.row.file, sheet=row.row.sheet, do=do)


def _the_team(grids: Sequence[Grid]) -> tuple[Grid | None, Heading | None]:
    """The sheet called team, or workers, or else the first with a column worker_id; hidden ones last."""
    headed = [
        (grid, heading) for grid in grids if (heading := find_heading(grid, _known_headers)) and _has_ids(heading)
    ]
    wanted = {fold(name): at for at, name in enumerate((SHEET, *ALSO_CALLED))}
    order = [(grid.hidden, wanted.get(fold(grid.sheet or ""), len(wanted))) for grid, _ in headed]
    return headed[order.index(min(order))] if headed else (None, None)


def _has_ids(heading: Heading) -> bool:
    return any(fold(cell) == fold("worker_id") for cell in heading.headers)


def _known_headers(cells: Sequence[str]) -> int:
    return len({fold(cell) for cell in cells} & KNOWN)


def _stated(line: Line) -> Mapping[str, object]:
    """The fields of a Worker that are filled in; skills are those with a yes, none where all are no."""
    stated = {name: getattr(line, name) for name in line.model_fields_set - {"worker_id"}}
    said = {name: stated.pop(name) for name in SKILLS if name in stated}
    if said:
        stated["skills"] = stated.get("skills", frozenset()) | {SKILLS[name] for name, yes in said.items() if yes}
    return stated
