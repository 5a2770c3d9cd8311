"""Finds known places that are spelt nearly like an unknown one; it suggests and never replaces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from allocator.travel.names import place_key

HOW_MANY = 3
LIKENESS = 75  # of 100: below it a suggestion confuses more than it helps


def near_misses(texts: Iterable[str], names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each text up to three known spellings, the most alike first; ``names`` are spellings by place_key."""
    return {text: _like(text, names) for text in texts}


def _like(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    found = process.extract(place_key(text), list(names), scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=HOW_MANY)
    return tuple(dict.fromkeys(names[key] for key, _, _ in found))
