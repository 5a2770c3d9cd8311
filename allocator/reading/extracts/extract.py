"""What an extract says of people and workers in its own ids and names; it opens no file and writes nothing.

Every reader of an authority's system (Annex A, SSD) ends in one ``Extract``; everything after it is the same for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from allocator.records import Worker, YoungPerson


class Row(NamedTuple):
    """Where something stands in an extract: file, sheet (None in a CSV file) and the row number that is shown."""

    file: str
    sheet: str | None
    number: int


class Excluded(NamedTuple):
    """Somebody who is left out for a reason that is counted, such as ``died`` or ``returned_home``."""

    row: Row
    reason: str


@dataclass(frozen=True)
class Extract:
    """People by the row they come from, workers as far as the extract knows them, and who is left out.

    Ids are the extract's own and may be names: ``current_worker`` and ``avoid_workers`` of a person are keys of
    ``workers``. ``known`` (worker id: names of fields) says what the extract states of a worker; all else is blank.
    ``names`` (worker id: name) are further names under which a worker is known and that must not get out. ``rows`` is
    how many rows with anything in them were read: each is in ``people``, in ``excluded``, or has a finding of its own.
    """

    title: str
    people: tuple[tuple[Row, YoungPerson], ...]
    workers: Mapping[str, Worker]
    excluded: tuple[Excluded, ...] = ()
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
