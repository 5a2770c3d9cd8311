"""What a row of the young people's table is held against, and how a finding about it is noted; it judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from allocator.reading.findings import Collector
from allocator.reading.near import did_you_mean
from allocator.reading.personal import shown
from allocator.records import Record, Worker, YoungPerson

TABLE = "young_people"
SUGGESTIONS = 40


@dataclass(frozen=True)
class Context:
    """The day of the run, the workers by id, and the cells that could not be read."""

    as_of: date
    worker_ids: frozenset[str]
    workers: Mapping[str, Worker]
    found: Collector
    bad: frozenset[tuple[int, str]]
    near: dict[str, str] = field(default_factory=dict)

    def meant(self, worker_id: str) -> str:
        """Did you mean one of the workers? Asked once for each id, and no more than a screenful of times."""
        if worker_id not in self.near and len(self.near) < SUGGESTIONS:
            self.near[worker_id] = did_you_mean(worker_id, (name for name in self.worker_ids if shown(name) == name))
        return self.near.get(worker_id, "")

    def add(self, code: str, what: str, person: YoungPerson, row: int, *, column: str, do: str) -> None:
        """Note a finding about one cell of one young person's row."""
        value = text_of(person, column)
        self.found.add(code, what, table=TABLE, row=row, column=column, record_id=person.person_id, do=do, value=value)


RowCheck = Callable[[YoungPerson, int, Context], None]
Columns = tuple[str, ...]


def text_of(record: Record, column: str) -> str | None:
    """What a record says in one column, as it is written in a table; None where it says nothing."""
    value = getattr(record, column)
    if value is None or value == frozenset():
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ";".join(sorted(str(one) for one in value))
    return value.isoformat() if isinstance(value, date) else str(value)


def people_in_words(count: int) -> str:
    """1 young person, 7 young people."""
    return "1 young person" if count == 1 else f"{count} young people"


def rows_in_words(rows: Iterable[int]) -> str:
    """The first of some rows, to begin looking at."""
    return f"first in row {min(rows)}"
