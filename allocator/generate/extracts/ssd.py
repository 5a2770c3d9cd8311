"""A caseload as the CSV files of the SSD, with its columns as published; no person's name is in it.

What the SSD has no column for is left out: bases, skills, leave and induction, languages, groups, locks, complexity.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from allocator.dates import age_on
from allocator.generate.extracts.ssd_headers import HEADERS
from allocator.generate.extracts.ssd_history import involvements_of
from allocator.reading.ssd.homes import MOVE, MOVE_DAYS
from allocator.reading.writing.folder import cell_text, csv_text, write_owner_only
from allocator.records import Caseload, Category, InTouch, Lead, Need, Suitability, Worker, YoungPerson

Cells = Mapping[str, object]
ADULT = 18
SETTLED_DAYS = 400
SOCIAL_WORKERS, FORMER_ADVISERS = 6, 2
ADVISER, SOCIAL_WORKER = "Personal Adviser", "Social Worker"
TITLES = {"lcw": ADVISER, "social_worker": SOCIAL_WORKER, "team_manager": "Team Manager"}
ELIGIBILITY = {
    Category.ELIGIBLE: "Eligible",
    Category.RELEVANT: "Relevant",
    Category.FORMER_RELEVANT: "Former Relevant",
    Category.QUALIFYING: "Qualifying",
}
IN_TOUCH = {InTouch.YES: "YES", InTouch.NO: "NO", InTouch.REFUSED: "REFU"}
SUITABLE = {Suitability.SUITABLE: "1", Suitability.UNSUITABLE: "2"}
DISABLED, NOT_DISABLED = "MOB", "NONE"
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")
_PRISON = re.compile(r"\b(HMP|HMYOI|YOI|prison)\b", re.IGNORECASE)


def write_ssd(caseload: Caseload, folder: Path, *, overwrite: bool = False) -> Path:
    """Write the tables of the SSD that an allocation needs into ``folder``, readable by the owner only.

    Raises UsageError where one of them is there already and ``overwrite`` is not asked for.
    """
    made = _Ssd(caseload)
    tables: dict[str, Sequence[Cells]] = {
        "ssd_care_leavers": [made.care_leaver(person) for person in caseload.young_people],
        "ssd_person": [
            {"pers_person_id": person.person_id, "pers_dob": person.date_of_birth} for person in caseload.young_people
        ],
        "ssd_involvements": list(made.involvements()),
        "ssd_professionals": list(made.professionals()),
        "ssd_department": [{"dept_team_id": key, "dept_team_name": team} for team, key in made.teams.items()],
        "ssd_address": [made.address(person) for person in caseload.young_people if person.place is not None],
        "ssd_immigration_status": [
            {"immi_person_id": person.person_id, "immi_immigration_status": "UASC"}
            for person in caseload.young_people
            if person.former_uasc
        ],
        "ssd_disability": [_disability(person) for person in caseload.young_people],
    }
    files = {f"{name}.csv": _text(name, rows) for name, rows in tables.items()}
    write_owner_only(folder, files, overwrite=overwrite)
    return folder


class _Ssd:
    """One caseload with the ids that it lacks: of teams, social workers and advisers who have left."""

    def __init__(self, caseload: Caseload) -> None:
        self.caseload, self.as_of = caseload, caseload.as_of
        workers = [worker.worker_id for worker in caseload.workers]
        self.social_workers = _new_ids("SW", SOCIAL_WORKERS, workers)
        self.former = _new_ids("LEFT", FORMER_ADVISERS, workers) if len(workers) < FORMER_ADVISERS else []
        held = {person.current_worker for person in caseload.young_people if person.current_worker is not None}
        self.ring = [*workers, *sorted(held - set(workers)), *self.former]
        self.team_of = {worker.worker_id: worker.team for worker in caseload.workers if worker.team is not None}
        self.teams = {team: f"T{number:02}" for number, team in enumerate(sorted(set(self.team_of.values())), start=1)}
        self.cases = Counter(person.current_worker for person in caseload.young_people)

    def care_leaver(self, person: YoungPerson) -> Cells:
        """One row of the table of care leavers."""
        adviser, worker = self._allocated(person)
        return {
            "clea_table_id": f"CLEA-{person.person_id}",
            "clea_person_id": person.person_id,
            "clea_care_leaver_eligibility": ELIGIBILITY[person.category],
            "clea_care_leaver_in_touch": IN_TOUCH[person.in_touch] if person.in_touch else None,
            "clea_care_leaver_latest_contact": person.latest_contact,
            "clea_care_leaver_accommodation": person.accommodation,
            "clea_care_leaver_accom_suitable": SUITABLE[person.suitability] if person.suitability else None,
            "clea_care_leaver_activity": person.activity,
            "clea_pathway_plan_review_date": person.pathway_plan,
            "clea_care_leaver_personal_advisor": adviser,
            "clea_care_leaver_allocated_team": self._team(adviser),
            "clea_care_leaver_worker_id": worker,
        }

    def _allocated(self, person: YoungPerson) -> tuple[str | None, str | None]:
        """The personal adviser and the allocated worker: before 18 somebody else where the social worker leads."""
        born, current = person.date_of_birth, person.current_worker
        age = age_on(born, self.as_of) if born is not None else person.age or 0
        if age < ADULT and person.lead is Lead.SOCIAL_WORKER:
            number = sum(map(ord, person.person_id)) % len(self.social_workers)
            return current, self.social_workers[number]
        return current, current

    def _team(self, worker: str | None) -> str | None:
        return self.teams.get(self.team_of.get(worker or "", ""))

    def involvements(self) -> Iterator[Cells]:
        """Rows of the table of involvements."""
        number = 0
        for person in self.caseload.young_people:
            for one in involvements_of(person, self.ring, as_of=self.as_of):
                number += 1
                yield {
                    "invo_involvements_id": f"INVO-{number}",
                    "invo_professional_id": one.worker,
                    "invo_professional_role_id": "PERSONAL ADVISER",
                    "invo_professional_team": self._team(one.worker),
                    "invo_involvement_start_date": one.start,
                    "invo_involvement_end_date": one.end,
                    "invo_person_id": person.person_id,
                }

    def professionals(self) -> Iterator[Cells]:
        """Rows of the table of professionals; their names are their ids."""
        for worker in self.caseload.workers:
            yield self._professional(worker.worker_id, _title(worker), fte=worker.fte)
        for known in self.social_workers:
            yield self._professional(known, SOCIAL_WORKER, fte=None)
        for known in self.former:
            yield self._professional(known, ADVISER, fte=None)

    def _professional(self, known: str, title: str, *, fte: object) -> Cells:
        return {
            "prof_professional_id": known,
            "prof_professional_name": known,
            "prof_professional_job_title": title,
            "prof_professional_caseload": self.cases[known],
            "prof_professional_department": self._team(known),
            "prof_full_time_equivalency": fte,
        }

    def address(self, person: YoungPerson) -> Cells:
        """The current address; it has begun long ago, unless the key event is a move in the last 28 days."""
        place, settled = person.place or "", self.as_of - timedelta(days=SETTLED_DAYS)
        whole = _POSTCODE.fullmatch(place) is not None
        named = {"BUILDING" if _PRISON.search(place) else "TOWN": place}
        return {
            "addr_table_id": f"ADDR-{person.person_id}",
            "addr_address_json": None if whole else json.dumps(named, ensure_ascii=False),
            "addr_person_id": person.person_id,
            "addr_address_type": "Home",
            "addr_address_start_date": _moved(person, self.as_of) or settled,
            "addr_address_postcode": place.replace(" ", "") if whole else None,
        }


def _moved(person: YoungPerson, as_of: date) -> date | None:
    """The day of a move that the SSD can tell: one in the last 28 days."""
    day = person.key_event_date if person.key_event == MOVE else None
    return day if day is not None and as_of - timedelta(days=MOVE_DAYS) <= day <= as_of else None


def _title(worker: Worker) -> str:
    return TITLES.get(worker.post, worker.post.replace("_", " ").capitalize())


def _disability(person: YoungPerson) -> Cells:
    code = DISABLED if Need.DISABILITY in person.needs else NOT_DISABLED
    return {
        "disa_person_id": person.person_id,
        "disa_table_id": f"DISA-{person.person_id}",
        "disa_disability_code": code,
    }


def _new_ids(prefix: str, count: int, taken: Sequence[str]) -> list[str]:
    """Ids that nobody has."""
    while any(worker.startswith(prefix) for worker in taken):
        prefix += "X"
    return [f"{prefix}{number:02}" for number in range(1, count + 1)]


def _text(name: str, rows: Sequence[Cells]) -> str:
    headers = HEADERS[name]
    return csv_text([headers, *([cell_text(row.get(header)) for header in headers] for row in rows)])
