"""Professionals and their teams, by id and by name; whom an extract names and nobody knows is kept as named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from allocator.reading.cells import CellProblem, as_decimal, quoted
from allocator.reading.findings import Collector
from allocator.reading.personal import shown
from allocator.reading.ssd.columns import DEPARTMENT, PROFESSIONALS, TABLES
from allocator.reading.ssd.line import Line
from allocator.reading.ssd.posts import LCW, post_of
from allocator.reading.ssd.tables import Held
from allocator.records import Worker

FULL_TIME = Decimal(1)
_read_contract = as_decimal(least="0", most="2", example="0.6")


@dataclass(frozen=True)
class Professional:
    """One row of the table of professionals; ``post`` and ``team`` are None where it does not say."""

    line: Line
    name: str
    post: str | None
    team: str | None


@dataclass(frozen=True)
class Staff:
    """Everybody in the table of professionals, and the teams' names; ``listed`` is whether there is such a table."""

    by_id: Mapping[str, Professional] = field(default_factory=dict)
    spelt: Mapping[str, frozenset[str]] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)
    listed: bool = False

    def meant(self, text: str) -> str:
        """The id of the one professional who has this id or name; otherwise the text itself."""
        if text in self.by_id:
            return text
        ids = self.spelt.get(_spelling(text), frozenset())
        return next(iter(ids)) if len(ids) == 1 else text

    def shared_by(self, text: str) -> int:
        """How many professionals go by this name, where it is not an id."""
        return 0 if text in self.by_id else len(self.spelt.get(_spelling(text), ()))

    def advises(self, worker: str | None) -> bool:
        """Whether a professional's job title is that of a leaving care worker."""
        return worker is not None and worker in self.by_id and self.by_id[worker].post == LCW

    def team_named(self, text: str) -> str | None:
        """A team's name by its id; a team that no table knows is called as it stands."""
        return self.teams.get(text, text) or None


def read_staff(tables: Mapping[str, Held], found: Collector) -> Staff:
    """Professionals and teams; a finding where two rows say different things of one professional."""
    teams = {}
    for line in tables[DEPARTMENT].lines() if DEPARTMENT in tables else ():
        if line.text("dept_team_id") and line.text("dept_team_name"):
            teams[line.text("dept_team_id")] = line.text("dept_team_name")
    if PROFESSIONALS not in tables:
        return Staff(teams=teams)
    by_id: dict[str, Professional] = {}
    spelt: dict[str, set[str]] = defaultdict(set)
    for line in tables[PROFESSIONALS].lines():
        known = line.text("prof_professional_id")
        one = _professional(line, teams)
        if not known:
            what = "A professional has no prof_professional_id and was left out."
            line.add(found, "professional_left_out", what, do="Fill it in.", column="prof_professional_id")
        elif known in by_id:
            _twice(one, by_id[known], known, found=found)
        else:
            by_id[known] = one
            for spelling in {known, one.name} - {""}:
                spelt[_spelling(spelling)].add(known)
    return Staff(by_id, {key: frozenset(ids) for key, ids in spelt.items()}, teams, listed=True)


def workers_of(
    staff: Staff, ids: Iterable[str], *, teams: Mapping[str, Counter[str]], found: Collector
) -> tuple[dict[str, Worker], dict[str, frozenset[str]], dict[str, str]]:
    """Workers by id, what the extract states of each, and names that must not get out.

    ``teams`` are the teams of a worker's young people, for where the table of professionals has none.
    """
    workers: dict[str, Worker] = {}
    known: dict[str, frozenset[str]] = {}
    names: dict[str, str] = {}
    for worker_id in ids:
        one = staff.by_id.get(worker_id)
        stated: dict[str, object] = {}
        if one is not None:
            stated = {"fte": _contract(one.line, worker_id, found), "post": one.post, "team": one.team}
            if one.name and _spelling(one.name) != _spelling(worker_id):
                names[worker_id] = one.name
        if stated.get("team") is None and teams.get(worker_id):
            stated["team"] = min(teams[worker_id], key=lambda team: (-teams[worker_id][team], team))
        stated = {name: value for name, value in stated.items() if value is not None}
        workers[worker_id] = Worker.model_validate({"worker_id": worker_id, "base": "", "fte": FULL_TIME} | stated)
        known[worker_id] = frozenset(stated)
    return workers, known, names


def _professional(line: Line, teams: Mapping[str, str]) -> Professional:
    team = line.text("prof_professional_department")
    return Professional(
        line=line,
        name=line.text("prof_professional_name"),
        post=post_of(line.text("prof_professional_job_title")),
        team=teams.get(team, team) or None,
    )


def _twice(one: Professional, first: Professional, known: str, *, found: Collector) -> None:
    if any(one.line.text(column) != first.line.text(column) for column in TABLES[PROFESSIONALS].optional):
        what = f"{shown(known)} stands in row {first.line.row.number} too, and the rows differ: the first one counts."
        one.line.add(found, "professional_twice", what, do="Keep the row that is right.", record_id=known)


def _contract(line: Line, worker_id: str, found: Collector) -> Decimal | None:
    """The contract, or None where it is blank or (with a finding) cannot be one."""
    text = line.text("prof_full_time_equivalency")
    try:
        return _read_contract(text) if text else None
    except CellProblem:
        what = f"{quoted(text)} cannot be a share of full time: full time is assumed."
        do = "Write a share such as 0.6, here or in the team's workbook."
        column = "prof_full_time_equivalency"
        line.add(found, "contract_unread", what, do=do, column=column, record_id=worker_id, value=text)
        return None


def _spelling(text: str) -> str:
    """What all spellings of one name or id share: no capitals, no commas, the words in order of the alphabet."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold().replace("'", ""))
    return " ".join(sorted(words.split()))
