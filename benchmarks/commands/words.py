"""Rows in words for a terminal; it judges none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.cases import Task
from benchmarks.report.statistics.gap import row_gap
from benchmarks.report.statistics.repeats import Repeats, together
from benchmarks.rows import FAILED, Row

HEADINGS = ("case", "backend", "phase", "runs", "seconds", "MiB", "answer")


def line_of(task: Task, rows: Sequence[Row]) -> str:
    """One run in a line."""
    if not rows:
        return f"{task.case.name}, {task.backend}: does not apply"
    main = next((row for row in rows if row.phase == task.phase), rows[-1])
    return f"{task.case.name}, {task.backend}, seed {task.seed}: {main.seconds:.3g} s, {answer_of(main)}"


def answer_of(row: Row) -> str:
    """How good the answer of a row is, or why there is none."""
    if row.outcome == FAILED or row.audit == "failed":
        return f"failed: {row.error}"
    gap = row_gap(row)
    if row.levels:
        proven = sum(level.proven for level in row.levels)
        said = f"{proven} of {len(row.levels)} levels proven"
    elif row.value is not None:
        said = f"value {row.value:g}" + (", proven" if row.proven else "")
    else:
        return "done"
    return said if row.proven or gap is None else f"{said}, gap {100 * gap:.3g} %"


def summary_of(rows: Iterable[Row]) -> str:
    """A table: one line for each case, backend and phase, of several runs the median time and the worst answer."""
    return as_table([HEADINGS, *(_line(repeats) for repeats in together(rows))])


def as_table(lines: Sequence[Sequence[str]]) -> str:
    """Lines of equal length in columns; the last one is as wide as it needs to be."""
    widths = [max(map(len, column)) for column in list(zip(*lines, strict=True))[:-1]]
    return "\n".join("  ".join([*map(str.ljust, line, widths), line[-1]]).rstrip() for line in lines)


def _line(repeats: Repeats) -> tuple[str, ...]:
    seconds, peak = repeats.seconds, repeats.peak_mib
    wrong = (*repeats.failed, *repeats.refused)
    told = wrong[0] if wrong else repeats.worst
    return (
        repeats.case,
        repeats.backend,
        repeats.phase,
        str(len(repeats.rows)),
        f"{seconds.median:.3f}" if seconds else "-",
        f"{peak:.0f}" if peak is not None else "-",
        answer_of(told) if told else "-",
    )
