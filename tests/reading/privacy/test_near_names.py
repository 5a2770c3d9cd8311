"""Names that are nearly the same are asked about once and never joined; those with a part in common are not."""

from __future__ import annotations

import pytest

from allocator.reading.privacy.near_names import near_names
from allocator.reading.privacy.worker_ids import worker_ids


@pytest.mark.parametrize(
    "other",
    [
        "Robin Exmple",
        "Robin Exampple",
        "Robbin Example",
        "Robin Exanple",
        "R Example",
        "R. Example",
        "Example Robin",
        "Robin Jo Example",
        "Left - Robin Example",
        "Robin Example; Kim Sample",
    ],
)
def test_nearly_the_same(other: str) -> None:
    """A slip, an initial, the other order, a word more: whichever of them comes first."""
    assert near_names({"Robin Example": "W01", other: "W02"}, ()) == (("W01", "W02"),)
    assert near_names({other: "W01", "Robin Example": "W02"}, ()) == (("W01", "W02"),)


@pytest.mark.parametrize(
    "other", ["Rowan Example", "Robin Sample", "Tobin Example", "S Example", "Example", "Robin", "Robin Example 2"]
)
def test_others(other: str) -> None:
    """Another forename or surname, another first letter, one word alone, and numbers are other people."""
    assert near_names({"Robin Example": "W01", other: "W02"}, ()) == ()


def test_one_id_and_two_who_are_known_are_not_asked_about() -> None:
    """Spellings with one id, and two ids that the key had already; but a third who comes to them is."""
    assert near_names({"Robin Example": "W01", "R Example": "W01"}, ()) == ()
    ids = {"Robin Example": "W01", "R Example": "W02", "Robin Exmple": "W03"}
    assert near_names(ids, ["Robin Example", "R Example"]) == (("W01", "W03"),)


def test_a_whole_series_is_nothing() -> None:
    """Five names that differ in one letter are no slips of each other."""
    assert near_names({f"Duty Team {letter}": f"W0{at}" for at, letter in enumerate("ABCDE")}, ()) == ()


def test_the_key_tells_and_answers() -> None:
    """Both keep ids of their own and are asked about the first time; one id in the key makes them one."""
    first = worker_ids(["Robin Example", "Robin Exmple"], {}, taken=())
    assert (first.ids, first.apart) == ({"Robin Example": "W01", "Robin Exmple": "W02"}, (("W01", "W02"),))
    assert worker_ids(["Robin Example", "Robin Exmple"], first.key, taken=()).apart == ()
    joined = worker_ids(["Robin Example", "Robin Exmple"], {**first.key, "Robin Exmple": "W01"}, taken=())
    assert (set(joined.ids.values()), joined.apart) == ({"W01"}, ())
