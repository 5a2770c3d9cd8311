"""The workers whom a young person's row names: they are known, and wishes and locks do not contradict each other."""

from __future__ import annotations

from allocator.reading.checks.context import Columns, Context, RowCheck
from allocator.reading.personal import shown
from allocator.records import YoungPerson


def current_worker(person: YoungPerson, row: int, context: Context) -> None:
    """The current worker is in the table of workers, if there is one at all."""
    current, known = person.current_worker, context.worker_ids
    if current is not None and current not in known and known:  # without workers everybody would be a stranger
        near = context.meant(current)
        what = f"The current worker {shown(current)} is not in the table of workers: treated as left.{near}"
        do = "Add the worker, put the id right, or clear the cell."
        context.add("unknown_current_worker", what, person, row, column="current_worker", do=do)


def avoid_workers(person: YoungPerson, row: int, context: Context) -> None:
    """Whoever is avoided is in the table of workers, and somebody is left."""
    avoided, known = person.avoid_workers, context.worker_ids
    if not avoided or not known:
        return
    for stranger in sorted(avoided - known):
        near = context.meant(stranger)
        what = f"avoid_workers names {shown(stranger)}, who is not in the table of workers.{near}"
        do = "Put the id right, or take it out."
        context.add("unknown_avoided_worker", what, person, row, column="avoid_workers", do=do)
    if known <= avoided:
        what = "avoid_workers names every worker there is, so nobody can be given to them."
        do = "Leave at least one worker out of it."
        context.add("avoids_everybody", what, person, row, column="avoid_workers", do=do)


def locked(person: YoungPerson, row: int, context: Context) -> None:
    """Who is locked has a worker to be locked to, and nobody is locked to whom they must be kept apart from."""
    if not person.locked:
        return
    current = person.current_worker
    if current is None or (context.worker_ids and current not in context.worker_ids):
        who = "there is no current worker" if current is None else f"{shown(current)} is not in the table of workers"
        what, do = f"Locked, but {who}: the lock is void.", "Name the worker, or unlock."
        context.add("lock_without_worker", what, person, row, column="locked", do=do)
    elif current in person.avoid_workers:
        what, do = f"Locked to {shown(current)}, whom avoid_workers keeps apart.", "Decide for one of the two."
        context.add("lock_and_avoid", what, person, row, column="locked", do=do)
    elif current in context.workers:
        last_day = context.workers[current].last_day
        if last_day is not None and last_day < context.as_of:
            what = f"Locked to {shown(current)}, who left on {last_day.isoformat()}: the lock is void."
            do = "Unlock, or put the worker's last day right."
            context.add("lock_worker_left", what, person, row, column="locked", do=do)


WORKER_CHECKS: tuple[tuple[Columns, RowCheck], ...] = (
    (("current_worker",), current_worker),
    (("avoid_workers",), avoid_workers),
    (("locked",), locked),
)
