"""Ids in place of names, the same from week to week; whoever is not surely the same person stays somebody else.

Ids that are ids already stay. What an extract says of somebody under two spellings of one name is put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from allocator.reading.cells import clean
from allocator.reading.extracts import Extract, Row
from allocator.reading.findings import Collector
from allocator.reading.personal import Kind, personal_id
from allocator.reading.privacy.joining import joined_workers
from allocator.reading.privacy.key import Key
from allocator.reading.privacy.known_names import KnownNames
from allocator.reading.privacy.places import is_place
from allocator.reading.privacy.spellings import could_be_name
from allocator.reading.privacy.texts import PEOPLE, WORKERS, Texts
from allocator.reading.privacy.worker_ids import WorkerIds, worker_ids
from allocator.records import YoungPerson


def without_names(extract: Extract, key: Key, *, found: Collector) -> tuple[Extract, Key]:
    """The extract with ids in place of names, and the key with the new ones added.

    W01, W02 ... for workers, P0001 ... for young people who stood under a name or an NHS number, G01 ... for siblings;
    texts that are kept lose names, telephone numbers and the like, and places are cut down. Findings say how many.
    """
    workers = _workers(extract, key)
    people = _people_ids(extract, key.people)
    groups = _groups(extract)
    names = {**_names_of_ids(extract, workers), **workers.key}
    new_key = Key(dict(names), people)
    texts = Texts(KnownNames({**names, **people}, is_place=is_place))
    rows = tuple((row, texts.of_person(_renamed(p, workers.ids, people, groups), row)) for row, p in extract.people)
    staff, known, disagreeing = joined_workers(extract, workers.ids)
    result = replace(
        extract,
        people=rows,
        workers={worker_id: texts.of_worker(worker) for worker_id, worker in staff.items()},
        known=known,
        names={},
    )
    _say_who_was_joined(workers, disagreeing, found)
    _say_who_was_renamed(extract, people, groups, found)
    texts.report(found)
    return result, new_key


def with_clean_workers(extract: Extract, key: Key, *, found: Collector) -> Extract:
    """The same extract after a table of workers was added by hand: its texts lose names and numbers as well."""
    texts = Texts(KnownNames({**key.workers, **key.people}, is_place=is_place))
    staff = {worker_id: texts.of_worker(worker) for worker_id, worker in extract.workers.items()}
    texts.report(found)
    return replace(extract, workers=staff)


@lru_cache(maxsize=1 << 17)
def is_id(text: str) -> bool:
    """Whether an id may stay: it holds a digit, no words of a name, and is no number that is a person's own.

    Nor may it hold what separates ids in a list: the caseload could not be read again.
    """
    kind = personal_id(text)
    return kind is None and not could_be_name(text) and "," not in text and ";" not in text


def _workers(extract: Extract, key: Key) -> WorkerIds:
    """Ids for everybody whom the extract calls by a name, in the order of the people's rows."""
    every = [name for _, person in extract.people for name in (person.current_worker, *sorted(person.avoid_workers))]
    mentioned = dict.fromkeys([*(name for name in every if name), *extract.workers])
    stay = [name for name in mentioned if is_id(name)]
    found = worker_ids((name for name in mentioned if not is_id(name)), key.workers, taken=stay)
    return replace(found, ids={**dict(zip(stay, stay, strict=True)), **found.ids})


def _names_of_ids(extract: Extract, workers: WorkerIds) -> Mapping[str, str]:
    """Further names -> ids; a name that two ids share, or that the key has for another id, is told apart by the id."""
    shared = Counter(clean(name).casefold() for name in extract.names.values())
    others = {name.casefold(): worker_id for name, worker_id in workers.key.items()}
    result: dict[str, str] = {}
    for old, name in extract.names.items():
        worker_id, tidy = workers.ids.get(old, old), clean(name)
        if tidy and worker_id != tidy:
            alone = shared[tidy.casefold()] == 1 and others.get(tidy.casefold(), worker_id) == worker_id
            result[tidy if alone else f"{tidy} ({worker_id})"] = worker_id
    return result


def _people_ids(extract: Extract, known: Mapping[str, str]) -> dict[str, str]:
    """What stood for a young person and may not -> id, those of the key included."""
    ids = dict(known)
    by_form = {_form(old): new for old, new in ids.items()}
    taken = {*ids.values(), *(person.person_id for _, person in extract.people)}
    number = 0
    for _, person in extract.people:
        old = person.person_id
        if is_id(old):
            continue
        if _form(old) not in by_form:
            number += 1
            while f"P{number:04}" in taken:
                number += 1
            by_form[_form(old)] = f"P{number:04}"
        ids.setdefault(clean(old), by_form[_form(old)])
    return ids


def _form(person: str) -> str:
    """One form for each way to type the same name or number."""
    if personal_id(person) is Kind.NHS_NUMBER:
        return "".join(sign for sign in person if sign.isdecimal())
    return clean(person).casefold()


def _groups(extract: Extract) -> Mapping[str, str]:
    """Words for siblings that could be names -> G01, G02 ..."""
    words = dict.fromkeys(person.keep_together for _, person in extract.people if person.keep_together)
    taken = {word for word in words if is_id(word)}
    free = (f"G{number:02}" for number in range(1, len(words) + len(taken) + 1) if f"G{number:02}" not in taken)
    return {word: next(free) for word in words if word not in taken}


def _renamed(
    person: YoungPerson, workers: Mapping[str, str], people: Mapping[str, str], groups: Mapping[str, str]
) -> YoungPerson:
    current, group = person.current_worker, person.keep_together
    changes = {
        "person_id": person.person_id if is_id(person.person_id) else people[clean(person.person_id)],
        "current_worker": workers[current] if current else None,
        "avoid_workers": frozenset(workers[name] for name in person.avoid_workers),
        "keep_together": groups.get(group, group) if group else None,
    }
    return person.model_copy(update=changes)


def _say_who_was_joined(workers: WorkerIds, disagreeing: Iterable[str], found: Collector) -> None:
    do = "If they are two people, give each spelling its own id in the key and convert again."
    for worker_id, spellings in workers.joined.items():
        what = f"{worker_id} is spelt in {spellings} ways and was taken as one worker."
        found.add("worker_spellings", what, table=WORKERS, record_id=worker_id, column="worker_id", do=do)
    for worker_id in disagreeing:
        what = f"What is said of {worker_id} under several spellings differs; the first that is said counts."
        found.add("worker_spellings", what, table=WORKERS, record_id=worker_id, column="worker_id", do=do)
    for ids in workers.apart:
        what = f"{' and '.join(ids)} have nearly the same name: kept as different workers."
        do = "If they are one person, give the spellings one id in the key and convert again."
        found.add("workers_alike", what, table=WORKERS, record_id=ids[0], column="worker_id", do=do)


def _say_who_was_renamed(
    extract: Extract, people: Mapping[str, str], groups: Mapping[str, str], found: Collector
) -> None:
    rows = [(row, person.person_id) for row, person in extract.people if not is_id(person.person_id)]
    if rows:
        people_stand = "1 young person stands" if len(rows) == 1 else f"{len(rows)} young people stand"
        what = f"{people_stand} under a name or a number of their own, not an id: now P0001 and so on."
        _note(found, "person_ids_replaced", what, rows[0][0], column="person_id", do="Look them up in the key.")
    grouped = [row for row, person in extract.people if person.keep_together in groups]
    if grouped:
        words = "1 word for siblings" if len(groups) == 1 else f"{len(groups)} words for siblings"
        what = f"{words} could hold names: now G01 and so on."
        _note(found, "groups_renamed", what, grouped[0], column="keep_together", do="Nothing.")
    first: dict[str, str] = {}
    for row, old in rows:
        new = people[clean(old)]
        if first.setdefault(new, old) != old:
            what = f"{new} stands in two rows, spelt in two ways."
            _note(found, "duplicate_id", what, row, column="person_id", do="Keep one row for each person.")


def _note(found: Collector, code: str, what: str, row: Row, *, column: str, do: str) -> None:
    found.add(code, what, table=PEOPLE, column=column, row=row.number, file=row.file, sheet=row.sheet, do=do)
