"""The one way from an extract of any system to a written caseload; what is wrong stops it before anything is written.

OC3 is added, names are taken out, the team workbook is merged, rows are held against each other; then caseload and key
are written whole or not at all. It reads no system's format itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from allocator.errors import UsageError
from allocator.reading.caseload import in_order
from allocator.reading.conversion.checking import check_extract
from allocator.reading.conversion.filled_in import say_what_would_be_lost
from allocator.reading.conversion.found_workers import is_caseload
from allocator.reading.conversion.keeping import kept
from allocator.reading.conversion.newest_day import say_older
from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector, without_errors
from allocator.reading.oc3 import with_oc3
from allocator.reading.privacy import (
    Key,
    key_beside,
    read_key,
    with_ages_only,
    with_clean_workers,
    without_names,
    write_key,
)
from allocator.reading.team import FILE_NAME, Team, check_team_ids, read_team, say_what_is_blank, with_team
from allocator.reading.writing.all_or_nothing import write_whole
from allocator.reading.writing.folder import write_caseload
from allocator.reading.writing.workbook import WORKBOOK, write_caseload_workbook
from allocator.records import Caseload, Category, Finding, Worker

OTHER_KINDS = frozenset({".xlsm", ".xls", ".ods", ".csv"})


@dataclass(frozen=True)
class Conversion:
    """What was written, and what became of every row: ``rows`` = ``people`` + those ``excluded`` + ``with_findings``.

    ``key`` is None where there were no names to keep. ``excluded`` are rows by reason, ``with_findings`` rows that are
    in neither and have a finding of their own.
    """

    out: Path
    as_of: date
    key: Path | None
    team: Path | None
    rows: int
    people: int
    workers: int
    by_category: Mapping[Category, int]
    excluded: Mapping[str, int]
    findings: tuple[Finding, ...]

    @property
    def with_findings(self) -> int:
        """Rows that are neither somebody in the caseload nor counted as left out."""
        return self.rows - self.people - sum(self.excluded.values())


def convert(
    extract: Extract,
    out: Path,
    *,
    as_of: date,
    found: Collector,
    model: str | None = None,
    team: Path | None = None,
    oc3: Path | None = None,
    key: Path | None = None,
    keep: Path | None = None,
    ages_only: bool = False,
    overwrite: bool = False,
) -> Conversion:
    """Write what ``extract`` says as a caseload to ``out``: a folder, or a workbook where its name ends in .xlsx.

    ``found`` holds what was found while the extract was read. ``team`` is the team workbook (None: the one in or beside
    ``out``, if there is one), ``key`` where ids and names are kept (None: beside ``out``), ``keep`` an earlier caseload
    of which what no extract holds is taken over. Raises UsageError where a file or folder cannot be used, and
    InputError, with every finding, where one of them is an error; then nothing has changed on disk.
    """
    _refuse(out, overwrite=overwrite)
    key_file, team_file = _key_of(out, key), team or team_beside(out)
    extract, sheet = _with_oc3(extract, oc3, found), read_team(team_file, found) if team_file else None
    extract, sheet, new_key = _by_ids_with_team(extract, sheet, read_key(key_file, found), found=found)
    extract = kept(extract, keep, as_of=as_of, found=found)
    say_older(extract, as_of, found)
    if overwrite:
        say_what_would_be_lost(out, extract, keep, found=found)
    check_extract(extract, sheet, as_of=as_of, found=found)
    findings = without_errors("The extract", in_order(found.found), so=", and nothing was written")
    caseload = _caseload(extract, as_of=as_of, model=model, ages_only=ages_only)
    _write(caseload, out, key_file, new_key, overwrite=overwrite)
    return Conversion(
        out=out,
        as_of=as_of,
        key=key_file if new_key.workers or new_key.people else None,
        team=team_file,
        rows=extract.rows,
        people=len(extract.people),
        workers=len(extract.workers),
        by_category=_counted(person.category for person in caseload.young_people),
        excluded=Counter(excluded.reason for excluded in extract.excluded),
        findings=findings,
    )


def _with_oc3(extract: Extract, file: Path | None, found: Collector) -> Extract:
    return extract if file is None else with_oc3(extract, file, found=found)


def team_beside(out: Path) -> Path | None:
    """The team workbook that belongs to the caseload ``out``: in its folder, or else beside it."""
    inside = () if _is_workbook(out) else (out / FILE_NAME,)
    return next((file for file in (*inside, out.absolute().parent / FILE_NAME) if file.is_file()), None)


def _refuse(out: Path, *, overwrite: bool) -> None:
    """Raise UsageError where a caseload is not to be written: another kind of file, or over one that is no caseload."""
    if out.suffix.casefold() in OTHER_KINDS:
        raise UsageError(f"A caseload is not written as {out.suffix}: name a folder, or a file that ends in .xlsx.")
    if overwrite and out.is_file() and not is_caseload(out):
        raise UsageError(f"{out} is no caseload, so it is not replaced. Name another file, or move it away.")


def _is_workbook(out: Path) -> bool:
    """Whether a caseload is one workbook, and not a folder."""
    return out.suffix.casefold() == WORKBOOK


def _key_of(out: Path, key: Path | None) -> Path:
    """Where the key lies: never in the caseload, with which it must not be passed on."""
    if key is None:
        return key_beside(out.with_suffix("") if _is_workbook(out) else out)
    if out.resolve() in (key.resolve(), *key.resolve().parents):
        raise UsageError(f"{key} would lie in the caseload, which is passed on. Name a place outside {out} with --key.")
    return key


def _by_ids_with_team(
    extract: Extract, team: Team | None, key: Key, *, found: Collector
) -> tuple[Extract, Team | None, Key]:
    """Extract and team workbook without names and merged, and the key with the ids that are new."""
    extract, new_key = _by_ids(extract, team, key, found=found)
    if team is not None:
        team = team.with_ids({name.casefold(): worker_id for name, worker_id in new_key.workers.items()})
        check_team_ids(extract, team, found, known=bool(key.workers) or not new_key.workers)
        extract = with_clean_workers(with_team(extract, team, found=found), new_key, found=found)
    say_what_is_blank(extract, found)
    return extract, team, new_key


def _by_ids(extract: Extract, team: Team | None, key: Key, *, found: Collector) -> tuple[Extract, Key]:
    """The extract without names; whoever stands in the team workbook only has an id that nobody else is given."""
    taken = {*extract.workers, *key.workers.values()}
    ids = [row.worker_id for row in team.rows if row.worker_id not in taken] if team is not None else []
    only_in_team = {worker_id: Worker(worker_id=worker_id, base="", fte=Decimal(1)) for worker_id in ids}
    return without_names(replace(extract, workers={**extract.workers, **only_in_team}), key, found=found)


def _counted(categories: Iterable[Category]) -> Mapping[Category, int]:
    count = Counter(categories)
    return {category: count[category] for category in Category if count[category]}


def _caseload(extract: Extract, *, as_of: date, model: str | None, ages_only: bool) -> Caseload:
    people = tuple(person for _, person in extract.people)
    return Caseload(
        title=extract.title,
        as_of=as_of,
        model=model,
        young_people=with_ages_only(people, as_of) if ages_only else people,
        workers=tuple(extract.workers[worker_id] for worker_id in sorted(extract.workers)),
    )


def _write(caseload: Caseload, out: Path, key_file: Path, key: Key, *, overwrite: bool) -> None:
    """The key first, for ids without a key are lost; as it was before, should the caseload not be written."""
    before = key_file.read_bytes() if key_file.is_file() else None
    if key.workers or key.people:
        write_key(key_file, key)
    try:
        if _is_workbook(out):
            write_caseload_workbook(caseload, out, overwrite=overwrite, every_column=True)
        else:
            write_caseload(caseload, out, overwrite=overwrite, every_column=True)
    except BaseException:
        if before is None:
            key_file.unlink(missing_ok=True)
        else:
            write_whole({key_file: before})
        raise
