"""The oracle's calendar against days counted on a wall calendar."""

from __future__ import annotations

from datetime import date

import pytest

from tests.oracle.days import full_months, full_years, nth_birthday, weeks


@pytest.mark.parametrize(
    ("years", "day"), [(18, date(2022, 3, 1)), (20, date(2024, 2, 29)), (96, date(2100, 3, 1)), (1, date(2005, 3, 1))]
)
def test_a_leap_day_child_has_birthdays_on_the_first_of_march(years: int, day: date) -> None:
    """Proves birthdays of somebody born on 29 February 2004, 2100 being no leap year."""
    assert nth_birthday(date(2004, 2, 29), years) == day


def test_the_day_before_the_birthday_is_a_year_less() -> None:
    """Proves completed years on the birthday and the day before."""
    assert full_years(date(2005, 7, 3), date(2026, 7, 3)) == 21
    assert full_years(date(2005, 7, 3), date(2026, 7, 2)) == 20


@pytest.mark.parametrize(
    ("start", "day", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 31), 2),
        (date(2025, 11, 15), date(2026, 2, 14), 2),
        (date(2025, 11, 15), date(2026, 2, 15), 3),
        (date(2026, 6, 1), date(2026, 2, 15), 0),
    ],
)
def test_months_are_complete_on_the_same_day_of_the_month(start: date, day: date, months: int) -> None:
    """Proves completed calendar months, across a new year, at a short month, and none for a day ahead."""
    assert full_months(start, day) == months


def test_four_weeks_are_28_days() -> None:
    """Proves weeks."""
    assert weeks(4).days == 28
