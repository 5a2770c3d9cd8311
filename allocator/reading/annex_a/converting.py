"""From Annex A List 9 to a caseload without names: workers become ids, and the key to them lies outside the caseload.

It keeps what an allocation needs and no more: gender, ethnicity, suitability and the like stay behind. List 9 has no
addresses, so places are blank until they are filled in.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from allocator.dates import age_on
from allocator.errors import InputError, UsageError
from allocator.reading import list_nine
from allocator.reading.cells import CellProblem, as_age, as_date, as_id
from allocator.reading.findings import Collector, errors_among, in_words
from allocator.reading.people_checks import FIRST_AGE, LAST_AGE, OLDEST, YOUNGEST
from allocator.reading.tables import SAVE_AGAIN, csv_rows
from allocator.reading.worker_key import key_beside, read_key, with_new_names, write_key
from allocator.reading.writing import write_caseload
from allocator.records import Caseload, Category, Finding, Need, Worker, YoungPerson

TABLE = "List 9"
TITLE = "From Annex A, List 9"
FULL_TIME = Decimal(1)
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Conversion:
    """What a conversion wrote: the caseload, the key to the workers' names, and what there is to look at or fill in."""

    folder: Path
    key: Path
    people: int
    workers: int
    findings: tuple[Finding, ...]


@dataclass
class _Extract:
    """One extract while it is read: where its columns are, whose id is which, and what has been found so far."""

    at: dict[str, int]
    ids: Mapping[str, str]
    as_of: date
    found: Collector = field(default_factory=Collector)
    people: dict[str, YoungPerson] = field(default_factory=dict)
    teams: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def text(self, cells: Sequence[str], name: str) -> str:
        return list_nine.cell(cells, self.at, name)

    def add(self, code: str, what: str, row: int, *, do: str, person_id: str | None = None) -> None:
        self.found.add(code, what, table=TABLE, row=row, record_id=person_id, do=do)


def convert_annex_a(
    file: Path, out: Path, *, as_of: date | None = None, model: str | None = None, overwrite: bool = False
) -> Conversion:
    """Write the caseload that ``file`` (.xlsx or .csv with List 9) holds into ``out``, and the key to names beside it.

    A key that is there already is used again, so that workers keep their ids from one extract to the next. Raises
    UsageError where the file or folder cannot be used, and InputError, with every finding, where a row cannot be taken.
    """
    rows = _list_nine(file)
    heading = list_nine.find_heading(rows)
    if heading is None:
        raise InputError(_no_list(file, rows))
    body = list(enumerate(rows))[heading.row + 1 :]
    key = key_beside(out)
    names = (list_nine.cell(cells, heading.at, "worker") for _, cells in body)
    ids = with_new_names(read_key(key), (name for name in names if name))
    extract = _Extract(
        heading.at, {name.casefold(): worker_id for name, worker_id in ids.items()}, as_of or date.today()
    )
    for position, cells in body:
        if any(text.strip() for text in cells):
            _row(position + 1, cells, extract)
    _stop_at_errors(file, extract.found)
    caseload = _caseload(extract, model)
    _to_fill_in(caseload, extract.found)
    write_caseload(caseload, out, overwrite=overwrite, every_column=True)
    write_key(key, ids)
    return Conversion(out, key, len(caseload.young_people), len(caseload.workers), tuple(extract.found.found))


def _list_nine(file: Path) -> Rows:
    """The rows of the sheet (or file) that has the headers of List 9; of the last sheet tried where none has."""
    if not file.is_file():
        raise UsageError(f"There is no file {file}.")
    if file.suffix.casefold() == ".csv":
        try:
            return csv_rows(file.read_bytes())
        except (csv.Error, UnicodeError) as problem:
            raise InputError(f"{file.name} cannot be read as a table ({problem}). {SAVE_AGAIN}") from problem
    from allocator.reading.workbook import sheets  # openpyxl is slow to import

    rows: Rows = []
    for _, rows in sheets(file):
        if list_nine.find_heading(rows) is not None:
            break
    return rows


def _no_list(file: Path, rows: Rows) -> str:
    """What is missing, column by column, as near as can be told."""
    best = max((list_nine.columns_of(cells) for cells in rows[:15]), key=len, default={})
    missing = [name for name in list_nine.NEEDED if name not in best]
    wanted = {
        "person_id": "Child Unique ID",
        "date_of_birth": "Date of Birth",
        "worker": "Allocated Worker",
        "category": "Eligibility Category",
    }
    lines = ", ".join(wanted[name] for name in missing)
    what = f"{file.name} has no table with the headers of Annex A List 9: {lines} not found."
    return f"{what} Export List 9 with its headers."


def _row(row: int, cells: Sequence[str], extract: _Extract) -> None:
    """Take one row over, leave it out with a warning, or say what is wrong with it."""
    person_id = extract.text(cells, "person_id")
    try:
        person = _person(cells, as_id(person_id), extract)
    except CellProblem as problem:
        extract.add(problem.code, problem.what, row, do=problem.do, person_id=person_id or None)
        return
    except list_nine.NoLongerEligible:
        _leave_out("the extract says that there is no current eligibility", row, person_id, extract=extract)
        return
    reason = _outside(person, cells, extract)
    if reason:
        _leave_out(reason, row, person_id, extract=extract)
    elif extract.people.setdefault(person.person_id, person) != person:
        what = f"{person_id} stands in more than one row, and the rows differ."
        extract.add("duplicate_id", what, row, do="Keep the row that is right.", person_id=person_id)
    elif person.current_worker is not None and extract.text(cells, "team"):
        extract.teams[person.current_worker][extract.text(cells, "team")] += 1


def _leave_out(reason: str, row: int, person_id: str, *, extract: _Extract) -> None:
    what = f"Left out: {reason}."
    extract.add(
        "row_left_out", what, row, do="Nothing, if that is right; else put the extract right.", person_id=person_id
    )


def _outside(person: YoungPerson, cells: Sequence[str], extract: _Extract) -> str | None:
    """Why somebody is not for this service on the day, or None."""
    if list_nine.has_died(extract.text(cells, "in_touch")):
        return "the extract says that the young person has died"
    born = person.date_of_birth
    age = age_on(born, extract.as_of) if born is not None else person.age or 0
    if not YOUNGEST <= age <= OLDEST:
        return f"aged {age} on {extract.as_of.isoformat()}, and the service is for {FIRST_AGE} to {LAST_AGE}"
    return None


def _person(cells: Sequence[str], person_id: str, extract: _Extract) -> YoungPerson:
    """One row as a young person; raises CellProblem or NoLongerEligible."""
    if not person_id:
        raise CellProblem("missing_value", "The Child Unique ID is blank.", "Fill it in.")
    category = list_nine.category_of(extract.text(cells, "category"))
    born, age = _born_or_age(cells, extract)
    activity, worker = extract.text(cells, "activity"), extract.text(cells, "worker")
    return YoungPerson(
        person_id=person_id,
        date_of_birth=born,
        age=age,
        category=category,
        current_worker=extract.ids[worker.casefold()] if worker else None,
        needs=_needs(cells, extract),
        in_education=list_nine.in_education(activity),
    )


def _born_or_age(cells: Sequence[str], extract: _Extract) -> tuple[date | None, int | None]:
    born, age = extract.text(cells, "date_of_birth"), extract.text(cells, "age")
    if born:
        return as_date(born), None
    if age:
        return None, as_age(age)
    raise CellProblem("no_age", "There is neither a date of birth nor an age.", "Fill in one of them.")


def _needs(cells: Sequence[str], extract: _Extract) -> frozenset[Need]:
    signs = {
        Need.CUSTODY: list_nine.in_custody(extract.text(cells, "accommodation")),
        Need.PARENT: list_nine.is_parent(extract.text(cells, "activity")),
        Need.DISABILITY: list_nine.says_yes(extract.text(cells, "disability")),
    }
    return frozenset(need for need, there in signs.items() if there)


def _stop_at_errors(file: Path, found: Collector) -> None:
    errors = errors_among(found.found)
    if errors:
        lines = "\n".join(f"  - {in_words(finding)}" for finding in errors)
        raise InputError(f"List 9 in {file.name} cannot be taken over, and nothing was written:\n{lines}", found.found)


def _caseload(extract: _Extract, model: str | None) -> Caseload:
    """The caseload; every worker of the extract stands in it, with a contract and a base to fill in."""
    people = tuple(extract.people.values())
    held = sorted({person.current_worker for person in people if person.current_worker is not None})
    return Caseload(
        title=TITLE,
        as_of=extract.as_of,
        model=model,
        young_people=people,
        workers=tuple(_worker(worker_id, _safe_teams(extract, worker_id)) for worker_id in held),
    )


def _safe_teams(extract: _Extract, worker_id: str) -> Counter[str]:
    """A worker's teams, but for those that are called by a worker's name."""
    teams = extract.teams[worker_id]
    return Counter({team: n for team, n in teams.items() if not any(name in team.casefold() for name in extract.ids)})


def _worker(worker_id: str, teams: Counter[str]) -> Worker:
    team = min(teams, key=lambda name: (-teams[name], name)) if teams else None
    return Worker(worker_id=worker_id, base="", fte=FULL_TIME, team=team)


def _to_fill_in(caseload: Caseload, found: Collector) -> None:
    """What List 9 cannot say, once for each column."""
    count = len(caseload.workers)
    what = f"List 9 does not say how much the {count} workers work: full time (1) is assumed."
    do = "Fill in fte, base, role and absences in workers.csv."
    found.add("contract_assumed", what, table="workers", column="fte", do=do)
    if any(person.category is Category.ELIGIBLE for person in caseload.young_people):
        return
    what = "Nobody in the extract is an eligible child (16 or 17 and still looked after)."
    found.add(
        "nobody_eligible",
        what,
        table="young_people",
        column="category",
        do="Add them from the list of children in care.",
    )
