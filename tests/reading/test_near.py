"""Near misses: the known word that is nearly meant is named, and nothing else is."""

from __future__ import annotations

from allocator.reading.near import did_you_mean, nearest


def test_near_misses() -> None:
    """A near miss is named; without one nothing is said."""
    assert nearest("Date of brith", ["person_id", "date_of_birth"]) == "date_of_birth"
    assert did_you_mean("plase", ["place", "base"]) == " Did you mean place?"
    assert did_you_mean("zzz", ["place"]) == ""
