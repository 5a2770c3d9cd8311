"""Which column of Lists 8 and 9 is which, by the meaning of its header, never by position; it reads no row of a person.

Both forms of List 9 (13 and 17 columns), their drafts and the short names of the public scripts are known; a header may
go over two rows, and a title may stand above it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from allocator.reading.cells import clean
from allocator.reading.files import Grid
from allocator.reading.files.headings import filled_across, find_heading

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

_ID = re.compile(r"[A-Za-z-]*[0-9][\w-]*")


@dataclass(frozen=True)
class Heading:
    """Where the headers of a list stand: ``at`` by column, the headers as written, and the first row of people.

    ``body`` counts from 0 among the rows of the grid, and so does ``first``, the first row of headers;
    ``twice`` are headers that stand in two columns.
    """

    list_name: str
    at: Mapping[str, int]
    headers: Mapping[str, str]
    body: int
    first: int = 0
    twice: tuple[str, ...] = ()


def heading_of(grid: Grid) -> Heading | None:
    """The headers of List 9 or List 8 that a grid holds near its top, or None: then it is something else."""
    found = find_heading(grid, lambda cells: len(columns_of(cells)), within=WITHIN)
    candidates = [] if found is None else [(found.headers, found.at, len(found.above))]
    candidates += [(cells, at + 1, at) for at, (_, cells) in enumerate(grid.rows[:WITHIN])]
    candidates += [(_joined(grid, at), at + 2, at) for at in range(min(len(grid.rows) - 1, WITHIN))]
    headings = [heading for cells, body, first in candidates if (heading := _heading(cells, body, first))]
    headings = [heading for heading in headings if not _swallows_somebody(heading, grid)]
    return max(headings, key=lambda heading: len(heading.at), default=None)  # the first of equals


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


def _heading(cells: Sequence[str], body: int, first: int) -> Heading | None:
    at = columns_of(cells)
    name = _list_of(at)
    if name is None:
        return None
    at = {column: position for column, position in at.items() if column not in _NOT_IN[name]}
    headers = {column: clean(cells[position]) for column, position in at.items()}
    words = [header_words(cell) for cell in cells]
    twice = tuple(header for header in headers.values() if words.count(header_words(header)) > 1)
    return Heading(name, at, headers, body, first, twice)


def _list_of(at: Mapping[str, int]) -> str | None:
    """Only List 9 has an eligibility category; only List 8 has both ends of being looked after, or a placement."""
    if "person_id" not in at:
        return None
    if "category" in at:
        return NINE
    return EIGHT if "started" in at and ("ceased" in at or "postcode" in at) else None


def _meaning(words: str) -> str | None:
    return next((name for name, pattern in _MEANINGS if re.search(pattern, words)), None)


def _joined(grid: Grid, at: int) -> tuple[str, ...]:
    """A row and the one below as one row of headers: "Suitability of" and "Accommodation" belong together."""
    upper, lower = filled_across(*grid.rows[at], grid), grid.rows[at + 1][1]
    return tuple(f"{above} {below}" for above, below in zip_longest(upper, lower, fillvalue=""))


def _swallows_somebody(heading: Heading, grid: Grid) -> bool:
    """Whether the lowest row taken for headers holds an id: then it is somebody's row, and not a part of them."""
    cells, at = grid.rows[heading.body - 1][1], heading.at["person_id"]
    return at < len(cells) and _ID.fullmatch(clean(cells[at])) is not None
