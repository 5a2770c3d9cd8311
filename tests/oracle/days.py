"""The oracle's own calendar: birthdays, completed years and months, windows; it shares no line with the product's."""

from __future__ import annotations

from datetime import date, timedelta


def nth_birthday(born: date, years: int) -> date:
    """The day somebody turns ``years``: for the 29th of February the 1st of March where there is no 29th."""
    year = born.year + years
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if (born.month, born.day) == (2, 29) and not leap:
        return date(year, 3, 1)
    return date(year, born.month, born.day)


def full_years(born: date, day: date) -> int:
    """How many birthdays have been reached by ``day``."""
    years = 0
    while nth_birthday(born, years + 1) <= day:
        years += 1
    return years


def full_months(start: date, day: date) -> int:
    """How many calendar months lie complete between the two days, none if ``start`` lies ahead."""
    months, year, month = 0, start.year, start.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if (year, month, start.day) > (day.year, day.month, day.day):
            return months
        months += 1


def weeks(number: int) -> timedelta:
    """So many weeks."""
    return timedelta(days=7 * number)
