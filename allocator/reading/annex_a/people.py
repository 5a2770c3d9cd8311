"""What both lists say of a person in the same way: id, birth or age, UASC, disability; it knows no eligibility."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from allocator.dates import age_on
from allocator.reading.annex_a.lines import Line
from allocator.reading.cells import CellProblem, as_age, as_date, as_id
from allocator.reading.extracts.codes import yes_or_no

APART = 2
"""An age that differs from the date of birth by so many years is worth a look: one may be a birthday."""


class Born(NamedTuple):
    """A date of birth, or whole years where there is none, and the age on the day."""

    date_of_birth: date | None
    age: int | None
    years: int


def person_id_of(line: Line) -> str:
    """The young person's id; raises CellProblem where there is none, or it is not an id."""
    if not line.person_id:
        raise CellProblem("missing_value", "The Child Unique ID is blank.", "Fill it in.")
    return as_id(line.person_id)


def born(line: Line, as_of: date) -> Born:
    """When somebody was born; raises CellProblem where neither cell says so, or what it says cannot be."""
    text, stated = line.text("date_of_birth"), line.text("age")
    if text:
        birth = as_date(text)
        if birth > as_of:
            what = f"The date of birth {birth.isoformat()} lies ahead of {as_of.isoformat()}."
            raise CellProblem("born_in_future", what, "Put the date right.")
        years = age_on(birth, as_of)
        _compare(line, age_on(birth, line.notes.ages_on or as_of), stated)
        return Born(birth, None, years)
    if stated:
        years = as_age(stated)
        return Born(None, years, years)
    raise CellProblem("no_age", "There is neither a date of birth nor an age.", "Fill in one of them.")


def birth_column(line: Line) -> str:
    """The column that says when somebody was born, or should."""
    return "age" if line.text("age") and not line.text("date_of_birth") else "date_of_birth"


def is_uasc(line: Line) -> bool:
    """Whether somebody is, or was, an unaccompanied asylum-seeking child."""
    return bool(line.optional("uasc", yes_or_no))


def is_disabled(line: Line) -> bool:
    """Whether the extract states a disability."""
    return bool(line.optional("disability", yes_or_no))


def _compare(line: Line, years: int, stated: str) -> None:
    try:
        apart = abs(as_age(stated) - years) if stated else 0
    except CellProblem:
        return  # the date of birth counts
    if apart >= APART:
        what = "Age and date of birth are two years or more apart; the date of birth counts."
        do = "Put one of them right, or give the day of the extract (--as-of)."
        line.note("age_disagrees", what, do, column="age")
