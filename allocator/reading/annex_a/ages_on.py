"""On which day the ages of a list fit its dates of birth, perhaps that of an older extract; it changes no day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate, groupby, islice

from allocator.dates import age_on, birthday
from allocator.reading.annex_a.lines import Line
from allocator.reading.cells import CellProblem, as_age, as_date

ENOUGH = 5
"""So many ages must fit better on another day, or a birthday and a slip would do for an older extract."""
FAR = timedelta(days=7)
"""A day as near as this is the same week, and nothing to ask about."""
LOOKED_AT = 5_000
"""Rows that are looked at; a larger extract says it no more clearly."""

Born = tuple[date, int]


def other_day(born: Sequence[Born], as_of: date) -> date | None:
    """The day, more than a week from ``as_of``, on which the stated ages are right; None where ``as_of`` is as good.

    ``born`` are dates of birth, each with the age in whole years that stands beside it. At least nine in ten of them
    must fit on the other day, and ``ENOUGH`` more of them than on ``as_of``.
    """
    if len(born) < ENOUGH:
        return None
    first, last, fitting = _best(born)
    there = last if last < as_of else first
    if first <= as_of <= last or abs(there - as_of) <= FAR or fitting * 10 < len(born) * 9:
        return None
    return there if fitting - fitting_on(born, as_of) >= ENOUGH else None


def fitting_on(born: Iterable[Born], day: date) -> int:
    """How many ages are right on a day."""
    return sum(age_on(birth, day) == age for birth, age in born)


def say_other_day(lines: Sequence[Line], as_of: date) -> date:
    """The day on which ages are to be compared: ``as_of``, or another one that they show, which is a finding."""
    with_ages = [(line, one) for line in lines[:LOOKED_AT] if (one := _born(line)) is not None]
    born = [one for _, one in with_ages]
    there = other_day(born, as_of)
    if there is None:
        return as_of
    line = with_ages[0][0]
    then, now = fitting_on(born, there), fitting_on(born, as_of)
    what = f"{then} of {len(born)} ages fit the dates of birth on {there.isoformat()}, {now} on {as_of.isoformat()}."
    do = f"If that is the day of the extract: --as-of {there.isoformat()}."
    line.notes.found.add(
        "other_day",
        what,
        table=line.heading.list_name,
        column=line.heading.headers["age"],
        file=line.row.file,
        sheet=line.row.sheet,
        do=do,
    )
    return there


def _born(line: Line) -> Born | None:
    """Date of birth and age of a row that has both."""
    birth, age = line.text("date_of_birth"), line.text("age")
    try:
        return (as_date(birth), as_age(age)) if birth and age else None
    except CellProblem:
        return None  # said where the row is read


def _best(born: Sequence[Born]) -> tuple[date, date, int]:
    """The first and the last day on which most ages are right, and how many are."""
    steps = [(birthday(birth, age), 1) for birth, age in born] + [(birthday(birth, age + 1), -1) for birth, age in born]
    days = [(day, sum(step for _, step in of_day)) for day, of_day in groupby(sorted(steps), key=lambda one: one[0])]
    fitting = list(accumulate(step for _, step in days))
    at = fitting.index(max(fitting))
    (first, _), (after, _) = islice(days, at, at + 2)
    return first, after - timedelta(days=1), fitting[at]
