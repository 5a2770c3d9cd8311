"""A row of List 9 (care leavers) as a young person, or why not; it knows neither other rows nor other lists."""

from __future__ import annotations

from datetime import date

from allocator.reading.annex_a.lines import Line
from allocator.reading.annex_a.people import Born, birth_column, born, is_disabled, is_uasc, person_id_of
from allocator.reading.cells import CellProblem, as_date
from allocator.reading.checks.people import FIRST_AGE, LAST_AGE
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
from allocator.reading.extracts.who_leads import ADULT, Allocated, says_nobody, who_leads
from allocator.records import Accommodation, Activity, Category, InTouch, Need, Suitability, YoungPerson


def person_of(line: Line, as_of: date) -> YoungPerson | Left | None:
    """The young person, the reason to leave them out, or None where the row has to be mended (it is said)."""
    known = line.needed("person_id", lambda: person_id_of(line))
    in_touch = line.optional("in_touch", in_touch_of)
    if known is not None and isinstance(in_touch, Left):
        return in_touch  # whatever else there would be to mend
    category = line.needed("category", lambda: category_of(line.text("category")))
    if known is not None and isinstance(category, Left):
        return category
    birth = line.needed(birth_column(line), lambda: born(line, as_of))
    if known is None or birth is None or not isinstance(category, Category) or isinstance(in_touch, Left):
        return None
    return _outside(birth.years) or _person(line, category, in_touch, birth=birth)


def _person(line: Line, category: Category, in_touch: InTouch | None, *, birth: Born) -> YoungPerson:
    """A row that has all it needs; what else it says is taken as far as it can be read."""
    allocated = _allocated(line, birth.years)
    activity = line.optional("activity", activity_of)
    lives, suitability = _home(line, birth.years)
    return YoungPerson(
        person_id=line.person_id,
        date_of_birth=birth.date_of_birth,
        age=birth.age,
        category=category,
        current_worker=allocated.current_worker,
        lead=allocated.lead,
        former_uasc=is_uasc(line),
        needs=_needs(line, activity, lives),
        in_education=activity in EDUCATION,
        in_touch=in_touch,
        accommodation=lives,
        suitability=suitability,
        activity=activity,
        pathway_plan=line.optional("pathway_plan", _as_date),
        latest_contact=line.optional("latest_contact", _as_date),
    )


def _allocated(line: Line, years: int) -> Allocated:
    """Who works with somebody, and who leads."""
    worker, adviser = _somebody(line, "worker"), _somebody(line, "adviser")
    # Without a column for advisers the allocated worker is the leaving care worker at any age.
    allocated = who_leads(worker, adviser, age=years, worker_advises="adviser" not in line.heading.at)
    if years < ADULT and worker is not None and allocated.current_worker is None:
        what = "Under 18 without a personal adviser: the allocated worker leads as social worker."
        line.note("social_worker_leads", what, "Fill in the adviser, if there is one.", column="adviser")
    return allocated


def _outside(years: int) -> Left | None:
    if years < FIRST_AGE:
        return Left.TOO_YOUNG
    return Left.TOO_OLD if years > LAST_AGE else None


def _somebody(line: Line, column: str) -> str | None:
    """The name or id of a worker, or None where the cell says in words that there is none."""
    text = line.text(column)
    if not says_nobody(text):
        return text or None
    line.note("nobody_in_words", f"{text!r} was read as nobody.", "Nothing, if that is right.", column=column)
    return None


def _needs(line: Line, activity: Activity | None, lives: Accommodation | None) -> frozenset[Need]:
    signs = {
        Need.CUSTODY: lives is Accommodation.CUSTODY,
        Need.PARENT: activity is Activity.NONE_PREGNANCY_OR_PARENTING,
        Need.DISABILITY: is_disabled(line),
    }
    return frozenset(need for need, there in signs.items() if there)


def _home(line: Line, years: int) -> tuple[Accommodation | None, Suitability | None]:
    """Where somebody lives and whether it is suitable; homeless and custody never are."""
    lives, by_code = line.optional("accommodation", accommodation_of) or (None, None)
    stated = line.optional("suitability", suitability_of)
    if lives in ALWAYS_UNSUITABLE and stated is Suitability.SUITABLE:
        what = "Homeless or in custody, but suitable: read as unsuitable, as the returns say."
        line.note("always_unsuitable", what, "Put the suitability right.", column="suitability")
    elif by_code is not None and stated is not None and by_code is not stated:
        what = "Accommodation and suitability say different things; the suitability counts."
        line.note("two_suitabilities", what, "Put one of them right.", column="suitability")
    if lives is not None and is_too_young_for(lives, years):
        what = f"{lives.value} is accommodation for those of 18 and over, by the rules of the returns."
        line.note(
            "accommodation_and_age", what, "Check the accommodation and the date of birth.", column="accommodation"
        )
    return lives, Suitability.UNSUITABLE if lives in ALWAYS_UNSUITABLE else stated or by_code


def _as_date(text: str) -> date:
    """A date that decides no allocation: where it cannot be read, it is left blank with a warning."""
    try:
        return as_date(text)
    except CellProblem as problem:
        raise CellProblem("date_not_read", f"{problem.what.removesuffix('.')}: left blank.", problem.do) from problem
