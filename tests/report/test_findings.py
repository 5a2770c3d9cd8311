"""Findings like with like: the gravest first, in the order of the catalogue, the first few of each."""

from __future__ import annotations

from allocator.report.findings import grouped
from allocator.report.html import render
from allocator.report.screen import summary
from tests.report.proposals import finding, proposal


def test_like_stands_with_like() -> None:
    """Severity comes first, then the catalogue's order whatever the order of finding, then codes it does not know."""
    found = [
        finding("1", "note", code="unknown_table"),
        finding("2", code="zzz"),
        finding("3", code="lock_worker_left"),
        finding("4", "error", code="bad_date"),
        finding("5", code="unknown_setting"),
        finding("6", code="lock_worker_left"),
    ]
    groups = grouped(found, most=5)
    assert [(group.code, [one.what for one in group.shown]) for group in groups] == [
        ("bad_date", ["4"]),
        ("unknown_setting", ["5"]),
        ("lock_worker_left", ["3", "6"]),
        ("zzz", ["2"]),
        ("unknown_table", ["1"]),
    ]
    assert groups[2].title == "somebody is locked to a worker who has left: the lock is void"
    assert groups[3].title == "zzz"


def test_the_first_few_and_how_many_more() -> None:
    """Four of two are two and two more, three of two are three; what to do is common only where it is the same."""
    four = [finding(str(n), do="Mend it." if n else "Look.") for n in range(4)]
    [long], [short] = grouped(four, most=2), grouped(four[1:], most=2)
    assert ([one.what for one in long.shown], long.count, long.more, long.do) == (["0", "1"], 4, 2, "")
    assert ([one.what for one in short.shown], short.count, short.more, short.do) == (["1", "2", "3"], 3, 0, "Mend it.")


def test_the_page_says_the_same() -> None:
    """The page has a heading for each sort with its count, ten of them, and where the others are."""
    page = render(proposal(findings=tuple(finding(f"Wrong {n}.", code="base_blank", do="Mend.") for n in range(14))))
    assert "<h3>Warning: a worker has no base: their journeys are priced at the median (14)</h3>" in page
    assert page.count("Wrong ") == 10
    assert "and 4 more in findings.csv" in page


def test_the_summary_counts_by_sort() -> None:
    """The screen says how many there are, of which sorts, and where they are listed; notes are left to the list."""
    found = [finding(str(n), code="base_blank") for n in range(3)]
    found += [finding("p", code="unknown_place"), finding("n", "note", code="no_contract")]
    lines = summary(proposal(findings=tuple(found)), width=140).splitlines()
    at = lines.index("IN THE TABLES: 4 findings to look at, listed in findings.csv")
    assert lines[at + 1] == (
        "  a worker has no base: their journeys are priced at the median (3) "
        "and a place is not known: journeys there are priced at the median (1)"
    )
