"""allocator.dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.dates import age_on, birthday, in_window, months_between, weeks_later

LEAP = date(2004, 2, 29)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def test_birthdays() -> None:
    """Proves that somebody born on 29 February has a birthday on 1 March in common years."""
    assert birthday(LEAP, 16) == date(2020, 2, 29)
    assert birthday(LEAP, 18) == date(2022, 3, 1)
    assert birthday(date(2007, 12, 31), 18) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("day", "age"), [(date(2022, 2, 28), 17), (date(2022, 3, 1), 18), (date(2024, 2, 28), 19), (date(2024, 2, 29), 20)]
)
def test_completed_years(day: date, age: int) -> None:
    """Proves the day on which an age is reached, born on 29 February."""
    assert age_on(LEAP, day) == age


@given(born=DAYS, years=st.integers(0, 25))
def test_an_age_is_reached_on_the_birthday(born: date, years: int) -> None:
    """Proves for any date of birth that the age changes on the birthday and not a day before."""
    day = birthday(born, years)
    assert age_on(born, day) == years
    assert age_on(born, date.fromordinal(day.toordinal() - 1)) == years - 1


@pytest.mark.parametrize(
    ("start", "day", "months"),
    [
        (date(2025, 1, 31), date(2025, 2, 28), 0),
        (date(2025, 1, 31), date(2025, 3, 30), 1),
        (date(2025, 1, 31), date(2025, 3, 31), 2),
        (date(2024, 12, 5), date(2025, 12, 4), 11),
        (date(2025, 6, 1), date(2025, 5, 1), 0),
    ],
)
def test_completed_months(start: date, day: date, months: int) -> None:
    """Proves calendar months, the last one complete, and none before the start."""
    assert months_between(start, day) == months


def test_weeks_and_windows() -> None:
    """Proves that windows include both of their ends, around any one of the events, and that no event is no window."""
    event = date(2026, 3, 2)
    first, last = weeks_later(event, -2), weeks_later(event, 1)
    assert (first, last) == (date(2026, 2, 16), date(2026, 3, 9))
    inside = [in_window(day, [date(2020, 1, 1), event], weeks_before=2, weeks_after=1) for day in (first, last)]
    assert inside == [True, True]
    outside = (date(2026, 2, 15), date(2026, 3, 10))
    assert not any(in_window(day, [event], weeks_before=2, weeks_after=1) for day in outside)
    assert not in_window(event, [], weeks_before=9, weeks_after=9)
