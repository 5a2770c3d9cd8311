"""The worst cases by name: the largest gaps, the slowest, everything that failed; it forgives none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.report import text
from benchmarks.report.statistics.repeats import OURS, Repeats
from benchmarks.report.summary import case_words

MOST = 10


@dataclass(frozen=True)
class Named:
    """One of the worst: suite with case, backend, and the figure that puts it here."""

    case: str
    backend: str
    figure: str


@dataclass(frozen=True)
class Failure:
    """Runs that failed or were refused, with their error in full."""

    case: str
    backend: str
    phase: str
    runs: str
    error: str


@dataclass(frozen=True)
class Worst:
    """The three lists; ``gaps`` and ``slowest`` are ours alone where ours was run, else everybody's."""

    whose: str
    gaps: tuple[Named, ...]
    slowest: tuple[Named, ...]
    failures: tuple[Failure, ...]


def worst(solves: Sequence[Repeats], cases: Sequence[Repeats]) -> Worst:
    """The worst of the whole runs, and the failures of all."""
    mine = [repeats for repeats in solves if repeats.backend == OURS]
    looked_at = mine or solves
    gaps = sorted((r for r in looked_at if r.gap), key=lambda r: -(r.gap or 0.0))[:MOST]
    slow = sorted((r for r in looked_at if r.seconds), key=lambda r: -(r.seconds.median if r.seconds else 0.0))[:MOST]
    return Worst(
        OURS if mine else "all backends",
        tuple(Named(case_words(r), r.backend, text.percent(r.gap)) for r in gaps),
        tuple(Named(f"{r.suite}: {r.case}", r.backend, text.seconds(r.seconds.median)) for r in slow if r.seconds),
        tuple(_failure(repeats) for repeats in cases if not repeats.accepted),
    )


def _failure(repeats: Repeats) -> Failure:
    errors = dict.fromkeys(text.plain(row.error) for row in (*repeats.failed, *repeats.refused) if row.error)
    refused = f"{text.counted(len(repeats.refused), 'answer')} refused by the audit" if repeats.refused else ""
    failed = f"{len(repeats.failed)} of {text.counted(len(repeats.rows), 'run')} failed" if repeats.failed else ""
    return Failure(
        f"{repeats.suite}: {repeats.case}",
        repeats.backend,
        repeats.phase,
        text.listed([words for words in (failed, refused) if words]),
        " | ".join(errors) or "no error was kept",
    )
