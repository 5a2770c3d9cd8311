"""Ids across tables: one spelling for each worker, a warning where ids look like names; it never prints such a one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from allocator.reading.findings import Collector
from allocator.reading.personal import looks_like_name, shown
from allocator.reading.tables.rows import Parsed
from allocator.records import Worker, YoungPerson


def check_names(people: Parsed[YoungPerson], workers: Parsed[Worker], found: Collector) -> None:
    """One warning for each column of ids in which some look like names."""
    known = workers.ids
    _names("young_people", "person_id", [(row, person.person_id) for row, person in people.rows], found)
    _names("workers", "worker_id", [(row, worker.worker_id) for row, worker in workers.rows], found)
    strangers = [(row, person.current_worker) for row, person in people.rows if person.current_worker not in known]
    _names("young_people", "current_worker", [(row, name) for row, name in strangers if name is not None], found)


def _names(table: str, column: str, cells: Iterable[tuple[int, str]], found: Collector) -> None:
    rows = [row for row, text in cells if looks_like_name(text)]
    if rows:
        count = "1 id looks" if len(rows) == 1 else f"{len(rows)} ids look"
        what = f"{count} like a person's name (first in row {rows[0]}); this program works without names."
        do = "Use the case system's numbers, or W01, W02 ...; keep the key elsewhere."
        found.add("id_looks_like_name", what, table=table, row=rows[0], column=column, do=do)


def spell_workers_alike(people: Parsed[YoungPerson], workers: Parsed[Worker], found: Collector) -> Parsed[YoungPerson]:
    """People with their workers spelt as in the table of workers; each cell in which capitals differ is a note."""
    spelt = _unique_spellings(workers.ids)
    rows = tuple((row, _respelt(person, row, workers.ids, spelt=spelt, found=found)) for row, person in people.rows)
    return replace(people, rows=rows)


def _unique_spellings(ids: Iterable[str]) -> Mapping[str, str]:
    ids = tuple(ids)
    count = Counter(name.casefold() for name in ids)
    return {name.casefold(): name for name in ids if count[name.casefold()] == 1}


def _respelt(
    person: YoungPerson, row: int, known: frozenset[str], *, spelt: Mapping[str, str], found: Collector
) -> YoungPerson:
    current, avoided = person.current_worker, person.avoid_workers
    if (current is None or current in known) and avoided <= known:
        return person
    changes: dict[str, object] = {}
    for column, names in (("current_worker", frozenset({current} if current else ())), ("avoid_workers", avoided)):
        right = {name: spelt[name.casefold()] for name in sorted(names - known) if name.casefold() in spelt}
        for wrong, name in right.items():
            what, do = f"{shown(wrong)} was read as {shown(name)}.", "Spell ids alike in all tables."
            who = person.person_id
            found.add(
                "id_spelling", what, table="young_people", row=row, column=column, record_id=who, do=do, value=wrong
            )
        if right:
            changes[column] = frozenset(right.get(name, name) for name in names)
    if "current_worker" in changes and current is not None:
        changes["current_worker"] = spelt[current.casefold()]
    return person.model_copy(update=changes) if changes else person
