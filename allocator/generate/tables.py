"""Turns drawn columns into the records of a caseload; it draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from allocator.generate.history import NOBODY, Past
from allocator.generate.people import Background, Cohort, Homes
from allocator.records import Lead, Worker, YoungPerson


def person_rows(
    cohort: Cohort, homes: Homes, background: Background, *, prefix: str, group_prefix: str = ""
) -> list[YoungPerson]:
    """One record per person, without a worker; ids follow the order of arrival, those of siblings have a prefix too."""
    digits = max(4, len(str(len(cohort))))
    return [
        _person(
            cohort, homes, background, row=row, person_id=f"{prefix}{row + 1:0{digits}d}", group_prefix=group_prefix
        )
        for row in range(len(cohort))
    ]


def _person(
    cohort: Cohort, homes: Homes, background: Background, *, row: int, person_id: str, group_prefix: str
) -> YoungPerson:
    language, event, group = background.languages[row], background.key_event[row], background.group[row]
    return YoungPerson(
        person_id=person_id,
        date_of_birth=cohort.born[row],
        category=cohort.category[row],
        place=homes.place[row],
        former_uasc=bool(cohort.former_uasc[row]),
        needs=background.needs_of(row),
        in_education=bool(background.in_education[row]),
        keep_after_21=bool(background.keep_after_21[row]),
        complexity=background.complexity[row],
        languages=frozenset({language} if language else ()),
        keep_together=f"{group_prefix}{group}" if group else None,
        lead=Lead.SOCIAL_WORKER if background.social_worker_leads[row] else Lead.LCW,
        key_event=event[0] if event else None,
        key_event_date=event[1] if event else None,
    )


def people_with_workers(people: Sequence[YoungPerson], past: Past) -> list[YoungPerson]:
    """The same people with the workers whom the past left them with."""
    return [_with_worker(person, past, row) for row, person in enumerate(people)]


def _with_worker(person: YoungPerson, past: Past, row: int) -> YoungPerson:
    life, held = past.lives[row], int(past.worker[row])
    workers = past.seats.workers
    update: dict[str, object] = {
        "changes_so_far": int(past.changes[row]),
        "last_change": past.last_change[row],
        "avoid_workers": frozenset({workers[life.avoids].worker_id} if life.avoids != NOBODY else ()),
    }
    if held != NOBODY:
        update |= {"current_worker": workers[held].worker_id, "worker_since": past.since[row]}
    return person.model_copy(update=update)


def workers_with_starts(past: Past) -> list[Worker]:
    """The workers with the day on which each began."""
    starts = (date.fromordinal(int(day)) for day in past.started)
    return [w.model_copy(update={"start_date": day}) for w, day in zip(past.seats.workers, starts, strict=True)]
