"""Involvements that tell what a caseload knows of the past: since when, how many changes, the last; nothing is drawn.

Who the earlier workers were is not in a caseload: the service's other workers stand in for them, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from allocator.records import YoungPerson

SPELL_DAYS = 180
SHORTEST_DAYS = 2  # two involvements of one worker must not touch


class Involvement(NamedTuple):
    """One worker's involvement; ``end`` is None while it runs."""

    worker: str
    start: date
    end: date | None


def involvements_of(person: YoungPerson, ring: Sequence[str], *, as_of: date) -> Iterator[Involvement]:
    """The involvements of one young person, the earliest first.

    ``ring`` holds at least two workers, the current one of everybody among them: each is followed by the next in it.
    """
    changes, current, since = person.changes_so_far, person.current_worker, person.worker_since
    place = ring.index(current) if current in ring else 0
    if current is None:
        last = person.last_change or as_of
        starts = _starts(person, last, range(changes, -1, -1)) if changes else []
        yield from _one_after_the_other(ring, place, starts, end=max(last, as_of - timedelta(days=1)))
        return
    met = since or person.last_change
    yield from _one_after_the_other(ring, place, _starts(person, met or as_of, range(changes, 0, -1)), end=met)
    if since is not None:
        yield Involvement(current, since, None)


def _starts(person: YoungPerson, day: date, steps: Sequence[int]) -> list[date]:
    """So many steps before ``day``, each long enough to be told apart and none before birth."""
    days = SPELL_DAYS
    if person.date_of_birth is not None:
        days = max(SHORTEST_DAYS, min(SPELL_DAYS, (day - person.date_of_birth).days // (len(steps) + 1)))
    return [day - timedelta(days=days * step) for step in steps]


def _one_after_the_other(
    ring: Sequence[str], place: int, starts: Sequence[date], *, end: date | None
) -> Iterator[Involvement]:
    """Each worker until the next begins, and the last one until ``end``; the next in the ring is at ``place``."""
    for number, start in enumerate(starts):
        following = starts[number + 1] if number + 1 < len(starts) else end
        yield Involvement(ring[(place - len(starts) + number) % len(ring)], start, following)
