"""Warns of numbers and e-mail addresses of people in a caseload; it shows none of them and changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from allocator.reading.findings import Collector
from allocator.reading.personal import Kind, looks_personal, personal_id
from allocator.reading.tables.rows import Parsed
from allocator.records import Worker, YoungPerson

CODES = {
    Kind.NHS_NUMBER: "looks_like_nhs_number",
    Kind.NATIONAL_INSURANCE: "looks_like_national_insurance",
    Kind.TELEPHONE: "looks_like_telephone",
    Kind.EMAIL: "looks_like_email",
}
_Cell = tuple[str, str]  # column and text


def check_personal(people: Parsed[YoungPerson], workers: Parsed[Worker], found: Collector) -> None:
    """One warning for each column and kind of what looks personal; names among ids are warned of in ``ids``."""
    _warn("young_people", [(row, cell) for row, person in people.rows for cell in _of_person(person)], found)
    _warn("workers", [(row, cell) for row, worker in workers.rows for cell in _of_worker(worker)], found)


def _of_person(person: YoungPerson) -> Iterator[_Cell]:
    yield "person_id", person.person_id
    if person.current_worker:
        yield "current_worker", person.current_worker
    for worker in sorted(person.avoid_workers) if person.avoid_workers else ():
        yield "avoid_workers", worker
    for word in sorted(person.languages) if person.languages else ():
        yield "languages", word
    for column, text in (
        ("place", person.place),
        ("keep_together", person.keep_together),
        ("key_event", person.key_event),
        *person.other.items(),
    ):
        if text:
            yield column, text


def _of_worker(worker: Worker) -> Iterator[_Cell]:
    yield "worker_id", worker.worker_id
    yield from (("languages", word) for word in sorted(worker.languages))
    texts = {"base": worker.base, "team": worker.team, "post": worker.post}
    yield from ((column, text) for column, text in (*texts.items(), *worker.other.items()) if text)


def _kind(column: str, text: str) -> Kind | None:
    return personal_id(text) if column.endswith(("_id", "_worker", "_workers")) else looks_personal(text)


def _warn(table: str, cells: Iterable[tuple[int, _Cell]], found: Collector) -> None:
    met: dict[tuple[str, Kind], list[int]] = {}
    kinds: dict[_Cell, Kind | None] = {}  # most texts come again and again
    for row, cell in cells:
        if cell not in kinds:
            kinds[cell] = _kind(*cell)
        kind = kinds[cell]
        if kind in CODES:
            met.setdefault((cell[0], kind), []).append(row)
    for (column, kind), rows in met.items():
        count = "1 cell holds" if len(rows) == 1 else f"{len(rows)} cells hold"
        what = f"{count} what looks like {kind.words} (first in row {rows[0]})."
        do = "Take it out: this program needs ids, towns and dates only."
        found.add(CODES[kind], what, table=table, row=rows[0], column=column, do=do)
