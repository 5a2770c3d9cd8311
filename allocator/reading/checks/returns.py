"""The fields of the returns in one row: they do not contradict each other; none of them decides who works with whom."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from allocator.reading.checks.context import (
    TABLE,
    Columns,
    Context,
    RowCheck,
    people_in_words,
    rows_in_words,
)
from allocator.reading.findings import Collector
from allocator.records import Accommodation, Activity, Category, Need, Suitability, YoungPerson

NOT_IN_EDUCATION = frozenset(
    {Activity.NONE_ILLNESS_OR_DISABILITY, Activity.NONE_OTHER, Activity.NONE_PREGNANCY_OR_PARENTING}
)
NEVER_SUITABLE = frozenset({Accommodation.NO_FIXED_ABODE, Accommodation.CUSTODY})
PLAN_MONTHS = 6  # a pathway plan is reviewed at least every six months: Care Leavers (England) Regulations 2010, reg. 7


def education(person: YoungPerson, row: int, context: Context) -> None:
    """Who is in education has no activity that says the opposite."""
    if person.in_education and person.activity in NOT_IN_EDUCATION:
        what = f"in_education is yes, but the activity {person.activity} is none in education, employment or training."
        context.add("education_disagrees", what, person, row, column="in_education", do="Put one of the two right.")


def custody(person: YoungPerson, row: int, context: Context) -> None:
    """Custody as a need and custody as accommodation go together, where the accommodation is known at all."""
    lives = person.accommodation
    if lives is None or (Need.CUSTODY in person.needs) is (lives is Accommodation.CUSTODY):
        return
    if lives is Accommodation.CUSTODY:
        what, do = "The accommodation is X (custody), but custody is not among the needs.", "Add it, or put X right."
        context.add("custody_disagrees", what, person, row, column="needs", do=do)
    else:
        what = f"custody is among the needs, but the accommodation is {lives} and not X (custody)."
        do = "Take the need out after a release, or put the accommodation right."
        context.add("custody_disagrees", what, person, row, column="accommodation", do=do)


def suitability(person: YoungPerson, row: int, context: Context) -> None:
    """Neither custody nor having no home is ever suitable."""
    lives = person.accommodation
    if person.suitability is Suitability.SUITABLE and lives in NEVER_SUITABLE:
        words = "in custody" if lives is Accommodation.CUSTODY else "without a fixed abode"
        what = f"The accommodation {lives} ({words}) is marked as suitable, which it never is in the returns."
        context.add("suitability_disagrees", what, person, row, column="suitability", do="Put one of the two right.")


def latest_contact(person: YoungPerson, row: int, context: Context) -> None:
    """The latest contact has happened, and since the birth."""
    day, born = person.latest_contact, person.date_of_birth
    if day is None:
        return
    if day > context.as_of:
        what = f"latest_contact {day.isoformat()} lies after the day of the run, {context.as_of.isoformat()}."
        context.add("contact_in_future", what, person, row, column="latest_contact", do="Put the date right.")
    elif born is not None and day < born:
        what = f"latest_contact {day.isoformat()} lies before the date of birth."
        context.add(
            "contact_before_birth", what, person, row, column="latest_contact", do="Put one of the two dates right."
        )


def pathway_plan(person: YoungPerson, row: int, context: Context) -> None:
    """The latest review of the pathway plan has happened."""
    day = person.pathway_plan
    if day is not None and day > context.as_of:
        what = f"pathway_plan {day.isoformat()} lies after the day of the run, {context.as_of.isoformat()}."
        do = "Fill in the latest review, not the next one."
        context.add("plan_in_future", what, person, row, column="pathway_plan", do=do)


def plans_overdue(rows: Iterable[tuple[int, YoungPerson]], as_of: date, found: Collector) -> None:
    """One note for all whose pathway plan was last reviewed more than six months ago; qualifying have none."""
    first = months_before(as_of, PLAN_MONTHS)
    late = [
        row
        for row, person in rows
        if person.pathway_plan is not None
        and person.pathway_plan < first
        and person.category is not Category.QUALIFYING
    ]
    if late:
        verb = "has" if len(late) == 1 else "have"
        what = f"{people_in_words(len(late))} ({rows_in_words(late)}) {verb} a pathway plan older than six months."
        do = "Nothing here: tell whoever plans the reviews."
        found.add("plan_overdue", what, table=TABLE, row=late[0], column="pathway_plan", do=do)


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


RETURN_CHECKS: tuple[tuple[Columns, RowCheck], ...] = (
    (("activity",), education),
    (("accommodation",), custody),
    (("suitability",), suitability),
    (("latest_contact",), latest_contact),
    (("pathway_plan",), pathway_plan),
)
