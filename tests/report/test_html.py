"""The page: complete, escaped, self-contained and accessible."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from allocator.proposal import Proposal
from allocator.report.html import render
from tests.report.proposals import busy, placement, proposal, reason, shortage

VOID = {"meta", "br", "rect", "line", "link", "input", "img"}


class Page(HTMLParser):
    """Every tag with its attributes, and the tags that were not closed in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("week", [proposal(), busy(), proposal(placements=(), workloads=(), levels=())])
def test_the_page_is_well_formed_and_accessible(week: Proposal) -> None:
    """Whatever the week: language, one h1, a skip link that leads somewhere, captions, scopes, headings in order."""
    text = render(week)
    page = Page(text)
    assert (page.open, page.wrong) == ([], [])
    assert page.all("html")[0]["lang"] == "en-GB"
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert {str(a["href"])[1:] for a in page.all("a")} <= set(map(str, ids))
    assert {str(s["aria-labelledby"]) for s in page.all("section")} <= set(map(str, ids))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(th.get("scope") in ("row", "col") for th in page.all("th"))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(svg["aria-hidden"] == "true" for svg in page.all("svg"))


def test_the_page_loads_and_runs_nothing() -> None:
    """No script, no style attribute, nothing from elsewhere; the policy allows this one style sheet alone."""
    text = render(busy())
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "form"} & {tag for tag, _ in page.tags}
    assert not any("style" in a or any(key.startswith("on") for key in a) for _, a in page.tags)
    assert not re.search(r"https?:|url\(|@import", text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_whatever_comes_from_the_tables_is_escaped() -> None:
    """A cell with mark-up in it is shown, not obeyed, wherever it comes from."""
    bad = "<script>alert(1)</script>"
    risky = proposal(
        title=bad,
        model=bad,
        placements=(placement(bad, "new", bad, reason=reason(bad, because=bad, choice=bad)), placement(bad + "2")),
        shortages=(shortage(bad, bad, why=bad),),
        findings=busy().findings,
    )
    text = render(risky)
    assert "<script" not in text
    assert "<b>Nowhere</b>" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 8


def test_what_the_first_screen_says() -> None:
    """Above everything stand the day, that a person decides, and the four figures."""
    text = " ".join(re.sub("<[^>]+>", " ", render(busy()).split("</header>")[0].split("<body>")[1]).split())
    assert text.startswith("Skip to what changes Weekly proposal, 7 December 2026 A busy &lt;week&gt; &amp; more")
    assert "This is a proposal. A named person decides." in text
    assert text.endswith(
        "1 without a worker 4 who would change worker or get one 2 workers over capacity 2 of 3 levels proven"
    )


@pytest.mark.parametrize(
    "shown",
    [
        "W7 leaves on 18 December 2026.<p class=\"choice\">W1 is the nearest of 4 workers with room.</p>",
        "<th scope=\"row\">P2</th><td>nobody</td><td><strong>W2</strong></td><td class=\"number\">not known</td>",
        "<li>Intake 4.</li><li>Ceiling 112 %.</li>",
        "1 person, 1 of them 16 to 20 and owed a statutory duty",
        "<span class=\"state\">above capacity, below the ceiling</span>",
        "<span class=\"state\">above the ceiling</span>",
        "<td>requires improvement</td>",
        "<td>nobody now</td>",
        "not proven; 97.5 at best (2.5 % less)",
        "<th scope=\"row\">The right age band</th><td>must</td><td>P2 is 17.</td>",
        "<summary>Standing from before: 1</summary>",
        "<td>Waits for a step-down.</td>",
        "workers row 7 column base (W2)",
        "<summary>2 people</summary>",
    ],
)  # fmt: skip
def test_the_page_shows(shown: str) -> None:
    """Each part of the busy week is on the page in its own words."""
    assert shown in render(busy())


def test_a_quiet_week_says_so() -> None:
    """Where there is nothing, the page says that there is nothing."""
    text = render(proposal())
    for words in (
        "Nothing changes this week: there is nothing to decide.",
        "Nobody changes worker this week.",
        "Nobody. Everybody has a named worker.",
        "Every rule is kept by the changes of this week.",
    ):
        assert words in text


def test_a_long_list_is_folded() -> None:
    """Of many who are without a worker, the first ten rows are open and the others a click away."""
    found = tuple(shortage(f"P{n}", f"Way {n}.") for n in range(13))
    text = render(proposal(shortages=found))
    assert "<summary>3 more rows</summary>" in text
    assert text.index("Way 9.") < text.index("3 more rows") < text.index("Way 10.")


def test_somebody_for_whom_there_is_no_way_out() -> None:
    """Where no single step would do, the page says so."""
    assert "No single step would make room." in render(proposal(shortages=(shortage("P1"),)))
