"""One spelling for the many ways in which a place is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.travel.names import place_key


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("King's Lynn", "KINGS LYNN"),
        ("King\u2019s Lynn", "kings  lynn"),
        ("Newark-on-Trent", "Newark on Trent"),
        ("Chapel St. Leonards", "Chapel Saint Leonards"),
        (" Sutton-on-Sea ", "sutton on sea"),
        ("Caf\u00e9 Corner", "Cafe Corner"),
        ("Barrow & Goxhill", "Barrow and Goxhill"),
    ],
)
def test_spellings_of_one_place_share_a_key(written: str, same: str) -> None:
    """Case, accents, apostrophes, hyphens, blanks and "saint" make no difference."""
    assert place_key(written) == place_key(same)


def test_different_places_keep_different_keys() -> None:
    """Nothing that tells places apart is thrown away: "Kirton" is not "Kirton in Lindsey"."""
    assert place_key("Kirton") != place_key("Kirton in Lindsey")


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    """Applying the rule twice changes nothing, so that keys can be compared whoever made them."""
    assert place_key(place_key(text)) == place_key(text)
