"""A results folder that is begun, gone on with, or begun anew; nothing that is no results folder is ever touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from allocator.errors import UsageError
from benchmarks.cases import Task
from benchmarks.rows import MACHINE, ROWS, Machine, Row, append_row, as_csv, read_rows, write_machine

PLACE = Path("runs") / "benchmarks"
TABLE, WHOLE = "rows.csv", "whole"


def place_for(suite: str, now: datetime) -> Path:
    """Where results go if nobody says where."""
    return PLACE / f"{suite}-{now:%Y-%m-%d-%H%M%S}"


def open_folder(folder: Path, machine: Machine, *, resume: bool | None) -> list[Row]:
    """Make the folder ready and return the rows that are there already.

    ``resume`` None refuses a folder with results, True goes on with them, False removes them. Raises UsageError where
    that may not be done, or where the results there were made on something else.
    """
    there = (folder / MACHINE).exists() or (folder / ROWS).exists()
    if not there:
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(f"{folder} exists and holds something else: choose another place with --out.")
        folder.mkdir(parents=True, exist_ok=True)
    elif resume is None:
        raise UsageError(f"{folder} holds results already: go on with --resume, or begin anew with --fresh.")
    elif resume:
        before, rows = read_rows(folder)
        _refuse_another_machine(folder, before, machine)
        return rows
    for name in (ROWS, TABLE):
        (folder / name).unlink(missing_ok=True)
    write_machine(folder, machine)
    return []


def left_to_do(tasks: Sequence[Task], rows: Iterable[Row]) -> list[Task]:
    """The tasks of which no row tells yet, whether they ended well or failed.

    Raises UsageError where a row tells of the same run with another time limit or other threads.
    """
    done = {row.key: row for row in rows}
    for task in tasks:
        row = done.get(task.key)
        if row is not None and (row.limit_seconds, row.threads) != (task.seconds, task.threads):
            then, now = f"{row.limit_seconds:g} s and {row.threads}", f"{task.seconds:g} s and {task.threads}"
            raise UsageError(f"{task.case.name} has been run with {then} threads, not {now}: go on as it was begun.")
    return [task for task in tasks if task.key not in done]


def keep(folder: Path, rows: Sequence[Row]) -> None:
    """Add the rows of one task; the one that says that it has been run comes last."""
    for row in sorted(rows, key=lambda row: row.phase == WHOLE):
        append_row(folder, row)


def write_table(folder: Path) -> Path:
    """The rows as CSV beside the JSON lines."""
    path = folder / TABLE
    path.write_text(as_csv(read_rows(folder)[1]), encoding="utf-8")
    return path


def _refuse_another_machine(folder: Path, before: Machine, now: Machine) -> None:
    then, today = asdict(before), asdict(now)
    other = [f"{key} was {then[key]}, now {today[key]}" for key in then if then[key] != today[key]]
    if other:
        raise UsageError(
            f"{folder} was run on something else ({'; '.join(other)}), and figures may not be mixed: "
            "choose another place with --out, or begin anew with --fresh."
        )
