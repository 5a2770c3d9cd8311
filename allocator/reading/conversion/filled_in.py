"""What somebody filled in by hand in a caseload that is to be replaced, and no extract holds; it keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from allocator.errors import InputError
from allocator.reading.cells import clean
from allocator.reading.columns import WORKERS, YOUNG_PEOPLE
from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector
from allocator.reading.near import fold
from allocator.reading.tables import RawTable, read_folder
from allocator.reading.workbook import read_workbook
from allocator.travel.postcodes import read_postcode

BY_HAND = ("complexity", "keep_after_21", "languages", "keep_together", "avoid_workers", "locked", "referred")
"""Columns of young people that no extract fills, whichever it is of."""
AS_BLANK = frozenset({"", "standard", "no", "n", "false", "0"})
Cells = Mapping[str, str]


def say_what_would_be_lost(out: Path, extract: Extract, keep: Path | None = None, *, found: Collector) -> None:
    """An error for each table of the caseload ``out`` in which something is filled in that ``extract`` does not say.

    Nothing is lost of young people where ``keep`` is that caseload. A place counts where extracts give postcodes alone,
    and it is none; a base counts always. A table of one row is the example of a template.
    """
    tables = _tables_of(out) if out.exists() else {}
    placed = {person.person_id.casefold(): person.place for _, person in extract.people if person.place}
    only_postcodes = all(map(read_postcode, placed.values()))
    based = {worker_id.casefold() for worker_id, worker in extract.workers.items() if worker.base}
    people: dict[str, set[str]] = {}
    for cells in _rows(tables.get(YOUNG_PEOPLE.name)):
        filled = [name for name in BY_HAND if cells.get(fold(name), "").casefold() not in AS_BLANK]
        place, person_id = cells.get("place", ""), cells.get(fold("person_id"), "").casefold()
        if place and only_postcodes and person_id not in placed and read_postcode(place) is None:
            filled.append("place")
        for name in filled:
            people.setdefault(name, set()).add(person_id)
    bases = {worker_id for cells in _rows(tables.get(WORKERS.name)) if (worker_id := _based(cells))} - based
    workers = {"base": bases} if bases else {}
    if keep is not None and keep.resolve() == out.resolve():
        people = {}
    for table, columns in ((YOUNG_PEOPLE.name, people), (WORKERS.name, workers)):
        _say(table, columns, out, found)


def _based(cells: Cells) -> str:
    """The id of a worker who has a base."""
    return cells.get(fold("worker_id"), "").casefold() if cells.get("base") else ""


def _say(table: str, columns: Mapping[str, set[str]], out: Path, found: Collector) -> None:
    if not columns:
        return
    rows = len(set().union(*columns.values()))
    names = ", ".join([*columns][:3]) + (" and more" if len(columns) > 3 else "")
    what = f"{names} filled in by hand in {'1 row' if rows == 1 else f'{rows} rows'} would be lost."
    do = f"Keep it: --keep {out.name} (its path), or name another --out."
    if table == WORKERS.name:
        do = "Fill it in in team.xlsx instead (--team), or move this caseload away."
    found.add("filled_in_by_hand", what, table=table, file=out.name, column=next(iter(columns)), do=do)


def _tables_of(out: Path) -> Mapping[str, RawTable]:
    """The tables of a caseload as text; none where they cannot be read."""
    try:
        return read_folder(out, Collector()) if out.is_dir() else read_workbook(out, Collector())[0]
    except InputError:
        return {}


def _rows(table: RawTable | None) -> Iterator[Cells]:
    """Each row by header, in small letters."""
    if table is not None and len(table.rows) > 1:
        headers = [fold(header) for header in table.headers]
        for _, cells in table.rows:
            yield dict(zip(headers, map(clean, cells), strict=False))
