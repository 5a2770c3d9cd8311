"""The same kind of county again and again, from 250 to 100,000 young people: how time and memory grow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from allocator.generate import england_of
from allocator.reading.writing.folder import write_caseload
from benchmarks.cases import ALLOCATE, PIPELINE, Asked, Case, Week
from benchmarks.suites._instances import from_scratch, week_from

QUESTION = "How do seconds and memory grow with the number of people, and with which exponent?"
SECONDS, REPEATS, BACKENDS = 60.0, 1, ("ours",)
SIZES: Mapping[int, float] = {
    250: 30.0, 500: 30.0, 1000: 30.0, 2500: 30.0, 5000: 30.0, 10_000: 30.0, 25_000: 60.0, 50_000: 120.0, 100_000: 180.0,
}  # fmt: skip


def cases(_: Asked) -> Iterator[Case]:
    """Every size: the weekly run from tables to run folder, and everybody from scratch (with a limit of its own)."""
    for people, seconds in SIZES.items():
        yield Case(f"weekly-{people}", {"people": people}, PIPELINE)
        yield Case(f"scratch-{people}", {"people": people}, ALLOCATE, seconds)


def tables(case: Case, folder: Path) -> Path:
    """The tables of a nation of that size, written into ``folder``."""
    return write_caseload(england_of(case.facts["people"]), folder / f"nation-{case.facts['people']}")


def question(case: Case) -> Week:
    """The nation of that size as a week; from scratch, the same people, none of whom has a worker yet."""
    drawn = england_of(case.facts["people"])
    return week_from(drawn if case.asks == PIPELINE else from_scratch(drawn))
