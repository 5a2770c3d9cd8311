"""What a figure is to the page: a heading, a sentence on how to read it, charts and a legend; it holds no data."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from benchmarks.report.charts.legend import Key


@dataclass(frozen=True)
class Panel:
    """One chart with its heading ("" where the figure has but one) and a line below it."""

    heading: str
    chart: Markup
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure; ``small`` panels stand side by side."""

    name: str
    heading: str
    reading: str
    panels: tuple[Panel, ...]
    legend: tuple[Key, ...] = ()
    small: bool = True
