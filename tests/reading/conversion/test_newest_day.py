"""An extract without ages is older than its day where nobody has been in touch for weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocator.reading.conversion.newest_day import say_older
from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector
from tests.reading.team.extracts import AS_OF, at, extract, young

FOUR_WEEKS = AS_OF - timedelta(weeks=4)


def in_touch(newest: date, *, people: int = 10) -> Extract:
    """People who were last in touch on one day, and one on an earlier day."""
    days = [newest] * (people - 1) + [newest - timedelta(days=90)]
    rows = tuple(
        (at(number), young(f"P{number}", "W1", latest_contact=day)) for number, day in enumerate(days, start=2)
    )
    return replace(extract(), people=rows)


def found_in(made: Extract) -> list[str]:
    """What is said of an extract."""
    found = Collector()
    say_older(made, AS_OF, found)
    return [f"{finding.what} {finding.do}" for finding in found.found]


def test_the_newest_contact_and_the_day_are_named() -> None:
    """Proves the wording, with both days in it."""
    said = "The newest of 10 contacts is of 2025-05-04; the day that was taken is 2025-06-02."
    assert found_in(in_touch(date(2025, 5, 4))) == [f"{said} If the extract is older, name its day: --as-of."]


@pytest.mark.parametrize("made", [in_touch(FOUR_WEEKS), in_touch(date(2025, 1, 1), people=9), extract()])
def test_four_weeks_or_few_contacts_are_nothing(made: Extract) -> None:
    """Proves the edges: four weeks to the day, nine people, nobody with a date."""
    assert found_in(made) == []


def test_it_is_said_once() -> None:
    """Proves that where the ages have said it, the contacts do not say it again."""
    found = Collector()
    found.add("other_day", "Ages.", table="List 9", do="Look.")
    say_older(in_touch(date(2025, 1, 1)), AS_OF, found)
    assert [finding.what for finding in found.found] == ["Ages."]
