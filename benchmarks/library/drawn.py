"""The instances that are drawn when a suite asks for them: as tables for others, and what is known of them.

What is on file holds only of the very tables it was found on; where a generator has changed since, nothing is known.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from allocator.reading.writing.folder import write_caseload
from allocator.records import Caseload
from benchmarks.library.known import SLACK, KnownLevel, levels_of, library
from benchmarks.library.version import instance_sha256
from benchmarks.rows import Level


def key_of(suite: str, case: str) -> str:
    """What the library calls a drawn instance."""
    return f"{suite}/{case}"


def sha256_of(caseload: Caseload) -> str:
    """The SHA-256 that the tables of a caseload have once they are written."""
    with tempfile.TemporaryDirectory() as place:
        return instance_sha256(write_caseload(caseload, Path(place) / "tables"))


def drawn_known(suite: str, case: str, *, tables: str, model: str) -> tuple[KnownLevel, ...]:
    """What is on file for a drawn instance, if the SHA-256 of its tables and of its rules are still the same."""
    entry = library().get("drawn", {}).get(key_of(suite, case), {})
    same = (entry.get("sha256"), entry.get("model_sha256")) == (tables, model)
    return levels_of(entry) if same else ()


def improved(known: Sequence[KnownLevel], found: Sequence[Level], *, trust_bounds: bool) -> tuple[KnownLevel, ...]:
    """``known`` with whatever ``found``, a run that the audit passed, adds to it; bounds only where they are trusted.

    From the top: a better value replaces all levels from there on; an equal one may bring a better bound; a run with a
    worse value may do so at that level, and says nothing of those below.
    """
    levels = [level if trust_bounds else replace(level, bound=None, proven=False) for level in found]
    return tuple(_improved(known, levels)) if known else tuple(map(_as_known, levels))


def _improved(known: Sequence[KnownLevel], found: Sequence[Level]) -> Iterator[KnownLevel]:
    for position, (old, new) in enumerate(zip(known, found, strict=True)):
        slack = SLACK * max(1.0, abs(old.value))
        bound = max((b for b in (old.bound, new.bound) if b is not None), default=None)
        if new.value < old.value - slack:
            yield _as_known(replace(new, bound=bound, proven=bound is not None and bound >= new.value - slack))
            yield from map(_as_known, found[position + 1 :])
            return
        proven = old.proven or (bound is not None and bound >= old.value - slack)
        yield KnownLevel(old.key, old.value, old.value if proven else bound, proven)
        if new.value > old.value + slack:
            yield from known[position + 1 :]
            return


def _as_known(level: Level) -> KnownLevel:
    return KnownLevel(level.key, level.value, level.value if level.proven else level.bound, level.proven)
