"""Ages, and what follows from them: whether the service is there for somebody, and in which category."""

from __future__ import annotations

from allocator.dates import age_on
from allocator.reading.checks.context import Columns, Context, RowCheck
from allocator.records import Category, YoungPerson

YOUNGEST, OLDEST = 15, 26  # outside these an age is a mistake; at these it needs a look
FIRST_AGE, LAST_AGE = 16, 25
ADULT = 18
CHILDREN = frozenset({Category.ELIGIBLE, Category.RELEVANT})


def age(person: YoungPerson, row: int, context: Context) -> None:
    """Somebody has an age, it is the same wherever it is stated, and it suits the service and the category."""
    born, as_of = person.date_of_birth, context.as_of
    if born is None:
        if person.age is None:
            _no_age(person, row, context)
            return
        years = person.age
    elif born > as_of:
        what = f"The date of birth {born.isoformat()} lies ahead of {as_of.isoformat()}."
        context.add("born_in_future", what, person, row, column="date_of_birth", do="Put the date right.")
        return
    else:
        years = age_on(born, as_of)
        if person.age is not None and person.age != years:
            what = f"The age {person.age} and the date of birth {born.isoformat()} ({years} on the day) do not agree."
            do = "Keep the date of birth alone; it is what counts."
            context.add("age_disagrees", what, person, row, column="age", do=do)
    if not FIRST_AGE <= years <= LAST_AGE:
        _outside(years, person, row, context=context)
    if (years < ADULT) is not (person.category in CHILDREN) and person.category is not Category.QUALIFYING:
        _category(years, person, row, context=context)


def _no_age(person: YoungPerson, row: int, context: Context) -> None:
    if not {(row, "date_of_birth"), (row, "age")} & context.bad:  # otherwise it is said already
        what, do = "There is neither a date of birth nor an age.", "Fill in one of them."
        context.add("no_age", what, person, row, column="date_of_birth", do=do)


def _outside(years: int, person: YoungPerson, row: int, *, context: Context) -> None:
    """The age is none at which the service is there for somebody, or only just."""
    column = "age" if person.date_of_birth is None else "date_of_birth"
    if not YOUNGEST <= years <= OLDEST:
        what = f"Somebody aged {years} is outside the service, which is for {FIRST_AGE} to {LAST_AGE}."
        do = f"Put the {column} right, or take the row out."
        context.add("age_out_of_range", what, person, row, column=column, do=do)
    else:
        what = f"Somebody aged {years} is {'not yet 16' if years < FIRST_AGE else 'already 26'}."
        do = "Check whether they belong in this table."
        context.add("age_at_edge", what, person, row, column=column, do=do)


def _category(years: int, person: YoungPerson, row: int, *, context: Context) -> None:
    """Eligible and relevant are children of 16 and 17; former relevant is who has come of age."""
    if not FIRST_AGE <= years <= LAST_AGE:  # that is said already, and mending it mends this
        return
    who = "16 and 17" if person.category in CHILDREN else "18 and over"
    what = f"The category {person.category.value} is for {who}, and they are {years}."
    do = "Bring the category up to date, or put the date of birth right."
    context.add("category_against_age", what, person, row, column="category", do=do)


AGE_CHECKS: tuple[tuple[Columns, RowCheck], ...] = ((("date_of_birth", "age", "category"), age),)
