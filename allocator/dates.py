"""Ages, windows and deadlines as pure functions of dates; it knows no worker, no rule and no load."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

MANY_DAYS = 1 << 14
"""More days than the birthdays of everybody from 16 to 25: however many people there are, each is worked out once."""


@lru_cache(maxsize=MANY_DAYS)
def birthday(born: date, years: int) -> date:
    """The day on which somebody turns ``years``; born on 29 February, it is 1 March in a common year."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


@lru_cache(maxsize=MANY_DAYS)
def age_on(born: date, day: date) -> int:
    """Completed years on ``day``."""
    return day.year - born.year - (day < birthday(born, day.year - born.year))


def months_between(start: date, day: date) -> int:
    """Completed calendar months from ``start`` to ``day``, 0 if ``start`` lies ahead."""
    months = (day.year - start.year) * 12 + day.month - start.month - (day.day < start.day)
    return max(0, months)


@lru_cache(maxsize=MANY_DAYS)
def weeks_later(day: date, weeks: int) -> date:
    """The day ``weeks`` weeks after ``day``."""
    return day + timedelta(weeks=weeks)


def in_window(day: date, events: Iterable[date], *, weeks_before: int, weeks_after: int) -> bool:
    """Whether ``day`` lies from ``weeks_before`` weeks before to ``weeks_after`` weeks after one of the events."""
    first, last = weeks_later(day, -weeks_after), weeks_later(day, weeks_before)
    return any(first <= event <= last for event in events)
