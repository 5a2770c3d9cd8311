"""Drawings are well-formed, escaped and readable."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.report.charts.drawing import Drawing, number, shorten
from benchmarks.report.charts.legend import BLOCKS, legend
from benchmarks.report.charts.palette import DASHES, FORMS, Look, looks
from benchmarks.report.charts.plot import Plot
from benchmarks.report.charts.rows import Line, Mark, Part, row_chart
from benchmarks.report.charts.scale import linear, logarithmic
from tests.benchmarks.report.made_up import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


@given(st.text(), st.text(), st.text())
def test_any_words_make_a_well_formed_drawing(title: str, words: str, says: str) -> None:
    """Proves that no text, control characters and markup included, can break a drawing or leave its element."""
    drawing = Drawing(10, 10, title=title, description=words)
    drawing.text((1, 1), words)
    drawing.mark((1, 1), Look("s1"), says=says)
    root = ElementTree.fromstring(drawing.markup())
    assert [child.tag.removeprefix(SVG) for child in root] == ["title", "desc", "text", "path"]


def test_markup_in_words_stays_words() -> None:
    """Proves that what reads like a script is text to the browser."""
    drawing = Drawing(10, 10, title=HOSTILE, description=HOSTILE)
    assert "<script" not in drawing.markup()
    assert ElementTree.fromstring(drawing.markup()).findtext(f"{SVG}title") == HOSTILE


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_drawn_around_its_spot(form: str) -> None:
    """Proves that each mark has a path of its own."""
    drawing = Drawing(10, 10, title="t", description="d")
    drawing.mark((5, 5), Look("s1", form=form))
    other = Drawing(10, 10, title="t", description="d")
    other.mark((5, 5), Look("s1", form=FORMS[(FORMS.index(form) + 1) % len(FORMS)]))
    assert drawing.markup() != other.markup()
    assert 'd="M' in drawing.markup()


def test_looks_differ_in_more_than_colour() -> None:
    """Proves that the first seven differ in dash and form as well, and that the next seven are hatched."""
    found = list(looks(f"backend {rank}" for rank in range(14)).values())
    assert len({look.dash for look in found[:7]}) == len({look.form for look in found[:7]}) == 7
    assert (len(DASHES), len(FORMS)) == (7, 7)
    assert [look.hatched for look in found] == [False] * 7 + [True] * 7


def test_steps_keep_their_height_until_the_next_figure() -> None:
    """Proves the corner: from (0, 0) to (10, 4) the line first goes across, then up."""
    plot = Plot((linear([10]), "x"), (linear([4]), "y"), title="t", description="d")
    plot.steps([(0, 0), (10, 4)], Look("s1"))
    (x0, y0), (x1, y1) = plot.spot((0, 0)), plot.spot((10, 4))
    path = f"M{number(x0)} {number(y0)}L{number(x1)} {number(y0)}L{number(x1)} {number(y1)}"
    assert f'd="{path}"' in plot.markup()
    assert x0 < x1
    assert y1 < y0


def test_a_plot_says_its_axes() -> None:
    """Proves that both axes have their words and ticks, and that the drawing has a title and a description."""
    plot = Plot((logarithmic([1, 100]), "people"), (linear([4], wanted=4), "seconds"), title="t", description="d")
    texts = [element.text for element in ElementTree.fromstring(plot.markup()).iter(f"{SVG}text")]
    assert {"people", "seconds", "10", "4"} <= set(texts)


def test_parts_of_a_bar_follow_one_another() -> None:
    """Proves that two parts of 1 and 3 seconds of 4 share the width as 1 to 3, the second from where the first ends."""
    parts = (Part(0, 1, Look("s1"), "read", "read 1"), Part(1, 4, Look("s2", hatched=True), "solve", "solve 3"))
    chart = row_chart([Line("tiny", parts, "4 s")], (linear([4], wanted=4), "seconds"), title="t", description="d")
    first, second = ElementTree.fromstring(chart).iter(f"{SVG}rect")
    assert float(second.attrib["width"]) == pytest.approx(3 * float(first.attrib["width"]), abs=0.1)
    assert float(second.attrib["x"]) == pytest.approx(float(first.attrib["x"]) + float(first.attrib["width"]), abs=0.1)
    assert 'class="hatch"' in chart


def test_whiskers_go_from_end_to_end() -> None:
    """Proves that a mark stands within its whisker, and that one without an interval has none."""
    lines = [Line("a", (Mark(2.0, Look("s1"), "a", 1.0, 4.0),)), Line("b", (Mark(2.0, Look("s1"), "b"),))]
    chart = row_chart(lines, (logarithmic([0.5, 8]), "ratio"), title="t", description="d", beside=1.0)
    whiskers = [line for line in ElementTree.fromstring(chart).iter(f"{SVG}line") if "whisker" in line.attrib["class"]]
    assert len(whiskers) == 1
    assert float(whiskers[0].attrib["x1"]) < float(whiskers[0].attrib["x2"])


def test_a_long_name_keeps_its_end() -> None:
    """Proves that names are cut in the middle: 63 units hold ten letters."""
    assert shorten("lincolnshire-2025", 63) == "linco…2025"
    assert shorten("tiny", 63) == "tiny"


def test_a_legend_has_a_sample_for_every_name() -> None:
    """Proves that the names are the page's to set, and the samples well-formed."""
    keys = legend(looks(["ours", HOSTILE]), BLOCKS)
    assert [key.name for key in keys] == ["ours", HOSTILE]
    assert all(ElementTree.fromstring(key.sample).tag == f"{SVG}svg" for key in keys)
