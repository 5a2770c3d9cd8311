"""A file or folder with Annex A lists as one extract: who is in it, who is left out, whose team is which; no ids."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from allocator.reading.annex_a.ages_on import say_other_day
from allocator.reading.annex_a.lines import Line, Notes
from allocator.reading.annex_a.list_eight import child_of, with_list_eight
from allocator.reading.annex_a.list_nine import person_of
from allocator.reading.annex_a.lists import Lists, lists_in
from allocator.reading.extracts import Excluded, Extract, Row
from allocator.reading.extracts.codes import Left
from allocator.reading.files import grids_in, grids_of
from allocator.reading.findings import Collector
from allocator.records import Category, Lead, Worker, YoungPerson

TITLE = "From Annex A"
REPEATED = "repeated_row"
"""Why a row is left out that says the same of somebody as an earlier one."""

_UNSTATED = Decimal(1)


@dataclass
class _Reading:
    """One extract while it is read. ``seen`` are the ids of List 9 and what became of their first row that was read."""

    as_of: date
    people: dict[str, tuple[Row, YoungPerson]] = field(default_factory=dict)
    seen: dict[str, tuple[Row, YoungPerson | Left] | None] = field(default_factory=dict)
    excluded: list[Excluded] = field(default_factory=list)
    spelt: dict[str, str] = field(default_factory=dict)
    teams: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    both: int = 0

    def leave_out(self, line: Line, reason: str) -> None:
        self.excluded.append(Excluded(line.row, reason))


def read_annex_a(file: Path | Sequence[Path], *, as_of: date, found: Collector) -> Extract:
    """List 9 and, where it is there, List 8 out of a workbook, a CSV file, every file of a folder, or several of them.

    ``rows`` of the extract does not count rows of List 8 whose person stands in List 9 as well. Raises UsageError where
    there is no such file; all else is a finding.
    """
    notes = Notes(found)
    sources = [file] if isinstance(file, Path) else file
    grids = [grid for one in sources for grid in (grids_in if one.is_dir() else grids_of)(one, found)]
    lists = lists_in(grids, notes)
    notes.ages_on = say_other_day((*lists.nine, *lists.eight), as_of)
    reading = _Reading(as_of)
    for line in lists.nine:
        _take_nine(line, reading)
    for line in lists.eight:
        _take_eight(line, reading)
    notes.close()
    if lists.nine:
        _nobody_eligible(reading, found, in_care=bool(lists.eight))
    return _extract(lists, reading)


def _take_nine(line: Line, reading: _Reading) -> None:
    line.note_blank_words()
    person = None if line.has_formula() else person_of(line, reading.as_of)
    if person is None:
        if line.person_id:
            reading.seen.setdefault(line.person_id, None)
        return
    if isinstance(person, YoungPerson):
        person = _with_worker(person, line, reading)
    earlier = reading.seen.get(line.person_id)
    if earlier is None:
        reading.seen[line.person_id] = (line.row, person)
        _take(person, line, reading)
    elif earlier[1] == person:
        reading.leave_out(line, REPEATED)
    else:
        what = f"This id stands in row {_elsewhere(earlier[0], line.row)}, too, and the rows differ."
        line.mend("duplicate_id", what, "Keep the row that is right.", column="person_id")


def _elsewhere(row: Row, this: Row) -> str:
    """The number of a row, with its file or sheet where that is another one."""
    if row.file != this.file:
        return f"{row.number} of {row.file[:40]}"
    return f"{row.number}" if row.sheet == this.sheet else f"{row.number} of the sheet {row.sheet}"


def _take(person: YoungPerson | Left, line: Line, reading: _Reading) -> None:
    if isinstance(person, Left):
        reading.leave_out(line, person.value)
    else:
        reading.people[person.person_id] = (line.row, person)


def _with_worker(person: YoungPerson, line: Line, reading: _Reading) -> YoungPerson:
    """The worker as first spelt, for capitals differ from row to row; the team is the worker's unless others lead."""
    if person.current_worker is None:
        return person
    worker = reading.spelt.setdefault(person.current_worker.casefold(), person.current_worker)
    if line.text("team") and person.lead is Lead.LCW:
        reading.teams[worker][line.text("team")] += 1
    reading.teams[worker]  # a worker without a team is a worker all the same
    return person if worker == person.current_worker else person.model_copy(update={"current_worker": worker})


def _take_eight(line: Line, reading: _Reading) -> None:
    if line.person_id in reading.seen:
        reading.both += 1
        if line.person_id in reading.people:  # else List 9 has left them out, or has them to mend
            row, person = reading.people[line.person_id]
            reading.people[line.person_id] = (row, with_list_eight(person, line, reading.as_of))
        return
    child = None if line.has_formula() else child_of(line, reading.as_of)
    if isinstance(child, YoungPerson):
        _take_child(child, line, reading)
    elif child is not None:
        reading.leave_out(line, child)


def _take_child(child: YoungPerson, line: Line, reading: _Reading) -> None:
    """Somebody who stands in List 8 only, once."""
    _, earlier = reading.people.setdefault(child.person_id, (line.row, child))
    if reading.people[child.person_id][0] == line.row:
        what = "In List 8 only: taken in as eligible, led by the social worker, without a worker."
        line.note("eligible_from_list_8", what, "Add them to List 9 with their adviser, if they have one.")
        return
    if earlier != child:
        what = "This id stands in List 8 twice, and the rows differ; the first counts."
        line.note("lists_disagree", what, "Keep the row that is right.", column="person_id")
    reading.leave_out(line, REPEATED)


def _nobody_eligible(reading: _Reading, found: Collector, *, in_care: bool) -> None:
    """Say that those who are still looked after are missing, which is easily overlooked."""
    if any(person.category is Category.ELIGIBLE for _, person in reading.people.values()):
        return
    what = "Nobody in the extract is an eligible child (16 or 17 and still looked after)."
    do = "Put List 8, children in care, beside List 9 and convert both."
    if in_care:
        do = "Nothing, if that is so; else look at the day of the extract (--as-of) and at List 8."
    found.add("nobody_eligible", what, table="List 9", do=do)


def _extract(lists: Lists, reading: _Reading) -> Extract:
    teams = {worker: _team(counts, reading) for worker, counts in reading.teams.items()}
    return Extract(
        title=TITLE,
        people=tuple(reading.people.values()),
        workers={worker: Worker(worker_id=worker, base="", fte=_UNSTATED, team=team) for worker, team in teams.items()},
        excluded=tuple(reading.excluded),
        known={worker: frozenset({"team"} if team else ()) for worker, team in teams.items()},
        rows=len(lists.nine) + len(lists.eight) + lists.remarks - reading.both,
    )


def _team(counts: Counter[str], reading: _Reading) -> str | None:
    """The team that most of a worker's rows name, the first in the alphabet of several; none that bears a name."""
    teams = [team for team in counts if not any(name in team.casefold() for name in reading.spelt)]
    return min(teams, key=lambda team: (-counts[team], team), default=None)
