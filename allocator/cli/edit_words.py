"""What-if edits as they are written on the command line, in the words of the tables; nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from allocator.errors import UsageError
from allocator.plan.edits import Arrival, Edits, Hire
from allocator.reading.cells import CellProblem, as_date, as_decimal
from allocator.reading.near import did_you_mean
from allocator.reading.tables.columns import WORKERS, YOUNG_PEOPLE, Column, Table

LEAVE, ABSENT, FTE, CAP = "W07=2026-12-18", "W03=2026-01-05:2026-04-01", "W02=0.6", "16-20=22"
HIRE, ARRIVE = "base=Boston;fte=1.0;role=16-20", "N=5;place=Boston;category=relevant;age=17"
NUMBER = "N"
DAY = Column("date", as_date, "")
POSTS = next(column for column in WORKERS.columns if column.name == "fte")
PEOPLE = Column("cap", as_decimal(least="1", most="1000", example="22"), "")


def edits_from(words: Mapping[str, Sequence[str]], *, model: str | None = None) -> Edits:
    """The edits that the options ``leave``, ``absent``, ``fte``, ``hire``, ``arrive`` and ``cap`` state.

    Raises UsageError with everything that is wrong with them.
    """
    reading = _Reading()
    edits = Edits(
        leave=reading.values("--leave", words["leave"], column=DAY, example=LEAVE),
        absent=_absent(reading, words["absent"]),
        fte=reading.values("--fte", words["fte"], column=POSTS, example=FTE),
        hire=tuple(hire for text in words["hire"] if (hire := _hire(reading, text))),
        arrive=tuple(arrival for text in words["arrive"] if (arrival := _arrival(reading, text))),
        cap=reading.values("--cap", words["cap"], column=PEOPLE, example=CAP),
        model=model,
    )
    if reading.problems:
        raise UsageError("What-if cannot be answered:\n" + "\n".join(f"  - {line}" for line in reading.problems))
    return edits


@dataclass
class _Reading:
    """Reads words and gathers everything that is wrong with them; the only thing here that changes."""

    problems: list[str] = field(default_factory=list)

    def pairs(self, option: str, words: Sequence[str], *, example: str) -> Iterator[tuple[str, str]]:
        """``key=value`` words as pairs; each key once."""
        seen: set[str] = set()
        for word in words:
            key, equals, value = (part.strip() for part in word.partition("="))
            if not (key and equals and value):
                self.problems.append(f"{option} takes words such as {example}, not '{word}'.")
            elif key in seen:
                self.problems.append(f"{option} gives {key} twice.")
            else:
                seen.add(key)
                yield key, value

    def cell(self, option: str, text: str, *, column: Column) -> Any:
        """One value as a cell of the tables is read; None where it cannot be."""
        try:
            return column.read(text)
        except CellProblem as problem:
            self.problems.append(f"{option}: {column.name}: {problem.what} {problem.do}")
            return None

    def values(self, option: str, words: Sequence[str], *, column: Column, example: str) -> dict[str, Any]:
        """``key=value`` words whose values are cells of one column; those that cannot be read are left out."""
        pairs = self.pairs(option, words, example=example)
        cells = {key: self.cell(option, text, column=column) for key, text in pairs}
        return {key: value for key, value in cells.items() if value is not None}

    def record(self, option: str, text: str, *, table: Table, example: str) -> dict[str, Any]:
        """``key=value;key=value`` as fields of a record; ``N`` is kept as it stands."""
        columns = {column.name: column for column in table.columns if column.name != table.id_column}
        found: dict[str, Any] = {}
        parts = [part for part in text.split(";") if part.strip()]
        for key, value in self.pairs(option, parts, example=example):
            if key in columns:
                found[columns[key].target] = self.cell(option, value, column=columns[key])
            elif key == NUMBER and table is YOUNG_PEOPLE:
                found[NUMBER] = value
            else:
                self.problems.append(f"{option}: there is no column {key}.{did_you_mean(key, columns)}")
        return found


def _absent(reading: _Reading, words: Sequence[str]) -> dict[str, tuple[date, date | None]]:
    found: dict[str, tuple[date, date | None]] = {}
    for worker, text in reading.pairs("--absent", words, example=f"{ABSENT} (or without the second day)"):
        first, _, last = text.partition(":")
        start = reading.cell("--absent", first, column=DAY)
        end = reading.cell("--absent", last, column=DAY) if last else None
        if start is not None:
            found[worker] = (start, end)
    return found


def _hire(reading: _Reading, text: str) -> Hire | None:
    fields = reading.record("--hire", text, table=WORKERS, example=HIRE)
    base, fte = fields.pop("base", None), fields.pop("fte", None)
    if base is None:
        reading.problems.append(f"--hire '{text}' says no base, such as base=Boston.")
        return None
    return Hire(base, fields=fields) if fte is None else Hire(base, fte, fields)


def _arrival(reading: _Reading, text: str) -> Arrival | None:
    fields = reading.record("--arrive", text, table=YOUNG_PEOPLE, example=ARRIVE)
    number, place = fields.pop(NUMBER, "1"), fields.pop("place", None)
    if not number.isdecimal() or int(number) == 0:
        reading.problems.append(f"--arrive: {NUMBER} is how many arrive, a whole number, not '{number}'.")
        return None
    missing = [name for name in ("category", "age") if name not in fields]
    if missing:
        reading.problems.append(f"--arrive '{text}' says no {' and no '.join(missing)}.")
        return None
    return Arrival(int(number), place, fields.pop("category"), fields.pop("age"), fields)
