"""Ages instead of birth dates; it changes no other field, and nobody whose date of birth lies ahead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from allocator.dates import age_on
from allocator.records import YoungPerson


def with_ages_only(people: Iterable[YoungPerson], as_of: date) -> tuple[YoungPerson, ...]:
    """The same people with completed years on ``as_of`` in place of their dates of birth.

    What is lost with the date: birthdays protect nobody from a change of worker, and the step-down after the 21st
    birthday is due from 22 on.
    """
    return tuple(_without_birth_date(person, as_of) for person in people)


def _without_birth_date(person: YoungPerson, as_of: date) -> YoungPerson:
    born = person.date_of_birth
    if born is None or born > as_of:  # a date that lies ahead is an error, which must still be found
        return person
    return person.model_copy(update={"date_of_birth": None, "age": age_on(born, as_of)})
