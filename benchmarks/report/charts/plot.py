"""A plot with two axes: grid, ticks and marks at the places of their figures; it knows no statistics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from markupsafe import Markup

from benchmarks.report.charts.drawing import Drawing, Spot
from benchmarks.report.charts.palette import Look
from benchmarks.report.charts.scale import Scale
from benchmarks.report.text import tick

SMALL, WIDE = (352.0, 264.0), (720.0, 340.0)
LEFT, RIGHT, TOP, BOTTOM = 58.0, 26.0, 26.0, 44.0
Figures = Sequence[tuple[float, float]]


class Plot:
    """An empty plot, on which figures (x, y) are put; an axis is a scale, its words and how its ticks are written."""

    def __init__(
        self,
        x: tuple[Scale, str],
        y: tuple[Scale, str],
        *,
        title: str,
        description: str,
        size: Spot = SMALL,
        ticks: tuple[Callable[[float], str], Callable[[float], str]] = (tick, tick),
    ) -> None:
        self._x, self._y = x[0], y[0]
        self._drawing = Drawing(*size, title=title, description=description)
        self._axes(x[1], y[1], ticks)

    def line(self, figures: Figures, look: Look) -> None:
        """A straight line from figure to figure."""
        self._drawing.line([self.spot(figure) for figure in figures], look)

    def steps(self, figures: Figures, look: Look) -> None:
        """A line that keeps its height until the next figure."""
        spots = [self.spot(figure) for figure in figures]
        corners = [(after[0], before[1]) for before, after in pairwise(spots)]
        woven = [spot for pair in zip(spots, [*corners, spots[-1]], strict=True) for spot in pair] if spots else []
        self._drawing.line(woven[:-1], look)

    def points(self, figures: Figures, look: Look, *, says: Sequence[str] = ()) -> None:
        """A mark at every figure, each with its words where there are some."""
        for rank, figure in enumerate(figures):
            self._drawing.mark(self.spot(figure), look, says=says[rank] if says else "")

    def level(self, y: float, kind: str = "mean") -> None:
        """A thin line across the plot at one figure."""
        height = self.spot((self._x.low, y))[1]
        self._drawing.rule((LEFT, height), (self._drawing.width - RIGHT, height), kind)

    def spot(self, figure: tuple[float, float]) -> Spot:
        """Where a figure lies in the drawing."""
        width, height = self._drawing.width - LEFT - RIGHT, self._drawing.height - TOP - BOTTOM
        return LEFT + width * self._x.share(figure[0]), TOP + height * (1 - self._y.share(figure[1]))

    def markup(self) -> Markup:
        """The plot as text that may stand in a page."""
        return self._drawing.markup()

    def _axes(self, x: str, y: str, ticks: tuple[Callable[[float], str], Callable[[float], str]]) -> None:
        draw, bottom, right = self._drawing, self._drawing.height - BOTTOM, self._drawing.width - RIGHT
        for at in self._y.ticks:
            height = self.spot((self._x.low, at))[1]
            draw.rule((LEFT, height), (right, height), "grid")
            draw.text((LEFT - 7, height + 4), ticks[1](at), anchor="end")
        for at in self._x.ticks:
            across = self.spot((at, self._y.low))[0]
            draw.rule((across, TOP), (across, bottom), "grid")
            draw.text((across, bottom + 17), ticks[0](at), anchor="middle")
        draw.rule((LEFT, bottom), (right, bottom), "axis")
        draw.text(((LEFT + right) / 2, bottom + 37), x, anchor="middle", kind="words")
        draw.text((0, 13), y, kind="words")
