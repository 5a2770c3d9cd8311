"""Which column of Lists 8 and 9 is which, by the meaning of its header, never by position; it reads no row of a person.

Both forms of List 9 (13 and 17 columns), their drafts and the short names of the public scripts are known; a header may
go over two rows, and a title may stand above it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocator.reading.cells import clean
from allocator.reading.files import Grid

NINE, EIGHT = "List 9", "List 8"
WITHIN = 15
"""How many rows may stand above the headers."""

COLUMNS: Mapping[str, str] = {
    "person_id": "Child Unique ID",
    "date_of_birth": "Date of Birth",
    "age": "Age of Child (Years)",
    "uasc": "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "disability": "Does the Child have a Disability",
    "team": "Allocated Team",
    "worker": "Allocated Worker",
    "adviser": "Allocated Personal Advisor",
    "category": "Eligibility Category",
    "pathway_plan": "Latest Pathway Plan Review Date",
    "in_touch": "LA in Touch",
    "latest_contact": "Latest Date of Contact",
    "accommodation": "Type of Accommodation",
    "suitability": "Suitability of Accommodation",
    "activity": "Activity Status",
    "started": "Date Started to be Looked After",
    "ceased": "Date Ceased to be Looked After",
    "postcode": "Placement postcode",
}
"""Every column that is used, with its published header."""

# In the order in which they are tried: the narrower meaning first.
_MEANINGS: tuple[tuple[str, str], ...] = (
    ("person_id", r"\bchild('?s)?\b.*\bid\b|^unique id\b|^(person|client) (unique )?id\b"),
    ("date_of_birth", r"\bdate\b.*\bbirth\b|\bdob\b"),
    ("age", r"^age\b"),
    ("uasc", r"\buasc\b|\bunaccompanied\b"),
    ("disability", r"\bdisabilit"),
    ("team", r"^(?!.*\bdate\b).*\ballocated\b.*\bteam\b|^team$"),
    ("adviser", r"^(?!.*\b(date|team)\b).*\bpersonal advis[eo]r\b"),
    ("worker", r"^(?!.*\b(date|team)\b).*\ballocated\b.*\bworker\b|^(leaving care )?worker$"),
    ("category", r"\beligibility\b"),
    ("pathway_plan", r"\bpathway plan\b"),
    ("in_touch", r"\bin touch\b"),
    ("latest_contact", r"\b(latest|last)\b.*\bcontact\b"),
    ("suitability", r"\bsuitab"),
    ("accommodation", r"\baccommodation\b"),
    ("activity", r"\bactivity\b"),
    ("started", r"\bstarted to be looked after\b"),
    ("ceased", r"\bdate\b.*\bceased to be looked after\b"),
    ("postcode", r"\bplacement\b.*\bpost ?code\b"),
)
_NOT_IN: Mapping[str, frozenset[str]] = {
    NINE: frozenset({"started", "ceased", "postcode"}),
    EIGHT: frozenset({"category", "adviser", "pathway_plan", "in_touch", "latest_contact"})
    | frozenset({"suitability", "accommodation", "activity"}),
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True)
class Heading:
    """Where the headers of a list stand: ``at`` by column, the headers as written, and the first row of people.

    ``body`` counts from 0 among the rows of the grid; ``twice`` are headers that stand in two columns.
    """

    list_name: str
    at: Mapping[str, int]
    headers: Mapping[str, str]
    body: int
    twice: tuple[str, ...] = ()


def heading_of(grid: Grid) -> Heading | None:
    """The headers of List 9 or List 8 that a grid holds near its top, or None: then it is something else."""
    rows = [cells for _, cells in grid.rows[:WITHIN]]
    candidates: list[tuple[Sequence[str], int]] = [(cells, position + 1) for position, cells in enumerate(rows)]
    candidates += [(_joined(*rows[position : position + 2]), position + 2) for position in range(len(rows) - 1)]
    found = [heading for cells, body in candidates if (heading := _heading(cells, body)) is not None]
    return max(found, key=lambda heading: (len(heading.at), -heading.body), default=None)


def columns_of(headers: Sequence[str]) -> Mapping[str, int]:
    """The position of each known column; a header as published wins over one that only means the same."""
    words = [header_words(header) for header in headers]
    published = {header_words(header): name for name, header in COLUMNS.items()}
    at: dict[str, int] = {}
    for position, text in enumerate(words):
        if text in published:
            at.setdefault(published[text], position)
    taken = set(at.values())
    for position, text in enumerate(words):
        name = _meaning(text) if position not in taken else None
        if name is not None:
            at.setdefault(name, position)
    return at


def header_words(header: str) -> str:
    """A header in small letters and single spaces: ``LAInTouch`` is ``la in touch``."""
    text = clean(header)
    if " " not in text:
        text = _CAMEL.sub(" ", text)
    return " ".join(text.replace("_", " ").replace("\u2019", "'").casefold().split())


def missing_from(grid: Grid) -> tuple[str, ...]:
    """The published headers that a grid lacks to be List 9, by its best row."""
    tried = [columns_of(cells) for _, cells in grid.rows[:WITHIN]]
    best = max(tried, key=len, default={})
    return tuple(COLUMNS[name] for name in ("person_id", "category") if name not in best)


def _heading(cells: Sequence[str], body: int) -> Heading | None:
    at = columns_of(cells)
    name = _list_of(at)
    if name is None:
        return None
    at = {column: position for column, position in at.items() if column not in _NOT_IN[name]}
    headers = {column: clean(cells[position]) for column, position in at.items()}
    words = [header_words(cell) for cell in cells]
    twice = tuple(header for header in headers.values() if words.count(header_words(header)) > 1)
    return Heading(name, at, headers, body, twice)


def _list_of(at: Mapping[str, int]) -> str | None:
    """Only List 9 has an eligibility category; only List 8 has both ends of being looked after, or a placement."""
    if "person_id" not in at:
        return None
    if "category" in at:
        return NINE
    return EIGHT if "started" in at and ("ceased" in at or "postcode" in at) else None


def _meaning(words: str) -> str | None:
    return next((name for name, pattern in _MEANINGS if re.search(pattern, words)), None)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows of headers as one."""
    width = max(len(upper), len(lower))
    above, below = [*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))]
    return [f"{one} {other}" for one, other in zip(above, below, strict=True)]
