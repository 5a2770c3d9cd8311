"""One id for all spellings of a worker's name, the same from week to week, and never one id for two people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.reading.privacy.spellings import could_be_name, spelling_of
from allocator.reading.privacy.worker_ids import worker_ids

SPELLINGS = [
    "Robin Example",
    "robin example",
    "ROBIN\u00a0 EXAMPLE ",
    "Example, Robin",
    "Ms Robin Example",
    "Example, Ms. Robin",
    "Dr Robin Example (LCW)",
    "Robin Example (Personal Adviser)",
]


def test_spellings_of_one() -> None:
    """Capitals, spaces, titles, the order around a comma and a tag do not make another worker; the key has a few."""
    found = worker_ids(SPELLINGS, {}, taken=())
    assert set(found.ids.values()) == {"W01"}
    assert found.joined == {"W01": 8}
    assert list(found.key) == [
        *("Robin Example", "Example, Robin", "Ms Robin Example", "Example, Ms. Robin"),
        *("Dr Robin Example (LCW)", "Robin Example (Personal Adviser)"),
    ]


@pytest.mark.parametrize(
    "other", ["Example Robin", "Robin A Example", "R Example", "Robyn Example", "Robin Example (North)", "Robin"]
)
def test_other_people_stay_others(other: str) -> None:
    """The order without a comma, initials and other tags are no reason to take two workers for one."""
    assert worker_ids(["Robin Example", other], {}, taken=()).ids == {"Robin Example": "W01", other: "W02"}


def test_titles_that_contradict() -> None:
    """Mr and Ms are two workers, whoever has no title is a third, and that is said: nobody is merged by a guess."""
    found = worker_ids(["Mr Jo Other", "Ms Jo Other", "Jo Other", "Other, Mrs Jo"], {}, taken=())
    assert found.ids == {"Mr Jo Other": "W01", "Ms Jo Other": "W02", "Jo Other": "W03", "Other, Mrs Jo": "W02"}
    assert found.apart == (("W01", "W02", "W03"),)


def test_week_to_week() -> None:
    """Who is in the key keeps the id, new ones get the next, and the ids of the extract itself are nobody else's."""
    found = worker_ids(["Sam New", "example, robin", "Kim Third"], {"Robin Example": "W02"}, taken=["W01", "w03"])
    assert found.ids == {"Sam New": "W04", "example, robin": "W02", "Kim Third": "W05"}
    again = worker_ids(["Kim Third", "Robin Example", "Sam New"], found.key, taken=["W01", "w03"])
    assert again.ids == {"Kim Third": "W05", "Robin Example": "W02", "Sam New": "W04"}


def test_the_key_decides() -> None:
    """Whoever gives two spellings two ids in the key has told two people apart; a third spelling is neither of them."""
    key = {"Robin Example": "W01", "Example, Robin": "W02"}
    found = worker_ids(["robin example", "EXAMPLE, ROBIN", "Dr Robin Example"], key, taken=())
    assert found.ids == {"robin example": "W01", "EXAMPLE, ROBIN": "W02", "Dr Robin Example": "W03"}
    assert found.apart == (("W01", "W02", "W03"),)


@given(st.lists(st.sampled_from([*SPELLINGS, "Mr Jo Other", "Ms Jo Other", "Jo Other", "Kim Third"])), st.randoms())
def test_the_same_again(names: list[str], random: object) -> None:
    """With the key of a first time, a second gives every name the same id, and whole words are never two ids."""
    first = worker_ids(names, {}, taken=())
    again = worker_ids(reversed(names), first.key, taken=())
    assert again.ids == first.ids
    assert {spelling_of(name).plain for name in names} == {spelling_of(name).plain for name in first.key}


@pytest.mark.parametrize("text", ["Robin Example", "khan", "KHAN", "Robin Example 2", "robin example 2", "Smith1"])
def test_could_be_names(text: str) -> None:
    """Whatever has no digit, and what has the words of a name beside one."""
    assert could_be_name(text)


@pytest.mark.parametrize("text", ["W01", "LCW-BOSTON-1", "500123", "lac 77", "Worker 12", "Child17", "a1b2"])
def test_could_not(text: str) -> None:
    """Ids as systems make them stay as they are."""
    assert not could_be_name(text)
