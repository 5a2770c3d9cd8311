"""An older extract is told by its ages: which day they show, that it is said once, and when nothing is said."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.dates import age_on
from allocator.reading.annex_a.ages_on import fitting_on, other_day
from tests.reading.annex_a.books import AS_OF, child, codes, leaver, read_lists

AGE = "Age of Child (Years)"
BORN = (date(2006, 1, 2), date(2006, 3, 14), date(2005, 6, 1), date(2004, 8, 9), date(2006, 9, 30), date(2003, 11, 20))
EXTRACTED = date(2024, 3, 20)


def test_the_nearest_day_on_which_all_ages_fit() -> None:
    """Between 14 March and the next birthday, 1 June, every age is the same: 31 May is the nearest to 2026."""
    born = [(birth, age_on(birth, EXTRACTED)) for birth in BORN]
    assert other_day(born, AS_OF) == date(2024, 5, 31)
    assert other_day(born, date(2023, 1, 1)) == date(2024, 3, 14)
    assert fitting_on(born, EXTRACTED) == len(BORN)


@pytest.mark.parametrize("day", [date(2024, 3, 14), date(2024, 5, 31), date(2024, 6, 7), date(2024, 3, 8)])
def test_the_same_week_is_no_other_day(day: date) -> None:
    """Where the ages fit, and as long as a week on either side, there is nothing to ask about."""
    assert other_day([(birth, age_on(birth, EXTRACTED)) for birth in BORN], day) is None


def test_a_few_or_many_wrong_ages_show_no_day() -> None:
    """Four ages are too few, and of ten of which two are wrong no day is nine in ten."""
    born = [(birth, age_on(birth, EXTRACTED)) for birth in BORN]
    assert other_day(born[:4], AS_OF) is None
    assert other_day([*born, *born[:2], (BORN[0], 44), (BORN[1], 3)], AS_OF) is None


@given(
    st.lists(st.dates(date(1999, 1, 1), date(2009, 12, 31)), min_size=5, max_size=60),
    st.dates(date(2024, 4, 1), date(2026, 12, 31)),
)
def test_the_day_that_is_shown_fits_better(births: list[date], as_of: date) -> None:
    """On the day that is named all ages are right, and on no day after it that is before the day taken."""
    born = [(birth, age_on(birth, EXTRACTED)) for birth in births]
    there = other_day(born, as_of)
    if there is not None:
        assert fitting_on(born, there) == len(born)
        assert fitting_on(born, there + timedelta(days=1)) < len(born)


def test_it_is_said_once_and_no_age_disagrees(tmp_path: Path) -> None:
    """One finding for both lists instead of one age that disagrees after the other; a slip is found all the same."""
    rows = [leaver(100 + at, born=birth, **{AGE: age_on(birth, EXTRACTED)}) for at, birth in enumerate(BORN)]
    in_care = [child(200 + at, born=birth, **{AGE: age_on(birth, EXTRACTED)}) for at, birth in enumerate(BORN)]
    slip = leaver(300, born="14/03/2006", **{AGE: 31})
    _, findings = read_lists(tmp_path, *rows, slip, in_care=in_care)
    [said] = [finding for finding in findings if finding.code == "other_day"]
    assert said.what == "12 of 13 ages fit the dates of birth on 2024-05-31, 0 on 2026-01-05."
    assert said.do == "If that is the day of the extract: --as-of 2024-05-31."
    assert [finding.record_id for finding in findings if finding.code == "age_disagrees"] == ["300"]


def test_an_extract_of_the_day_says_nothing(tmp_path: Path) -> None:
    """Ages as they are on the day."""
    rows = [leaver(100 + at, born=birth, **{AGE: age_on(birth, AS_OF)}) for at, birth in enumerate(BORN)]
    _, findings = read_lists(tmp_path, *rows)
    assert not {"other_day", "age_disagrees"} & codes(findings)
