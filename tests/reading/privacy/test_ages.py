"""Ages instead of birth dates: the age is right on the day, and nothing else of anybody changes."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from allocator.dates import age_on
from allocator.reading.privacy import with_ages_only
from tests.builders import person
from tests.oracle.case import Case
from tests.strategies import cases

AS_OF = date(2025, 6, 2)


def test_ages() -> None:
    """Born on 2 June 2007 somebody is 18, a day later still 17; an age stays, a birth ahead is left to err."""
    born = [date(2007, 6, 2), date(2007, 6, 3), None, date(2025, 6, 3)]
    people = [person(f"P{n}", date_of_birth=day, age=19 if day is None else None) for n, day in enumerate(born)]
    found = with_ages_only(people, AS_OF)
    assert [(someone.date_of_birth, someone.age) for someone in found] == [
        *((None, 18), (None, 17), (None, 19)),
        (date(2025, 6, 3), None),
    ]


@given(cases())
def test_nothing_else(case: Case) -> None:
    """Every other field of everybody is as it was: key events, places and dates of the work are not coarsened."""
    people = case.caseload.young_people
    for before, after in zip(people, with_ages_only(people, AS_OF), strict=True):
        born = before.date_of_birth
        age = before.age if born is None or born > AS_OF else age_on(born, AS_OF)
        kept = born if born is not None and born > AS_OF else None
        assert after == before.model_copy(update={"date_of_birth": kept, "age": age})
