"""One grid for each sheet or CSV file of whatever a council's systems write; what cannot be read is a finding.

A file is what its first bytes say and not what it is called. It is opened once and read as a whole, so that nothing
changes under the reader's hands.
"""

from __future__ import annotations

from pathlib import Path

from allocator.errors import UsageError
from allocator.reading.files.grid import FileProblem, Grid
from allocator.reading.files.kinds import is_workbook, refuse_binary, refuse_other
from allocator.reading.files.limits import MOST_BYTES, SPLIT
from allocator.reading.files.text import SAVE_AGAIN, decode, garbled, rows_of_text
from allocator.reading.findings import Collector

ENDINGS = frozenset({".csv", ".xlsx", ".xlsm"})
REFUSALS = frozenset({"unreadable_table", "wrong_kind_of_file", "empty_file", "too_large", "unsafe_file"})
LONGEST_NAME = 40


def grids_of(file: Path, found: Collector, *, table: str | None = None) -> tuple[Grid, ...]:
    """Every sheet of a workbook, or the one table of a CSV file; a finding and no grid where it cannot be read.

    ``table`` is what findings are said to be about; unless given, the file's name. Raises UsageError where there is no
    such file.
    """
    if not file.exists():
        raise UsageError(f"There is no file {file}.")
    return grids_of_listed(file, found, table=table)


def grids_of_listed(file: Path, found: Collector, *, table: str | None = None) -> tuple[Grid, ...]:
    """The same for a file that a folder lists; should it be gone by now, or lead nowhere, that is a finding too."""
    table = file.stem if table is None else table
    try:
        return _read(file, table, found)
    except FileProblem as problem:
        found.add(problem.code, problem.what, table=table, row=problem.row, file=file.name, do=problem.do)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        what = f"{_shown(file)} cannot be opened ({reason})."
        do = "Close it elsewhere, or ask for the right to read it."
        found.add("unreadable_table", what, table=table, file=file.name, do=do)
    return ()


def grids_in(folder: Path, found: Collector) -> tuple[Grid, ...]:
    """Every table of a folder, file by file in the order of their names."""
    return tuple(grid for file in tables_in(folder) for grid in grids_of_listed(file, found))


def tables_in(folder: Path) -> list[Path]:
    """What a folder holds that is called like a table, by name; the marks of open spreadsheets are not."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.casefold() in ENDINGS and not path.name.startswith(("~$", "._"))
    )


def _read(file: Path, table: str, found: Collector) -> tuple[Grid, ...]:
    shown = _shown(file)
    if file.exists() and not file.is_file():
        what = f"{shown} is {'a folder' if file.is_dir() else 'no file'}, not a table that can be read."
        raise FileProblem("wrong_kind_of_file", what, "Take it away, or name the file itself.")
    with file.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise FileProblem("too_large", f"{shown} has more than {MOST_BYTES // 2**20} MiB.", SPLIT)
    refuse_other(data, shown)
    if is_workbook(data):
        from allocator.reading.files.workbooks import grids_of_workbook  # openpyxl is slow to import

        return grids_of_workbook(data, file.name, table=table, shown=shown, found=found)
    return (Grid(file.name, None, rows_of_text(_text(data, file, table=table, found=found))),)


def _text(data: bytes, file: Path, *, table: str, found: Collector) -> str:
    """The decoded text of a CSV file; a finding where signs show that it was decoded wrongly before or now."""
    try:
        text = decode(data)
    except UnicodeError as problem:
        what = f"{_shown(file)} is in no encoding that is known."
        raise FileProblem("unreadable_table", what, SAVE_AGAIN) from problem
    refuse_binary(text, _shown(file))
    signs = garbled(text)
    if signs is not None:
        row = text.count("\n", 0, text.index(signs)) + 1
        what = f"Near line {row} the text is garbled ({signs!r}): it was saved in another encoding than it says."
        found.add("garbled_text", what, table=table, file=file.name, do=SAVE_AGAIN)
    return text


def _shown(file: Path) -> str:
    """The file's name, for a message: short, and no line breaks in it."""
    name = " ".join(file.name.split())
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 3]}..."
