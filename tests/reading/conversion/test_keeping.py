"""What was filled in by hand is kept from week to week, where no extract says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from allocator.errors import InputError, UsageError
from allocator.reading.caseload import read_caseload, write_caseload
from allocator.reading.conversion import convert
from allocator.reading.conversion.keeping import kept
from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector
from allocator.records import Complexity, Need, YoungPerson
from tests.reading.team.extracts import AS_OF, extract

LAST_WEEK = date(2025, 5, 26)
BY_HAND: dict[str, object] = {
    "place": "Spilsby",
    "former_uasc": True,
    "keep_after_21": True,
    "complexity": Complexity.HIGH,
    "languages": frozenset({"dari"}),
    "keep_together": "G1",
    "avoid_workers": frozenset({"W2"}),
    "referred": date(2025, 3, 3),
    "key_event": "exam",
    "key_event_date": date(2025, 6, 20),
    "needs": frozenset({Need.MENTAL_HEALTH}),
}
OF_THE_PAIR: dict[str, object] = {
    "worker_since": date(2023, 7, 17),
    "locked": True,
    "changes_so_far": 2,
    "last_change": date(2023, 7, 17),
}


def this_week(**fields: object) -> Extract:
    """The small extract, without places, with these fields of P1."""
    people = [(row, person.model_copy(update={"place": None})) for row, person in extract().people]
    people[0] = (people[0][0], people[0][1].model_copy(update=fields))
    return replace(extract(), people=tuple(people))


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Last week's caseload, in which somebody has filled in everything of P1."""
    convert(this_week(), tmp_path / "last-week", as_of=LAST_WEEK, found=Collector())
    made = read_caseload(tmp_path / "last-week")
    first = made.young_people[0].model_copy(update=BY_HAND | OF_THE_PAIR)
    people = (first, *made.young_people[1:])
    write_caseload(made.model_copy(update={"young_people": people}), tmp_path / "last-week", overwrite=True)
    return tmp_path / "last-week"


def first_of(made: Extract, earlier: Path) -> tuple[YoungPerson, Collector]:
    """P1 with what was kept, and what was said of it."""
    found = Collector()
    return kept(made, earlier, as_of=AS_OF, found=found).people[0][1], found


def test_what_is_blank_now_is_as_it_was(earlier: Path) -> None:
    """Proves that every field that was filled in comes back, with one note, and that nobody else changes."""
    found = Collector()
    people = [person for _, person in kept(this_week(), earlier, as_of=AS_OF, found=found).people]
    assert {name: getattr(people[0], name) for name in BY_HAND | OF_THE_PAIR} == BY_HAND | OF_THE_PAIR
    assert people[1:] == [person for _, person in this_week().people][1:]
    (note,) = found.found
    assert (note.code, note.column, note.file) == ("kept_from_before", "place", "last-week")
    assert note.what == "Kept from last-week: place (1), worker_since (1), former_uasc (1) and more."


def test_what_the_extract_says_counts(earlier: Path) -> None:
    """Proves that a place, a day and a need of this week's extract are not replaced by last week's."""
    says = {"place": "LN1 3", "worker_since": date(2025, 5, 30), "needs": frozenset({Need.CUSTODY})}
    first, _ = first_of(this_week(**says), earlier)
    assert (first.place, first.worker_since) == ("LN1 3", date(2025, 5, 30))
    assert first.needs == {Need.CUSTODY, Need.MENTAL_HEALTH}
    assert first.complexity is Complexity.HIGH


def test_another_worker_is_one_change_more(earlier: Path) -> None:
    """Proves that what was true of the pair is gone, and that the change is counted: on the day that is known."""
    first, _ = first_of(this_week(current_worker="W2"), earlier)
    assert (first.changes_so_far, first.last_change) == (3, AS_OF)  # 2 before, and this one
    assert (first.worker_since, first.locked) == (None, False)
    known, _ = first_of(this_week(current_worker="W2", worker_since=date(2025, 5, 29)), earlier)
    assert known.last_change == date(2025, 5, 29)
    told, _ = first_of(this_week(current_worker="W2", changes_so_far=7), earlier)
    assert (told.changes_so_far, told.last_change) == (7, None)
    gone, _ = first_of(this_week(current_worker=None), earlier)
    assert (gone.changes_so_far, gone.last_change) == (0, None)


def test_replacing_a_caseload_that_is_kept_loses_nothing(earlier: Path) -> None:
    """Proves that a caseload with what somebody filled in is refused to be replaced, but for keeping it."""
    with pytest.raises(InputError, match=r"Keep it: --keep last-week \(its path\)"):
        convert(this_week(), earlier, as_of=AS_OF, found=Collector(), overwrite=True)
    convert(this_week(), earlier, as_of=AS_OF, found=Collector(), overwrite=True, keep=earlier)
    first = read_caseload(earlier).young_people[0]
    assert {name: getattr(first, name) for name in BY_HAND | OF_THE_PAIR} == BY_HAND | OF_THE_PAIR


def test_there_must_be_such_a_caseload(tmp_path: Path) -> None:
    """Proves that a name put wrongly is said at once."""
    with pytest.raises(UsageError, match="There is no caseload"):
        kept(this_week(), tmp_path / "nothing", as_of=AS_OF, found=Collector())
    assert kept(this_week(), None, as_of=AS_OF, found=Collector()) == this_week()
