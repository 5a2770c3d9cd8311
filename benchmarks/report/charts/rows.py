"""A chart with a row for each name: bars in parts, or marks with whiskers, along one axis; it sorts nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from benchmarks.report.charts.drawing import LETTER, Drawing, shorten
from benchmarks.report.charts.palette import Look
from benchmarks.report.charts.scale import Scale
from benchmarks.report.text import tick

WIDTH, ROW, TOP, BOTTOM, LONGEST = 720.0, 21.0, 8.0, 44.0, 250.0


@dataclass(frozen=True)
class Part:
    """One part of a bar from ``start`` to ``end``, and its words."""

    start: float
    end: float
    look: Look
    name: str
    says: str


@dataclass(frozen=True)
class Mark:
    """One figure with a whisker from ``low`` to ``high`` where there is one."""

    at: float
    look: Look
    says: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Line:
    """A row: its name, what is drawn in it, and the words at its right end."""

    name: str
    drawn: tuple[Part | Mark, ...]
    end: str = ""


def row_chart(
    lines: Sequence[Line],
    axis: tuple[Scale, str],
    *,
    title: str,
    description: str,
    ticks: Callable[[float], str] = tick,
    beside: float | None = None,
) -> Markup:
    """The chart; ``beside`` is a figure at which a line stands across all rows (a ratio of 1, say)."""
    scale, words = axis
    left = min(LONGEST, max((len(line.name) for line in lines), default=0) * LETTER) + 14
    right = WIDTH - 14 - max((len(line.end) for line in lines), default=0) * LETTER
    bottom = TOP + ROW * len(lines)
    drawing = Drawing(WIDTH, bottom + BOTTOM, title=title, description=description)

    def across(figure: float) -> float:
        return left + (right - left) * scale.share(figure)

    for at in scale.ticks:
        drawing.rule((across(at), TOP), (across(at), bottom), "grid")
        drawing.text((across(at), bottom + 17), ticks(at), anchor="middle")
    for at in () if beside is None else (beside,):
        drawing.rule((across(at), TOP), (across(at), bottom), "axis")
    for rank, line in enumerate(lines):
        _row(drawing, line, TOP + ROW * rank, left, right, across)
    drawing.rule((left, bottom), (right, bottom), "axis")
    drawing.text(((left + right) / 2, bottom + 37), words, anchor="middle", kind="words")
    return drawing.markup()


def _row(drawing: Drawing, line: Line, top: float, left: float, right: float, across: Callable[[float], float]) -> None:
    middle = top + ROW / 2
    drawing.text((left - 10, middle + 4), shorten(line.name, left - 10), anchor="end")
    drawing.text((right + 8, middle + 4), line.end)
    for drawn in line.drawn:
        if isinstance(drawn, Part):
            start, end = across(drawn.start), across(drawn.end)
            drawing.block((start, top + 3), (max(0.0, end - start), ROW - 6), drawn.look, says=drawn.says)
            if len(drawn.name) * LETTER + 8 < end - start and not drawn.look.hatched:
                drawing.text(((start + end) / 2, middle + 4), drawn.name, anchor="middle", kind="inside")
        else:
            if drawn.low is not None and drawn.high is not None:
                drawing.rule((across(drawn.low), middle), (across(drawn.high), middle), f"whisker {drawn.look.kind}")
            drawing.mark((across(drawn.at), middle), drawn.look, says=drawn.says, size=4)
