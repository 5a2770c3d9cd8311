"""The page: complete, escaped, self-contained, accessible, and the owner's alone."""

from __future__ import annotations

import re
import stat
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from allocator.errors import UsageError
from benchmarks.report import write_report
from benchmarks.report.page import render
from benchmarks.report.results import Results
from tests.benchmarks.report.made_up import HOSTILE, everything, failed, results, row, write

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Every tag with its attributes, what was not closed in its order, and the text of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag that is closed at once, as they are within drawings."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        """Remember text."""
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


WEEKS = {
    "everything": results(everything(), everything(speed=1.5)),
    "one folder": results(everything()),
    "one row": results([row()]),
    "one failure": results([failed()]),
    "no row": results([]),
    "no folder": Results(()),
}


@pytest.fixture(params=WEEKS, scope="module")
def page(request: pytest.FixtureRequest) -> str:
    """The page of each set of results."""
    return render(WEEKS[request.param])


def test_the_page_is_well_formed_and_accessible(page: str) -> None:
    """Proves nesting, language, one h1, captions, scopes, names for sections, and headings in order."""
    found = Page(page)
    assert (found.open, found.wrong) == ([], [])
    assert found.all("html")[0]["lang"] == "en-GB"
    assert len(found.all("h1")) == len(found.all("main")) == 1
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert {str(a["href"])[1:] for a in found.all("a")} <= set(map(str, ids))
    assert {str(s["aria-labelledby"]) for s in found.all("section")} <= set(map(str, ids))
    assert len(found.all("caption")) == len(found.all("table"))
    assert all(th.get("scope") in ("row", "col", "rowgroup") for th in found.all("th"))
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_drawing_is_well_formed(page: str) -> None:
    """Proves that every SVG parses as XML and says what it shows."""
    for drawing in re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL):
        root = ElementTree.fromstring(drawing)
        assert root[0].tag.endswith("title")
        assert root[0].text
        assert root[1].tag.endswith("desc")


def test_nothing_comes_from_elsewhere(page: str) -> None:
    """Proves that the page loads nothing, runs nothing and holds no style of its own beside the one in its head."""
    found = Page(page)
    assert {"script", "link", "img", "iframe", "object", "image", "use"} & {tag for tag, _ in found.tags} == set()
    named = [attributes for _, attributes in found.tags if attributes.keys() & {"src", "style", "onload", "onclick"}]
    assert named == []
    addresses = set(re.findall(r"https?://[^\s\"'<]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg"}  # a name, not a place
    (policy,) = (str(meta["content"]) for meta in found.all("meta") if "http-equiv" in meta)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_hostile_words_stay_words() -> None:
    """Proves that a script in a case, a backend or an error is shown as text, everywhere."""
    page = render(WEEKS["everything"])
    assert "<script" not in page
    assert HOSTILE in Page(page).text
    assert "\x00" not in page
    assert "\x1b" not in page


def test_every_figure_has_its_place() -> None:
    """Proves that with rows of every kind all eight figures are there."""
    page = Page(render(WEEKS["everything"]))
    names = {str(h2["id"]) for h2 in page.all("h2") if str(h2.get("id")).startswith("figure-")}
    kinds = ("before-after", "cactus", "profile", "classes", "trace", "growth", "memory", "phases")
    assert names == {f"figure-{kind}" for kind in kinds}


def test_failures_are_shown_with_their_error() -> None:
    """Proves that a failed run stands in its table and in the list at the end."""
    text = Page(render(results([failed("the solver ran away"), row(case="b")]))).text
    assert "1 of 1 run failed: the solver ran away" in text
    assert text.count("the solver ran away") == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no row", "There is not one finished run here, and that is fine"),
        ("no folder", "No results folder was given."),
        ("one row", "1 run of 1 case in 1 suite, by 1 backend: none failed"),
        ("one failure", "Ours proved 0 of 1 case, failed or was refused on 1."),
    ],
)
def test_little_is_met_with_kind_words(name: str, words: str) -> None:
    """Proves that an empty or nearly empty report says so, and what to do."""
    assert words in Page(render(WEEKS[name])).text


def test_folders_in_a_page_out(tmp_path: Path) -> None:
    """Proves reading from disk, later folders after earlier ones, a file for its owner alone, and replacing it."""
    before = write(tmp_path / "monday", [row(seconds=4.0)])
    after = write(tmp_path / "friday", [row(seconds=2.0)])
    out = tmp_path / "reports" / "report.html"
    write_report([before], out)
    write_report([before, after], out)
    text = Page(out.read_text(encoding="utf-8")).text
    assert text.index("monday") < text.index("friday")
    assert "0.50" in text  # 2 / 4
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert list(out.parent.iterdir()) == [out]


def test_a_folder_without_results_is_said(tmp_path: Path) -> None:
    """Proves that nothing is written where there is nothing to read."""
    with pytest.raises(UsageError, match="holds no results"):
        write_report([tmp_path], tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()
