"""Dates in one young person's row: each lies after the birth, before the day of the run, and not years away."""

from __future__ import annotations

from datetime import date

from allocator.dates import weeks_later
from allocator.reading.cells import quoted
from allocator.reading.checks.context import Columns, Context, RowCheck
from allocator.records import YoungPerson

LONG_WAIT_WEEKS = 104  # nobody waits two years for a worker: the date is wrong, or somebody has been forgotten
FAR_WEEKS = 156  # three years: windows around a key event are counted in weeks
ONE_OF_TWO = "Put one of the two dates right."


def worker_since(person: YoungPerson, row: int, context: Context) -> None:
    """A working relationship begins after the birth, before the day of the run, and with somebody."""
    since, born, as_of = person.worker_since, person.date_of_birth, context.as_of
    if since is None:
        return
    if born is not None and since < born:
        what = f"worker_since {since.isoformat()} lies before the date of birth."
        context.add("since_before_birth", what, person, row, column="worker_since", do=ONE_OF_TWO)
    elif since > as_of:
        what = f"worker_since {since.isoformat()} lies after the day of the run, {as_of.isoformat()}."
        do = "Put the date right; until then it counts as today."
        context.add("since_in_future", what, person, row, column="worker_since", do=do)
    if person.current_worker is None:
        what, do = "worker_since is filled, but current_worker is blank.", "Fill in the worker, or clear the date."
        context.add("since_without_worker", what, person, row, column="worker_since", do=do)
    elif person.current_worker in context.workers:
        start = context.workers[person.current_worker].start_date
        if start is not None and since < start:
            what = f"worker_since {since.isoformat()} lies before the worker's start_date, {start.isoformat()}."
            do = "Put one of the two right: start_date counts for induction."
            context.add("since_before_start", what, person, row, column="worker_since", do=do)


def last_change(person: YoungPerson, row: int, context: Context) -> None:
    """The last change of worker lies between the birth and the day of the run."""
    changed, born, as_of = person.last_change, person.date_of_birth, context.as_of
    if changed is None:
        return
    if changed > as_of:
        what = f"last_change {changed.isoformat()} lies after the day of the run, {as_of.isoformat()}."
        context.add("change_in_future", what, person, row, column="last_change", do="Put the date right.")
    elif born is not None and changed < born:
        what = f"last_change {changed.isoformat()} lies before the date of birth."
        context.add("change_before_birth", what, person, row, column="last_change", do=ONE_OF_TWO)


def referred(person: YoungPerson, row: int, context: Context) -> None:
    """A referral has happened, after the birth, and nobody waits for years."""
    day, born, as_of = person.referred, person.date_of_birth, context.as_of
    if day is None:
        return
    if day > as_of:
        what = f"referred {day.isoformat()} lies after the day of the run; no waiting is counted."
        context.add("referred_in_future", what, person, row, column="referred", do="Put the date right.")
    elif born is not None and day < born:
        what = f"referred {day.isoformat()} lies before the date of birth."
        context.add("referred_before_birth", what, person, row, column="referred", do=ONE_OF_TWO)
    elif person.current_worker is None and day < weeks_later(as_of, -LONG_WAIT_WEEKS):
        what = f"referred {day.isoformat()}, more than two years ago, and still without a worker."
        do = "Put the date right, or fill in the worker."
        context.add("referred_long_ago", what, person, row, column="referred", do=do)


def key_event(person: YoungPerson, row: int, context: Context) -> None:
    """A key event has a day, and one that is near enough to protect anybody."""
    day = person.key_event_date
    if day is None:
        if person.key_event is not None and (row, "key_event_date") not in context.bad:
            what = f"The key event {quoted(person.key_event)} has no date, so it protects nobody from a change."
            context.add("key_event_without_date", what, person, row, column="key_event_date", do="Fill in the date.")
    elif _far(day, context.as_of):
        what = f"key_event_date {day.isoformat()} is more than three years away, so it protects nobody from a change."
        do = "Put the date right, or clear it."
        context.add("key_event_far_away", what, person, row, column="key_event_date", do=do)


def _far(day: date, as_of: date) -> bool:
    return not weeks_later(as_of, -FAR_WEEKS) <= day <= weeks_later(as_of, FAR_WEEKS)


DATE_CHECKS: tuple[tuple[Columns, RowCheck], ...] = (
    (("worker_since",), worker_since),
    (("last_change",), last_change),
    (("referred",), referred),
    (("key_event", "key_event_date"), key_event),
)
