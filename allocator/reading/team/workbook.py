"""The team workbook to fill in: notes, drop-downs and the workers that are known; it never loses what was filled in.

Prefilled is what is known; what is only assumed (full time, everybody, a leaving care worker) is left blank.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from allocator.errors import InputError, UsageError
from allocator.reading.cells import clean, safe
from allocator.reading.extracts import Row
from allocator.reading.files.writing_workbooks import SheetHelp, write_workbook
from allocator.reading.findings import Collector, errors_among, in_words
from allocator.reading.near import fold
from allocator.reading.team.columns import CHOICES, HOW_TO, NOTES, SHEET, SKILLS, WRITTEN
from allocator.reading.team.reader import read_team
from allocator.reading.whole import write_whole
from allocator.records import Role, Worker

ID = fold("worker_id")
_ASSUMED: Mapping[str, object] = {"base": "", "fte": 1, "role": Role.ALL, "reduction_percent": 0, "post": "lcw"}
_INTRODUCTION = (
    ("Team", "What no return holds of the workers. Fill in the sheet team, one row for each worker; blank is allowed."),
    ("Who is who", "The key beside the caseload says which id is whose. Write no names here."),
    ("New colleagues", "Add a row with an id of your own, such as N01: who works with nobody yet has room."),
    ("Those who leave", "Keep the row and fill in last_day: whom they work with is given to others in good time."),
    ("Then", "Save, and convert the extract again: what stands here is taken over, and wins over the extract."),
    ("", ""),
)


def write_team_workbook(
    file: Path,
    workers: Sequence[Worker],
    *,
    overwrite: bool = False,
    known: Mapping[str, frozenset[str]] | None = None,
) -> Path:
    """Write the workbook with a row for each worker, readable by the owner only.

    ``known`` (worker id: fields) are those that an extract states; without it, whatever is not as assumed is known.
    Raises UsageError where the file is there already and ``overwrite`` is not asked for.
    """
    if file.exists() and not overwrite:
        add, again = "add workers to it with --update", "write it anew with --overwrite"
        raise UsageError(f"{file} is there already and was left alone: {add}, or {again}.")
    headers = [column.name for column in WRITTEN]
    stated = {worker.worker_id: (known or {}).get(worker.worker_id) if known else None for worker in workers}
    rows = [[_prefilled(worker, header, stated[worker.worker_id]) for header in headers] for worker in workers]
    help_rows = [(column.name, NOTES[column.name], column.words) for column in WRITTEN]
    sheets: dict[str, Sequence[Sequence[object]]] = {
        SHEET: [headers, *rows],
        HOW_TO: [*_INTRODUCTION, ("column", "what it is for", "what a cell may hold"), *help_rows],
    }
    return write_workbook(file, sheets, overwrite=overwrite, guides={SHEET: SheetHelp(NOTES, CHOICES)})


def update_team_workbook(
    file: Path, workers: Sequence[Worker], found: Collector, *, names: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Add the workers who are missing below the others, change nothing else, and return their ids.

    ``names`` (name: id) are those of the key: whoever stands in the workbook by name is not added by id as well.
    Raises UsageError where there is no such file, and InputError where it cannot be read as a team workbook.
    """
    team = read_team(file, found).with_ids({name.casefold(): known for name, known in (names or {}).items()})
    errors = errors_among(found.found)
    if errors:
        lines = "\n".join(f"  - {in_words(finding)}" for finding in errors)
        raise InputError(f"{file.name} cannot be added to before this is put right:\n{lines}", found.found)
    listed = {row.worker_id.casefold() for row in team.rows}
    new = [worker for worker in workers if worker.worker_id.casefold() not in listed]
    if new and team.heading is not None:
        _append(file, new, team.heading)
    return tuple(worker.worker_id for worker in new)


def _append(file: Path, workers: Iterable[Worker], heading: Row) -> None:
    """Rows below the last filled one; formulas become the values that they had, which would be lost otherwise."""
    from openpyxl import load_workbook  # late: half a second that who updates nothing need not wait

    if heading.sheet is None:
        raise UsageError(f"{file.name} is not a workbook: add the workers there yourself.")
    book, values = load_workbook(file), load_workbook(file, data_only=True)
    sheet = book[heading.sheet]
    for row in sheet.iter_rows():
        for cell in row:
            value = values[heading.sheet][cell.coordinate].value
            if cell.data_type == "f" and value is not None:
                cell.value = value
    texts = [cell.value for cell in sheet[heading.number]]
    at = {fold(clean(str(text))): number for number, text in enumerate(texts, start=1) if text is not None}
    ids = [cell.row for (cell,) in sheet.iter_rows(min_col=at[ID], max_col=at[ID]) if cell.value not in (None, "")]
    for number, worker in enumerate(workers, start=max(row for row in ids if row) + 1):
        for column in WRITTEN:
            value = _prefilled(worker, column.name, None)
            if value is not None and fold(column.name) in at:
                sheet.cell(number, at[fold(column.name)]).value = _cell(value)
    stream = io.BytesIO()
    book.save(stream)
    write_whole({file: stream.getvalue()})


def _cell(value: object) -> Any:
    """What a cell holds; a text that a spreadsheet would calculate is quoted."""
    return safe(value) if isinstance(value, str) else value


def _prefilled(worker: Worker, header: str, known: frozenset[str] | None) -> object:
    """What is known of a worker in one column, as a cell holds it."""
    if header in SKILLS:
        return "yes" if SKILLS[header] in worker.skills else None
    value: object = getattr(worker, header)
    if known is not None and header in known:
        pass
    elif header in _ASSUMED and value == _ASSUMED[header]:
        return None
    if isinstance(value, frozenset):
        return ";".join(sorted(value)) or None
    return value.value if isinstance(value, Role) else value
