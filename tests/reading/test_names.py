"""Names: what looks like one is told from an id, and not repeated."""

from __future__ import annotations

import pytest

from allocator.reading.names import looks_like_name, shown
from allocator.reading.near import did_you_mean, nearest


@pytest.mark.parametrize("text", ["Robin Example", "robin example", "Mary-Ann O'Example", "Robin"])
def test_names(text: str) -> None:
    """First and last names, and a single one."""
    assert looks_like_name(text)
    assert shown(text) == "(what looks like a name)"


@pytest.mark.parametrize("text", ["P01", "W3", "7961370", "LCW-BOSTON-1", "w", "ABC", "lac 77"])
def test_ids(text: str) -> None:
    """Codes with digits, letters alone and capitals are ids."""
    assert not looks_like_name(text)
    assert shown(text) == text


def test_near_misses() -> None:
    """A near miss is named; without one nothing is said."""
    assert nearest("Date of brith", ["person_id", "date_of_birth"]) == "date_of_birth"
    assert did_you_mean("plase", ["place", "base"]) == " Did you mean place?"
    assert did_you_mean("zzz", ["place"]) == ""
