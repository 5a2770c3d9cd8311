"""Since when somebody has their worker, and how many changes there were, as a pure function of involvements.

It judges no date: what it is given has begun, and ends after it began.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from allocator.reading.ssd.involvements import Spell

DAY = timedelta(days=1)


class History(NamedTuple):
    """What a person's involvements say of their current worker, and of the workers before."""

    worker_since: date | None
    changes_so_far: int
    last_change: date | None


def history_of(spells: Iterable[Spell], worker: str | None) -> History:
    """Since when ``worker`` is there, and how often one leaving care worker has followed another.

    A worker who only stood in (came and went while another stayed) is no change, and neither is a pause with nobody
    else in between. Where ``worker`` has no running involvement they have followed all others on an unknown day.
    """
    whole = _joined(spells)
    running = [spell for spell in whole if spell.worker == worker and spell.end is None]
    since = running[0].start if running else None  # there is one at most, for it takes in all that begin later
    row = _in_order(whole, worker, since)
    starts = [after.start for before, after in pairwise(row) if before.worker != after.worker]
    if worker is not None and since is None and row and row[-1].worker != worker:
        return History(None, len(starts) + 1, row[-1].end)
    return History(since, len(starts), starts[-1] if starts else None)


def _joined(spells: Iterable[Spell]) -> Sequence[Spell]:
    """Involvements of one worker that overlap or touch are one; in order of their beginnings."""
    whole: list[Spell] = []
    for worker, start, end in sorted(set(spells), key=lambda spell: (spell.worker, spell.start, _last(spell))):
        last = whole[-1] if whole else None
        if last is not None and last.worker == worker and start <= _after(last):
            whole[-1] = last._replace(end=None if last.end is None or end is None else max(last.end, end))
        else:
            whole.append(Spell(worker, start, end))
    return sorted(whole, key=lambda spell: (spell.start, _last(spell), spell.worker))


def _in_order(whole: Sequence[Spell], worker: str | None, since: date | None) -> Sequence[Spell]:
    """One worker after the other, up to the running involvement of the current one."""
    if since is not None:
        running = Spell(worker or "", since, None)
        before = [spell for spell in whole if spell.start < since or spell == running]
        whole = sorted(before, key=lambda spell: (spell.start, spell == running))
    return [spell for spell in whole if not any(_within(spell, other) for other in whole)]


def _within(spell: Spell, other: Spell) -> bool:
    """Whether somebody only stood in while another stayed."""
    return spell.worker != other.worker and spell.start >= other.start and _last(spell) < _last(other)


def _last(spell: Spell) -> date:
    return spell.end or date.max


def _after(spell: Spell) -> date:
    return spell.end + DAY if spell.end is not None else date.max
