"""From the tables of the SSD to one extract, table by table; every row of care leavers is accounted for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from allocator.reading.extracts import Extract, Row
from allocator.reading.findings import Collector
from allocator.reading.personal import shown
from allocator.reading.ssd.care_leavers import ADVISER, PERSON_ID, Beside, Taken, take_row
from allocator.reading.ssd.columns import CARE_LEAVERS, INVOLVEMENTS, PERSON
from allocator.reading.ssd.history import history_of
from allocator.reading.ssd.homes import MOVE, Home, read_homes
from allocator.reading.ssd.involvements import Spell, read_involvements
from allocator.reading.ssd.persons import disabled, former_uasc, read_persons, say_others
from allocator.reading.ssd.staff import Staff, read_staff, workers_of
from allocator.reading.ssd.tables import Held, read_tables
from allocator.records import Lead, YoungPerson

TITLE = "From the SSD"


def read_ssd(folder: Path, *, as_of: date, found: Collector) -> Extract:
    """What the folder (or workbook) of the SSD's tables says on the day ``as_of``.

    Every row of care leavers ends in ``people``, in ``excluded``, or in a finding of its own. Raises UsageError where
    there is no such folder.
    """
    tables = read_tables(folder, found)
    if CARE_LEAVERS not in tables:
        return Extract(TITLE, (), {})
    lines = list(tables[CARE_LEAVERS].lines())
    ids = frozenset(line.text(PERSON_ID) for line in lines) - {""}
    staff = read_staff(tables, found)
    persons = read_persons(tables, ids, as_of=as_of, found=found) if PERSON in tables else None
    beside = Beside(persons, staff, disabled(tables), former_uasc(tables), as_of)
    taken = Taken()
    for line in lines:
        take_row(line, beside, taken, found=found)
    say_others(tables, ids, found)
    _say_unknown_workers(taken, found)
    spells = _spells(tables, taken, beside, found=found)
    homes = read_homes(tables, taken.people, as_of=as_of, found=found)
    people = tuple(_whole(row, one, spells, homes=homes) for row, one in taken.people.values())
    _say_without_involvement(people, tables, found)
    _say_social_workers(people, found)
    extract = _with_workers(Extract(TITLE, people, {}), taken, staff=staff, found=found)
    return replace(extract, excluded=tuple(taken.excluded.values()), rows=len(lines))


def _spells(
    tables: Mapping[str, Held], taken: Taken, beside: Beside, *, found: Collector
) -> Mapping[str, Sequence[Spell]]:
    born = {person_id: one.date_of_birth for person_id, (_, one) in taken.people.items()}
    return read_involvements(
        tables, born, staff=beside.staff, advisers=frozenset(taken.advisers), as_of=beside.as_of, found=found
    )


def _whole(
    row: Row, person: YoungPerson, spells: Mapping[str, Sequence[Spell]], *, homes: Mapping[str, Home]
) -> tuple[Row, YoungPerson]:
    """The young person with their history and their home."""
    history = history_of(spells.get(person.person_id, ()), person.current_worker)
    home = homes.get(person.person_id, Home(None, None))
    moved = {} if home.moved is None else {"key_event": MOVE, "key_event_date": home.moved}
    return row, person.model_copy(update={**history._asdict(), "place": home.place, **moved})


def _say_unknown_workers(taken: Taken, found: Collector) -> None:
    """One warning for all workers of people whom the table of professionals does not know."""
    if taken.unknown_workers:
        worker, line = next(iter(taken.unknown_workers.items()))
        count = len(taken.unknown_workers)
        many = f"{shown(worker)} is" if count == 1 else f"{count} workers, first {shown(worker)}, are"
        what = f"{many} not in ssd_professionals: taken as named, with full time assumed."
        line.add(found, "unknown_professional", what, do="Export ssd_professionals in full.", column=ADVISER)


def _say_social_workers(people: Sequence[tuple[Row, YoungPerson]], found: Collector) -> None:
    """One note of the children whose allocated worker was taken for the social worker."""
    rows = [row for row, one in people if one.lead is Lead.SOCIAL_WORKER and one.current_worker is None]
    if rows:
        many = "1 child has" if len(rows) == 1 else f"{len(rows)} children have"
        what = f"{many} a worker, but no personal adviser: the worker leads as social worker."
        _about_rows("social_worker_leads", what, rows, do="Fill in the adviser, if there is one.", found=found)


def _say_without_involvement(
    people: Sequence[tuple[Row, YoungPerson]], tables: Mapping[str, Held], found: Collector
) -> None:
    """One note of those whose worker has no running involvement with them."""
    without = [row for row, one in people if one.current_worker is not None and one.worker_since is None]
    if without and INVOLVEMENTS in tables:
        many = "1 young person has" if len(without) == 1 else f"{len(without)} young people have"
        what = f"{many} a worker without a running involvement: since when is left blank."
        _about_rows("no_involvement", what, without, do="Open the involvement in the case system.", found=found)


def _about_rows(code: str, what: str, rows: Sequence[Row], *, do: str, found: Collector) -> None:
    """One finding about several rows, with the place of the first."""
    file, sheet, number = rows[0]
    found.add(code, what, table=CARE_LEAVERS, row=number, column=ADVISER, do=do, file=file, sheet=sheet)


def _with_workers(extract: Extract, taken: Taken, *, staff: Staff, found: Collector) -> Extract:
    """The extract with everybody who works with somebody in it.

    A leaving care worker with nobody cannot be told from one who has left: they are counted and not taken.
    """
    teams: dict[str, Counter[str]] = defaultdict(Counter)
    for _, person in extract.people:
        if person.current_worker is not None and person.person_id in taken.teams:
            teams[person.current_worker][taken.teams[person.person_id]] += 1
    held = sorted({one.current_worker for _, one in extract.people if one.current_worker is not None})
    idle = [known for known in staff.by_id if staff.advises(known) and known not in set(held)]
    if idle:
        many = "1 leaving care worker has" if len(idle) == 1 else f"{len(idle)} leaving care workers have"
        what = f"{many} nobody in the extract and may have left: not taken as workers."
        do = "Add those who work here to the team's workbook."
        line = staff.by_id[idle[0]].line
        line.add(found, "workers_without_people", what, do=do, column="prof_professional_id")
    workers, known, names = workers_of(staff, held, teams=teams, found=found)
    return replace(extract, workers=workers, known=known, names=names)
