"""Everything the page shows, in its order and ready to be printed, so that the templates compute nothing."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.report import text
from benchmarks.report.figures.before_after import before_after_figure
from benchmarks.report.figures.cactus import cactus_figure
from benchmarks.report.figures.classes import classes_figure
from benchmarks.report.figures.figure import Figure
from benchmarks.report.figures.growth import growth_figure
from benchmarks.report.figures.memory import memory_figure
from benchmarks.report.figures.phases import phases_figure
from benchmarks.report.figures.profiles import profile_figure
from benchmarks.report.figures.trace import trace_figure
from benchmarks.report.head import Source, alike, cautions, gap_words, protocol, source
from benchmarks.report.results import Results
from benchmarks.report.statistics.change import Change
from benchmarks.report.statistics.classes import ClassGap, class_gaps
from benchmarks.report.statistics.solved import STATED
from benchmarks.report.suite_tables import SuiteTable, suite_tables
from benchmarks.report.summary import Summary, summary
from benchmarks.report.worst import Worst, worst


@dataclass(frozen=True)
class ChangeLine:
    """One pair before and after, in words."""

    case: str
    backend: str
    phase: str
    before: str
    after: str
    ratio: str
    interval: str
    verdict: str
    notes: str
    worse: bool


@dataclass(frozen=True)
class ClassLine:
    """One class and backend, in words."""

    name: str
    backend: str
    answered: str
    mean: str
    worst: str
    worst_case: str


@dataclass(frozen=True)
class View:
    """The page; ``empty`` where there is not one row."""

    empty: bool
    sources: tuple[Source, ...]
    protocol: tuple[str, ...]
    gap_words: str
    stated: str
    cautions: tuple[str, ...]
    summary: Summary
    figures: tuple[Figure, ...]
    classes: tuple[ClassLine, ...]
    changes: tuple[ChangeLine, ...]
    suites: tuple[SuiteTable, ...]
    worst: Worst


def view(results: Results) -> View:
    """The page of these results."""
    rows = [row for repeats in results.cases for row in repeats.rows]
    return View(
        empty=not rows,
        sources=tuple(source(folder) for folder in alike(results.folders)),
        protocol=protocol(rows) if rows else (),
        gap_words=gap_words(),
        stated=text.round_percent(STATED),
        cautions=tuple(cautions(results)),
        summary=summary(results),
        figures=_figures(results),
        classes=tuple(_class(one) for one in class_gaps(results.solves)),
        changes=tuple(_change(change) for change in results.changes),
        suites=suite_tables(results.cases),
        worst=worst(results.solves, results.cases),
    )


def _figures(results: Results) -> tuple[Figure, ...]:
    cases = results.cases
    found = (
        before_after_figure(results.changes),
        cactus_figure(cases),
        profile_figure(cases),
        classes_figure(cases),
        trace_figure(cases),
        growth_figure(cases),
        memory_figure(cases),
        phases_figure(cases),
    )
    return tuple(figure for figure in found if figure)


def _class(one: ClassGap) -> ClassLine:
    answered = f"{one.answered} of {one.cases}"
    return ClassLine(one.name, one.backend, answered, text.percent(one.mean), text.percent(one.worst), one.worst_case)


def _change(change: Change) -> ChangeLine:
    suite, case, backend, phase = change.place
    before, after = (
        text.seconds(side.seconds.median if side.seconds else None) for side in (change.before, change.after)
    )
    ratio = change.ratio
    interval = ""
    if ratio and ratio.low is not None and ratio.high is not None:
        interval = f"{text.factor(ratio.low)} to {text.factor(ratio.high)}"
    return ChangeLine(
        f"{suite}: {case}",
        backend,
        phase,
        before,
        after,
        text.factor(ratio.ratio) if ratio else text.NONE,
        interval,
        change.verdict,
        ", ".join(change.notes),
        change.worse,
    )
