"""A sample of each look beside its name; the page sets the names, so that no two of them can run into each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from benchmarks.report.charts.drawing import Drawing
from benchmarks.report.charts.palette import Look

LINES, MARKS, BLOCKS = "lines", "marks", "blocks"


@dataclass(frozen=True)
class Key:
    """One entry of a legend."""

    sample: Markup
    name: str


def legend(looks: Mapping[str, Look], shown: str = LINES) -> tuple[Key, ...]:
    """An entry for every look, as a line with a mark, a mark alone or a filled block."""
    return tuple(Key(_sample(name, look, shown), name) for name, look in looks.items())


def _sample(name: str, look: Look, shown: str) -> Markup:
    drawing = Drawing(34, 14, title=name, description="how it is drawn")
    if shown == BLOCKS:
        drawing.block((8, 1), (18, 12), look)
    else:
        if shown == LINES:
            drawing.line([(1, 7), (33, 7)], look)
        drawing.mark((17, 7), look)
    return drawing.markup()
