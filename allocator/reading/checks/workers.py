"""Checks of workers, places and journeys against themselves and the day of the run; it needs no service model."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from allocator.dates import weeks_later
from allocator.reading.checks.context import text_of
from allocator.reading.checks.duplicates import ids_alike
from allocator.reading.findings import Collector
from allocator.reading.near import fold
from allocator.reading.tables.rows import Parsed
from allocator.records import Journey, Place, Worker

TABLE = "workers"
MOST_FTE = Decimal("1.2")  # some work more than full time, but hardly by more than a fifth
LONG_ABSENCE_WEEKS, FAR_START_WEEKS = 104, 52


def check_workers(workers: Parsed[Worker], *, as_of: date, found: Collector) -> None:
    """Every finding about workers that one row, or the table as a whole, gives rise to."""
    for row, worker in workers.rows:
        _dates(worker, row, found)
        _far_away(worker, row, as_of=as_of, found=found)
        _post(worker, row, found)
    ids_alike([(row, worker.worker_id) for row, worker in workers.rows], found, table=TABLE, column="worker_id")
    if workers.rows and not any(_on_duty(worker, as_of) for worker in workers.records):
        what = f"No worker can be given anybody on {as_of.isoformat()}: all have left, are away or have not started."
        found.add(
            "nobody_on_duty",
            what,
            table=TABLE,
            do="Check last_day, absent_from, start_date and the day of the run.",
        )


def _dates(worker: Worker, row: int, found: Collector) -> None:
    start, last = worker.start_date, worker.last_day
    if start is not None and last is not None and last < start:
        what = f"last_day {last.isoformat()} lies before start_date {start.isoformat()}."
        _add(
            "left_before_start", what, worker, row, column="last_day", do="Put one of the two dates right.", found=found
        )
    away, back = worker.absent_from, worker.absent_to
    if away is not None and back is not None and back < away:
        what = f"absent_to {back.isoformat()} lies before absent_from {away.isoformat()}."
        _add(
            "absence_ends_before_start",
            what,
            worker,
            row,
            column="absent_to",
            do="Put one of the two dates right.",
            found=found,
        )
    if away is None and back is not None:
        what = f"absent_to {back.isoformat()} is filled, but absent_from is blank: no absence is counted."
        _add(
            "absence_without_start",
            what,
            worker,
            row,
            column="absent_from",
            do="Fill in the first day, or clear both.",
            found=found,
        )


def _far_away(worker: Worker, row: int, *, as_of: date, found: Collector) -> None:
    """Days that are possible, but hardly meant: an absence that nobody has ended, a start that is a year away."""
    away, start = worker.absent_from, worker.start_date
    if away is not None and worker.absent_to is None and away < weeks_later(as_of, -LONG_ABSENCE_WEEKS):
        what = f"Away since {away.isoformat()}, more than two years, and absent_to is blank: nobody stays with them."
        do = "Fill in absent_to if they are back, or last_day if they left."
        _add("absence_long_past", what, worker, row, column="absent_from", do=do, found=found)
    if start is not None and start > weeks_later(as_of, FAR_START_WEEKS):
        what = f"start_date {start.isoformat()} is more than a year ahead, so they are given nobody until then."
        do = "Put the date right, or leave the row out until then."
        _add("start_far_ahead", what, worker, row, column="start_date", do=do, found=found)


def _post(worker: Worker, row: int, found: Collector) -> None:
    if not worker.base:
        what = "The base is blank, so every journey is priced at the median."
        _add("base_blank", what, worker, row, column="base", do="Fill in a town or a postcode.", found=found)
    if worker.fte == 0:
        what = "The contract is 0, so there is no room for anybody."
        _add("no_contract", what, worker, row, column="fte", do="Nothing, if that is meant.", found=found)
    if worker.fte > MOST_FTE:
        what = f"The contract is {worker.fte}, which is more than {MOST_FTE} of a full-time post."
        do = "Put fte right: 1 is full time, 0.6 is three days of five."
        _add("contract_above_full_time", what, worker, row, column="fte", do=do, found=found)


def _add(code: str, what: str, worker: Worker, row: int, *, column: str, do: str, found: Collector) -> None:
    who, value = worker.worker_id, text_of(worker, column)
    found.add(code, what, table=TABLE, row=row, column=column, record_id=who, do=do, value=value)


def _on_duty(worker: Worker, as_of: date) -> bool:
    """Started, not left, not away on the day itself; what the handover weeks add is the service model's."""
    if worker.start_date is not None and worker.start_date > as_of:
        return False
    if worker.last_day is not None and worker.last_day < as_of:
        return False
    away = worker.absent_from is not None and worker.absent_from <= as_of
    return not (away and (worker.absent_to is None or worker.absent_to >= as_of))


def check_places(places: Parsed[Place], found: Collector) -> None:
    """No place stands twice."""
    first: dict[str, int] = {}
    for row, place in places.rows:
        if fold(place.place) in first:
            what = f"{place.place} stands in row {first[fold(place.place)]} already."
            do = "Keep one row for each place."
            found.add("duplicate_place", what, table="places", row=row, column="place", value=place.place, do=do)
        first.setdefault(fold(place.place), row)


def check_travel(journeys: Parsed[Journey], found: Collector) -> None:
    """No journey stands twice in the same direction."""
    first: dict[tuple[str, str], int] = {}
    for row, journey in journeys.rows:
        ends = fold(journey.from_place), fold(journey.to_place)
        if ends in first:
            what = f"The journey from {journey.from_place} to {journey.to_place} stands in row {first[ends]} already."
            do = "Keep one row for each journey."
            found.add(
                "duplicate_journey", what, table="travel", row=row, column="from", value=journey.from_place, do=do
            )
        first.setdefault(ends, row)
