"""The rows of the table of care leavers as young people, excluded, or found; it knows no involvement and no address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from allocator.dates import age_on
from allocator.reading.cells import CellProblem, as_id, quoted
from allocator.reading.checks.people import FIRST_AGE, LAST_AGE
from allocator.reading.extracts import Excluded, Row
from allocator.reading.extracts.codes import (
    ALWAYS_UNSUITABLE,
    EDUCATION,
    Left,
    accommodation_of,
    activity_of,
    category_of,
    in_touch_of,
    is_too_young_for,
    suitability_of,
)
from allocator.reading.extracts.who_leads import says_nobody, who_leads
from allocator.reading.files.headings import is_total
from allocator.reading.findings import Collector
from allocator.reading.names import shown
from allocator.reading.ssd.line import Line
from allocator.reading.ssd.persons import Person
from allocator.reading.ssd.staff import Staff
from allocator.records import Accommodation, Activity, Category, Need, Suitability, YoungPerson

PERSON_ID, ELIGIBILITY, IN_TOUCH = "clea_person_id", "clea_care_leaver_eligibility", "clea_care_leaver_in_touch"
ADVISER, WORKER = "clea_care_leaver_personal_advisor", "clea_care_leaver_worker_id"
TEAM, SUITABLE = "clea_care_leaver_allocated_team", "clea_care_leaver_accom_suitable"
NOT_READ = "date_not_read"


@dataclass(frozen=True)
class Beside:
    """What the other tables hold; ``persons`` is None where there is no table of people."""

    persons: Mapping[str, Person] | None
    staff: Staff
    disabled: frozenset[str]
    former_uasc: frozenset[str]
    as_of: date


@dataclass
class Taken:
    """What has become of the rows so far; ``teams`` are people's teams, ``advisers`` those of anybody."""

    people: dict[str, tuple[Row, YoungPerson]] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    excluded: dict[str, Excluded] = field(default_factory=dict)
    advisers: set[str] = field(default_factory=set)
    unknown_workers: dict[str, Line] = field(default_factory=dict)


def take_row(line: Line, beside: Beside, taken: Taken, *, found: Collector) -> None:
    """One row into ``taken``, or a finding that says why not."""
    person_id = _id_of(line, found)
    if person_id is None:
        return
    there = taken.people.get(person_id)
    gone = taken.excluded.get(person_id)
    outcome = _outcome(line, person_id, beside, found=Collector() if there or gone else found, taken=taken)
    if outcome is None:
        if there or gone:
            _twice(line, person_id, True, found=found)
    elif there or gone:
        _twice(line, person_id, outcome != (there[1] if there else gone and gone.reason), found=found)
    elif isinstance(outcome, YoungPerson):
        taken.people[person_id] = (line.row, outcome)
        if team := beside.staff.team_named(line.text(TEAM)):
            taken.teams[person_id] = team
    else:
        taken.excluded[person_id] = Excluded(line.row, outcome.value)


def _id_of(line: Line, found: Collector) -> str | None:
    """Whose row it is; None with a finding where it is nobody's, or there is no id that can be one."""
    if not line.text(ELIGIBILITY) and is_total(line.cells, id_at=line.at[PERSON_ID]):
        what = "A row that is a total or a remark, and nobody's, was left out."
        line.add(found, "remark_row", what, do="Nothing, if it names no young person.", column=PERSON_ID)
        return None
    try:
        person_id = as_id(line.text(PERSON_ID))
    except CellProblem as problem:
        line.add(found, problem.code, problem.what, do=problem.do, column=PERSON_ID)
        return None
    if not person_id:
        line.add(found, "missing_value", f"{PERSON_ID} is blank.", do="Fill it in.", column=PERSON_ID)
        return None
    return person_id


def _outcome(
    line: Line, person_id: str, beside: Beside, *, found: Collector, taken: Taken
) -> YoungPerson | Left | None:
    """The young person, or why they are left out, or None with a finding."""
    try:
        category = category_of(line.text(ELIGIBILITY))
    except CellProblem as problem:
        value = line.text(ELIGIBILITY) or None
        line.add(found, problem.code, problem.what, do=problem.do, column=ELIGIBILITY, record_id=person_id, value=value)
        return None
    touch = line.read(IN_TOUCH, in_touch_of, found, of=person_id)
    one = (beside.persons or {}).get(person_id)
    for reason in (category, touch):
        if isinstance(reason, Left):
            return reason
    if one is not None and one.died is not None:
        return Left.DIED
    born = _born(line, person_id, one, beside=beside, found=found)
    if born is None or not isinstance(category, Category):
        return None
    age = age_on(born, beside.as_of)
    if not FIRST_AGE <= age <= LAST_AGE:
        return Left.TOO_YOUNG if age < FIRST_AGE else Left.TOO_OLD
    return YoungPerson.model_validate(
        {"person_id": person_id, "date_of_birth": born, "category": category, "in_touch": touch}
        | _returned(line, person_id, age, beside=beside, found=found)
        | _allocated(line, age, beside.staff, taken=taken, person_id=person_id, found=found)
    )


def _born(line: Line, person_id: str, one: Person | None, *, beside: Beside, found: Collector) -> date | None:
    """The date of birth; a finding where there is none, and where it lies ahead."""
    if beside.persons is None:  # said once, of the table
        return None
    born = one.born if one is not None else None
    if born is not None and born <= beside.as_of:
        return born
    code, do = "person_without_birth", "Export ssd_person in full, and put the date right."
    if one is None:
        what = "ssd_person has no row for this care leaver, so there is no date of birth."
    elif born is None:
        why = "cannot be read" if one.born_stated else "is blank"
        what = f"pers_dob in ssd_person {why}, so there is no date of birth."
    else:
        code = "born_in_future"
        what, do = f"The date of birth {born.isoformat()} lies ahead of {beside.as_of.isoformat()}.", "Put it right."
    line.add(found, code, what, do=do, column=PERSON_ID, record_id=person_id, value=person_id)
    return None


def _returned(line: Line, person_id: str, age: int, *, beside: Beside, found: Collector) -> dict[str, object]:
    """The fields of the returns, and what follows from them."""
    lives, suitable = _home(line, person_id, found)
    if is_too_young_for(lives, age):
        _too_young(line, person_id, lives, found=found)
    activity = line.read("clea_care_leaver_activity", activity_of, found, of=person_id)
    signs = {
        Need.CUSTODY: lives is Accommodation.CUSTODY,
        Need.PARENT: activity is Activity.NONE_PREGNANCY_OR_PARENTING,
        Need.DISABILITY: person_id in beside.disabled,
    }
    return {
        "accommodation": lives,
        "suitability": suitable,
        "activity": activity,
        "in_education": activity in EDUCATION,
        "needs": frozenset(need for need, there in signs.items() if there),
        "former_uasc": person_id in beside.former_uasc,
        "pathway_plan": line.read_day("clea_pathway_plan_review_date", found, of=person_id, code=NOT_READ),
        "latest_contact": line.read_day("clea_care_leaver_latest_contact", found, of=person_id, code=NOT_READ),
    }


def _too_young(line: Line, person_id: str, lives: Accommodation | None, *, found: Collector) -> None:
    what = f"{lives} is accommodation for those of 18 and over, by the rules of the returns."
    column, do = "clea_care_leaver_accommodation", "Check the accommodation and the date of birth."
    line.add(found, "accommodation_and_age", what, do=do, column=column, record_id=person_id, value=lives)


def _home(line: Line, person_id: str, found: Collector) -> tuple[Accommodation | None, Suitability | None]:
    """Where somebody lives and whether it is suitable; homeless and in custody never are."""
    lives, _ = line.read("clea_care_leaver_accommodation", accommodation_of, found, of=person_id) or (None, None)
    stated = line.read(SUITABLE, suitability_of, found, of=person_id)
    if lives not in ALWAYS_UNSUITABLE:
        return lives, stated
    if stated is Suitability.SUITABLE:
        what = "Homeless or in custody, but suitable: read as unsuitable, as the returns say."
        do = "Put the suitability right."
        line.add(
            found, "always_unsuitable", what, do=do, column=SUITABLE, record_id=person_id, value=line.text(SUITABLE)
        )
    return lives, Suitability.UNSUITABLE


def _allocated(
    line: Line, age: int, staff: Staff, *, taken: Taken, person_id: str, found: Collector
) -> dict[str, object]:
    """Who works with them and who leads, from ids or names."""
    named = {column: _somebody(line, column, found) for column in (ADVISER, WORKER)}
    adviser, worker = (staff.meant(text) if text else None for text in named.values())
    allocated = who_leads(worker, adviser, age=age, worker_advises=staff.advises(worker))
    current = allocated.current_worker
    taken.advisers |= {name for name in (adviser, current) if name is not None}
    if current is not None and staff.listed and current not in staff.by_id:
        column = ADVISER if current == adviser else WORKER
        if staff.shared_by(named[column]):
            what = f"{shown(current)} is the name of more than one professional: it cannot be told who is meant."
            line.add(found, "worker_name_shared", what, do="Write the id.", column=column, record_id=person_id)
        else:
            taken.unknown_workers.setdefault(current, line)
    return {"current_worker": current, "lead": allocated.lead}


def _somebody(line: Line, column: str, found: Collector) -> str:
    """The id or name in a cell; blank, with a note, where it says in words that there is nobody."""
    text = line.text(column)
    if not says_nobody(text):
        return text
    what, do = f"{quoted(text)} was read as nobody.", "Nothing, if that is right."
    line.add(found, "nobody_in_words", what, do=do, column=column, record_id=line.text(PERSON_ID), value=text)
    return ""


def _twice(line: Line, person_id: str, differ: bool, *, found: Collector) -> None:
    """The person stands in another row already."""
    if differ:
        what = f"{shown(person_id)} stands in more than one row, and the rows differ."
        line.add(found, "duplicate_id", what, do="Keep the row that is right.", column=PERSON_ID, record_id=person_id)
    else:
        what = f"{shown(person_id)} stands in more than one row, and the rows say the same: one is enough."
        line.add(found, "row_repeated", what, do="Nothing; it was counted once.", column=PERSON_ID, record_id=person_id)
