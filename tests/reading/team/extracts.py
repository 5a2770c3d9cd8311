"""A small extract of three workers, for tests of the team and of conversion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from allocator.reading.extracts import Excluded, Extract, Row
from allocator.records import Category, Worker, YoungPerson

AS_OF = date(2025, 6, 2)


def at(number: int) -> Row:
    """A row of the extract."""
    return Row("list.xlsx", "List 9", number)


def young(person_id: str, worker: str | None, **fields: object) -> YoungPerson:
    """A young person of 19 with a worker."""
    said: dict[str, object] = {
        "date_of_birth": date(2006, 1, 5),
        "category": Category.FORMER_RELEVANT,
        "place": "Boston",
    }
    return YoungPerson.model_validate({"person_id": person_id, "current_worker": worker, **said, **fields})


def extract() -> Extract:
    """Six rows: P1 and P2 with W1, P3 with W2, P4 with nobody, two left out; of W2 contract and team are known."""
    people = (young("P1", "W1"), young("P2", "W1"), young("P3", "W2"), young("P4", None))
    return Extract(
        title="Small",
        people=tuple((at(number), person) for number, person in enumerate(people, start=2)),
        workers={
            "W1": Worker(worker_id="W1", base="", fte=Decimal(1)),
            "W2": Worker(worker_id="W2", base="", fte=Decimal("0.6"), team="South"),
        },
        excluded=(Excluded(at(6), "died"), Excluded(at(7), "too_old")),
        known={"W1": frozenset(), "W2": frozenset({"fte", "team"})},
        rows=6,
    )


def team_file(file: Path, *rows: Sequence[object], title: str = "team") -> Path:
    """A team workbook with these rows, the first of them the headers, as somebody might have typed them."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(file)
    return file
