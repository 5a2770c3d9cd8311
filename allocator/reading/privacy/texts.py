"""Takes names, numbers and addresses out of the texts that are kept, and counts them by column; it repeats none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from allocator.reading.extracts import Row
from allocator.reading.findings import Collector
from allocator.reading.personal import Kind, heads_names, without_numbers
from allocator.reading.privacy.known_names import KnownNames
from allocator.reading.privacy.places import least_of
from allocator.records import Worker, YoungPerson
from allocator.travel.postcodes import read_postcode

PEOPLE, WORKERS = "young_people", "workers"
_Where = tuple[str, str]  # table and column


@dataclass
class _Count:
    """What one column held: kinds in the order in which they came, cells, and the first row."""

    kinds: dict[Kind, None] = field(default_factory=dict)
    cells: int = 0
    row: Row | None = None


class Texts:
    """Cleans the texts of people and workers one after the other; ``report`` says once for each column what went."""

    def __init__(self, names: KnownNames) -> None:
        self._names = names
        self._taken: dict[_Where, _Count] = {}
        self._shortened: dict[_Where, list[Row | None]] = {}
        self._blank: dict[_Where, int] = {}
        self._columns: dict[_Where, None] = {}
        self._cut = lru_cache(maxsize=1 << 16)(self._cut_once)

    def of_person(self, person: YoungPerson, row: Row) -> YoungPerson:
        """The person with what may be kept of place, languages, key event and further columns."""
        place = self._place(person.place, (PEOPLE, "place"), row)
        return person.model_copy(
            update={
                "place": place,
                "key_event": self._text(person.key_event, (PEOPLE, "key_event"), row),
                "languages": self._languages(person.languages, PEOPLE, row),
                "other": self._other(person.other, PEOPLE, row),
            }
        )

    def of_worker(self, worker: Worker) -> Worker:
        """The worker with what may be kept of base, team, post, languages and further columns."""
        return worker.model_copy(
            update={
                "base": self._base(worker.base) or "",
                "team": self._text(worker.team, (WORKERS, "team"), None),
                "post": self._text(worker.post, (WORKERS, "post"), None) or Worker.model_fields["post"].default,
                "languages": self._languages(worker.languages, WORKERS, None),
                "other": self._other(worker.other, WORKERS, None),
            }
        )

    def report(self, found: Collector) -> None:
        """One finding for each column from which something was taken, and one for each with addresses."""
        for (table, column), count in self._taken.items():
            *first, last = (kind.words for kind in count.kinds)
            kinds = f"{', '.join(first)} and {last}" if first else last
            what = f"{_cells(count.cells)} held {kinds}: taken out."
            do = "Leave it out where it was typed."
            _add(found, "personal_taken_out", what, table, column, row=count.row, do=do)
        for (table, column), rows in self._shortened.items():
            lost = self._blank.get((table, column), 0)
            left = f"; {lost} with neither are blank" if lost else ""
            what = f"{_cells(len(rows))} held an address, cut down to a postcode sector or a town{left}."
            do = "Fill in a town where the cell is blank." if lost else "Nothing: journeys need no more."
            _add(found, "place_shortened", what, table, column, row=rows[0], do=do)
        for table, column in self._columns:
            what = "A further column is headed as one of names, or its header holds something personal: left out."
            _add(found, "column_of_names", what, table, column, row=None, do="Take the column out of the extract.")

    def _text(self, text: str | None, where: _Where, row: Row | None, *, whole_only: bool = False) -> str | None:
        if not text:
            return text
        left, kinds = self._cut(text, whole_only)
        if kinds:
            count = self._taken.setdefault(where, _Count(row=row))
            count.cells += 1
            count.kinds.update(dict.fromkeys(kinds))
        return left or None

    def _cut_once(self, text: str, whole_only: bool) -> tuple[str, tuple[Kind, ...]]:
        left, kinds = without_numbers(text)
        without = self._names.without(left, whole_only=whole_only)
        return (" ".join(without.split()), (*kinds, Kind.NAME)) if without != left else (left, kinds)

    def _place(self, text: str | None, where: _Where, row: Row | None) -> str | None:
        left = self._text(text, where, row, whole_only=True)
        least = least_of(left) if left else left
        if least != left:
            self._shortened.setdefault(where, []).append(row)
            self._blank[where] = self._blank.get(where, 0) + (least is None)
        return least

    def _base(self, text: str) -> str | None:
        """A base is an office and may be a whole postcode; who works from home gives no address either."""
        where = WORKERS, "base"
        return self._text(text, where, None, whole_only=True) if read_postcode(text) else self._place(text, where, None)

    def _languages(self, languages: Iterable[str], table: str, row: Row | None) -> frozenset[str]:
        kept = (self._text(word, (table, "languages"), row, whole_only=True) for word in sorted(languages))
        return frozenset(word for word in kept if word)

    def _other(self, other: Mapping[str, str], table: str, row: Row | None) -> dict[str, str]:
        kept: dict[str, str] = {}
        for header, text in other.items():
            if heads_names(header) or self._cut(header, False)[1]:
                column = header if heads_names(header) else "(header left out)"
                self._columns[table, column] = None
                continue
            left = self._text(text, (table, header), row)
            if left:
                kept[header] = left
        return kept


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _add(found: Collector, code: str, what: str, table: str, column: str, *, row: Row | None, do: str) -> None:
    file, sheet, number = row or (None, None, None)
    found.add(code, what, table=table, column=column, do=do, row=number, file=file, sheet=sheet)
