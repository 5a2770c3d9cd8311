"""The table of every suite, a line for each backend on each case, and its levels; every figure ready to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from benchmarks.report import text
from benchmarks.report.statistics.classes import case_gap
from benchmarks.report.statistics.gap import is_proven, level_gap
from benchmarks.report.statistics.repeats import SOLVE, WHOLE, Repeats
from benchmarks.report.summary import widest_level
from benchmarks.rows import Level

SHOWN = frozenset(
    ("backend", "phase", "seconds", "spread", "value", "bound", "over_best", "gap", "proven", "audit", "peak")
)


@dataclass(frozen=True)
class Line:
    """One backend on one case in one phase; empty texts where there is nothing to say."""

    backend: str
    phase: str
    seconds: str
    spread: str
    value: str
    bound: str
    over_best: str
    gap: str
    gap_where: str
    proven: str
    audit: str
    peak: str
    trouble: str


@dataclass(frozen=True)
class LevelLine:
    """One level as one backend settled it."""

    backend: str
    key: str
    value: str
    bound: str
    gap: str
    proven: str
    seconds: str


@dataclass(frozen=True)
class CaseLines:
    """One case with all its lines."""

    case: str
    size: str
    lines: tuple[Line, ...]
    levels: tuple[LevelLine, ...]

    @property
    def rows(self) -> int:
        """Rows of the table: one for each line, and one for what went wrong in it."""
        return len(self.lines) + sum(bool(line.trouble) for line in self.lines)


@dataclass(frozen=True)
class SuiteTable:
    """One suite, or the stages of its runs; ``columns`` are those in which any line says something."""

    name: str
    anchor: str
    cases: tuple[CaseLines, ...]
    columns: frozenset[str]
    has_levels: bool
    stages: SuiteTable | None = None

    @property
    def width(self) -> int:
        """Columns right of the case."""
        return len(self.columns & SHOWN)


def suite_tables(cases: Iterable[Repeats]) -> tuple[SuiteTable, ...]:
    """A table for each suite, in the order of the cases."""
    grouped = groupby(cases, key=lambda repeats: repeats.suite)
    return tuple(_suite(name, f"suite-{rank}", tuple(found)) for rank, (name, found) in enumerate(grouped, start=1))


def _suite(name: str, anchor: str, cases: Sequence[Repeats]) -> SuiteTable:
    """Whole runs in the table of the suite, stages of the pipeline in one of their own behind it."""
    whole = [repeats for repeats in cases if repeats.phase in (SOLVE, WHOLE)]
    staged = [repeats for repeats in cases if repeats.phase not in (SOLVE, WHOLE)]
    if not whole:
        return _table(name, anchor, staged)
    return replace(_table(name, anchor, whole), stages=_table(name, anchor, staged) if staged else None)


def _table(name: str, anchor: str, cases: Sequence[Repeats]) -> SuiteTable:
    grouped = groupby(cases, key=lambda repeats: repeats.case)
    lines = tuple(_case(case, tuple(found)) for case, found in grouped)
    every = [line for case in lines for line in case.lines]
    columns = {column for column in vars(every[0]) if any(getattr(line, column).strip(text.NONE) for line in every)}
    if all(repeats.phase == SOLVE for repeats in cases):
        columns.discard("phase")
    return SuiteTable(name, anchor, lines, frozenset(columns), any(case.levels for case in lines))


def _case(case: str, found: Sequence[Repeats]) -> CaseLines:
    return CaseLines(
        case,
        _size(found),
        tuple(line(repeats) for repeats in found),
        tuple(
            _level(repeats.backend, level)
            for repeats in found
            if repeats.worst and repeats.phase == SOLVE
            for level in repeats.worst.levels
        ),
    )


def _size(found: Sequence[Repeats]) -> str:
    """People and workers, or jobs and agents of an assignment instance; "" where no run got far enough to say."""
    rows = [row for repeats in found for row in repeats.rows]
    people, workers = max(row.people for row in rows), max(row.workers for row in rows)
    nouns = ("job", "agent") if any(row.value is not None for row in rows) else ("person", "worker")
    plural = "" if nouns[0] == "job" else "people"
    return f"{text.counted(people, nouns[0], plural)}, {text.counted(workers, nouns[1])}" if people else ""


def line(repeats: Repeats) -> Line:
    """The line of one backend on one case."""
    worst, taken = repeats.worst, repeats.seconds
    solving = repeats.phase == SOLVE and worst is not None
    return Line(
        backend=repeats.backend,
        phase=repeats.phase,
        seconds=text.seconds(taken.median if taken else None),
        spread=f"{text.seconds(taken.least)} to {text.seconds(taken.most)}" if taken and taken.repeats > 1 else "",
        value=text.value(worst.value) if worst and worst.value is not None else "",
        bound=text.value(worst.bound) if worst and worst.bound is not None else "",
        over_best=text.percent(case_gap(repeats)) if any(row.best_known is not None for row in repeats.rows) else "",
        gap=_gap(repeats) if solving else "",
        gap_where=widest_level(worst) if repeats.gap is not None else "",
        proven=proven_words(repeats) if solving else "",
        audit=_audit(repeats),
        peak=text.mib(repeats.peak_mib) if repeats.peak_mib else "",
        trouble=trouble(repeats),
    )


def proven_words(repeats: Repeats) -> str:
    """Proven levels of the worst repeat, or yes and no where there are none."""
    worst = repeats.worst
    if worst is None:
        return ""
    if worst.levels:
        return f"{sum(level.proven for level in worst.levels)} of {len(worst.levels)}"
    return "yes" if all(is_proven(row) for row in repeats.done) else "no"


def trouble(repeats: Repeats) -> str:
    """What went wrong, with the first error; "" where nothing did."""
    if not repeats.failed:
        return ""
    error = next((text.plain(row.error) for row in repeats.failed if row.error), "no error was kept")
    return f"{len(repeats.failed)} of {text.counted(len(repeats.rows), 'run')} failed: {_short(error)}"


def _gap(repeats: Repeats) -> str:
    if repeats.gap is None:
        return "some level without a bound" if repeats.proves and repeats.worst and repeats.worst.levels else "no bound"
    return text.percent(repeats.gap)


def _audit(repeats: Repeats) -> str:
    said = [row.audit for row in repeats.done if row.audit]
    if not said:
        return ""
    return f"refused {len(repeats.refused)} of {len(repeats.done)}" if repeats.refused else "passed"


def _level(backend: str, level: Level) -> LevelLine:
    return LevelLine(
        backend,
        level.key,
        text.value(level.value),
        text.value(level.bound),
        text.percent(level_gap(level)),
        "yes" if level.proven else "no",
        text.seconds(level.seconds),
    )


def _short(error: str, most: int = 240) -> str:
    return error if len(error) <= most else error[: most - 1] + "…"
