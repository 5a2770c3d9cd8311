"""What a row of List 8 (children in care) adds to a care leaver, or that an eligible child stands only there.

It takes nobody of another age, and nobody who has ceased to be looked after.
"""

from __future__ import annotations

from datetime import date

from allocator.reading.annex_a.lines import Line
from allocator.reading.annex_a.people import birth_column, born, is_disabled, is_uasc, person_id_of
from allocator.reading.cells import CellProblem, as_date
from allocator.reading.checks.people import FIRST_AGE
from allocator.reading.extracts.who_leads import ADULT
from allocator.records import Category, Lead, Need, YoungPerson
from allocator.travel.postcodes import read_postcode

UNDER_16, ADULTS, CEASED = "in_care_under_16", "in_care_list_at_18", "left_care"
"""Why somebody in List 8, but not in List 9, is not for this service."""


def child_of(line: Line, as_of: date) -> YoungPerson | str | None:
    """Somebody who stands in List 8 only, why they are left out, or None where the row has to be mended."""
    known = line.needed("person_id", lambda: person_id_of(line))
    birth = line.needed(birth_column(line), lambda: born(line, as_of))
    if known is None or birth is None:
        return None
    if birth.years < FIRST_AGE:
        return UNDER_16
    if _has_ceased(line, as_of):
        return CEASED
    if birth.years >= ADULT:
        return ADULTS
    child = YoungPerson(
        person_id=known,
        date_of_birth=birth.date_of_birth,
        age=birth.age,
        category=Category.ELIGIBLE,
        lead=Lead.SOCIAL_WORKER,
    )
    return _with_both(child, line, looked_after=True)


def with_list_eight(person: YoungPerson, line: Line, as_of: date) -> YoungPerson:
    """A care leaver of List 9 with what List 8 says beside it; where they disagree List 9 counts, and it is said."""
    try:
        birth = born(line, as_of)
    except CellProblem:
        birth = None  # List 9 says it
    if birth and birth.date_of_birth and person.date_of_birth and birth.date_of_birth != person.date_of_birth:
        what = "List 8 and List 9 give different dates of birth; List 9 counts."
        line.note("lists_disagree", what, "Put the one that is wrong right.", column="date_of_birth")
    eligible, ceased = person.category is Category.ELIGIBLE, _has_ceased(line, as_of)
    if eligible and ceased:
        what = "Eligible in List 9, but no longer looked after in List 8; List 9 counts."
        line.note("lists_disagree", what, "Put the eligibility right, if they have left care.", column="ceased")
    return _with_both(person, line, looked_after=eligible and not ceased)


def _with_both(person: YoungPerson, line: Line, *, looked_after: bool) -> YoungPerson:
    """UASC and disability of either list, and the placement of somebody who is still looked after."""
    disabled = {Need.DISABILITY} if is_disabled(line) else set()
    place = line.optional("postcode", as_postcode) if looked_after else None
    changed = {
        "former_uasc": person.former_uasc or is_uasc(line),
        "needs": person.needs | disabled,
        "place": place or person.place,
    }
    return person.model_copy(update=changed)


def as_postcode(text: str) -> str:
    """A postcode, whole or as far as it goes, in capitals with one space; raises CellProblem for anything else."""
    code = read_postcode(text)
    if code is None:
        raise CellProblem("not_a_postcode", "This is not a postcode: the place is left blank.", "Write it as LN1 1AA.")
    return f"{code.outward} {code.whole[-3:]}" if code.whole else code.sector or code.outward


def _has_ceased(line: Line, as_of: date) -> bool:
    """Whether somebody is no longer looked after; a date that cannot be read says that they are not."""
    text = line.text("ceased")
    try:
        return bool(text) and as_date(text) <= as_of
    except CellProblem as problem:
        line.note("date_not_read", problem.what, problem.do, column="ceased")
        return True
