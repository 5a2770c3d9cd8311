"""Elements of an SVG drawing, built as a tree, so that every text is escaped and every drawing well-formed."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from markupsafe import Markup

from benchmarks.report.charts.palette import Look
from benchmarks.report.text import plain

LETTER = 6.3  # the usual width of a letter at the size of the charts (11.5), in units of the drawing
Spot = tuple[float, float]
STROKES: dict[str, tuple[tuple[Spot, ...], ...]] = {
    "square": (((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),),
    "triangle": (((0, -1.3), (1.15, 0.8), (-1.15, 0.8)),),
    "diamond": (((0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)),),
    "cross": (((-0.9, -0.9), (0.9, 0.9)), ((-0.9, 0.9), (0.9, -0.9))),
    "plus": (((-1.2, 0), (1.2, 0)), ((0, -1.2), (0, 1.2))),
}


class Drawing:
    """One drawing of ``width`` x ``height`` units with a title and a description for those who do not see it."""

    def __init__(self, width: float, height: float, *, title: str, description: str) -> None:
        self.width, self.height = width, height
        view = f"0 0 {number(width)} {number(height)}"
        words = {"role": "img", "aria-label": plain(title)}
        self._svg = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": view, **words})
        for tag, words_of in (("title", title), ("desc", description)):
            ElementTree.SubElement(self._svg, tag).text = plain(words_of)

    def add(self, tag: str, **attributes: str | float) -> ElementTree.Element:
        """Any element; an underscore in a name stands for a dash, and is left out at the end (``class_``)."""
        texts = {
            key.rstrip("_").replace("_", "-"): value if isinstance(value, str) else number(value)
            for key, value in attributes.items()
        }
        return ElementTree.SubElement(self._svg, tag, texts)

    def line(self, spots: Sequence[Spot], look: Look) -> None:
        """A line through spots, in the look's colour and dash."""
        if spots:
            dash = {"stroke_dasharray": look.dash} if look.dash else {}
            self.add("path", d=_path(spots), class_=f"line {look.kind}", **dash)

    def rule(self, start: Spot, end: Spot, kind: str) -> None:
        """A straight thin line: an axis, a grid line, a whisker."""
        self.add("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], class_=kind)

    def mark(self, spot: Spot, look: Look, *, says: str = "", size: float = 3.6) -> None:
        """A mark in the look's form; ``says`` is shown where the reader points at it."""
        self.say(self.add("path", d=_form(look.form, spot, size), class_=f"mark {look.form} {look.kind}"), says)

    def block(self, corner: Spot, size: Spot, look: Look, *, says: str = "") -> None:
        """A filled rectangle from its upper left corner, hatched where the look is."""
        (x, y), (width, height) = corner, size
        self.say(self.add("rect", x=x, y=y, width=width, height=height, class_=f"block {look.kind}"), says)
        if look.hatched:
            rungs = range(1, max(1, int((width + height) / 5)))
            strokes = [_clipped(rung * 5, width, height) for rung in rungs]
            path = "".join(_path([(x + a, y + b), (x + c, y + d)]) for (a, b), (c, d) in strokes)
            self.add("path", d=path, class_="hatch")

    def text(self, spot: Spot, words: str, *, anchor: str = "start", kind: str = "label") -> None:
        """A text; ``anchor`` is start, middle or end."""
        self.add("text", x=spot[0], y=spot[1], text_anchor=anchor, class_=kind).text = plain(words)

    def say(self, element: ElementTree.Element, words: str) -> None:
        """Give an element a title of its own."""
        if words:
            ElementTree.SubElement(element, "title").text = plain(words)

    def markup(self) -> Markup:
        """The drawing as text that may stand in a page."""
        return Markup(ElementTree.tostring(self._svg, encoding="unicode"))


def number(value: float) -> str:
    """A coordinate to a hundredth, without idle zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def shorten(words: str, room: float) -> str:
    """The words, cut off where they would need more than ``room`` units; the end stays, where names differ most."""
    most = max(4, int(room / LETTER))
    words = plain(words)
    if len(words) <= most:
        return words
    tail = (most - 1) // 2
    return f"{words[: most - 1 - tail]}…{words[-tail:]}"


def _path(spots: Sequence[Spot]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in spots)


def _form(form: str, spot: Spot, size: float) -> str:
    """The path of a mark; a circle of two arcs, all others of straight strokes."""
    x, y = spot
    if form in ("circle", "ring"):
        r, d = number(size), number(2 * size)
        return f"M{number(x - size)} {number(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0Z"
    strokes = [[(x + size * across, y + size * down) for across, down in stroke] for stroke in STROKES[form]]
    return "".join(_path(stroke) for stroke in strokes) + ("" if len(strokes) > 1 else "Z")


def _clipped(offset: float, width: float, height: float) -> tuple[Spot, Spot]:
    """A stroke of a hatch, from the lower left to the upper right, inside a rectangle at the origin."""
    return (max(0.0, offset - height), min(height, offset)), (min(width, offset), max(0.0, offset - width))
