"""One finding of every sort that Lists 8 and 9 of Annex A give rise to, from small workbooks made for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from allocator.records import Finding
from tests.reading.annex_a.books import Rows, book, child, eight, leaver, nine, read

LEAVERS = (
    leaver(1001, category="e) Other"),
    leaver(1002, activity="F9"),
    leaver(1003, activity="NEET"),
    leaver(1004, plan="awaiting review"),
    leaver(1005, lives="X: In custody", suitable="a) Suitable"),
    leaver(1006, lives="U2", suitable="a) Suitable"),
    leaver(1007, born="09/08/2008", lives="Z: With former foster carers", worker=None),
    leaver(1008, worker="Awaiting allocation"),
    leaver(1009, born="09/08/2008", worker="S04"),
    leaver(1010, born="09/08/2008", category="d) Eligible child", adviser="W07"),
)
IN_CARE = (child(1010, born="10/08/2008", postcode="not given"), child(1011))


def annex_a(place: Path) -> Iterable[Finding]:
    """Everything that may be found in lists that are where they should be, and in lists that are not."""
    lists: dict[str, Rows] = {"List 9": [*nine(*LEAVERS), ["Total", 10]], "List 8": eight(*IN_CARE), "Notes": [["x"]]}
    few = ["Child Unique ID", "Date of Birth", "Allocated Worker", "Eligibility Category"]
    hidden: dict[str, Rows] = {"List 9": nine(leaver(1001)), "Last week": nine(leaver(1001))}
    only_hidden: dict[str, Rows] = {"Front": [["x"]], "List 9": nine(leaver(1001, **{"Age of Child (Years)": "=A1"}))}
    books = (
        book(place / "annex-a.xlsx", lists),
        book(place / "four-columns.xlsx", {"List 9": [few]}),
        book(place / "two-lists.xlsx", hidden, hidden=["Last week"]),
        book(place / "hidden.xlsx", only_hidden, hidden=["List 9"]),
        book(place / "other.xlsx", {"List 6": [["Child Unique ID", "Case Status"]]}),
    )
    return [finding for file in books for finding in read(file)[1]]
