"""Whether workers have room for whom they are given; it does not ask whether the two suit each other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from allocator.audit.week import Week
from allocator.audit.words import Broken, Faults, percent
from allocator.records import Worker
from allocator.rule_book import Strength, audits


@audits("ceiling")
def ceiling(week: Week) -> Faults:
    """Nobody is given to a worker who then stands above the ceiling of their post, induction aside."""
    for worker, load, limit in _above(week):
        if load > week.shares.ceiling_after_induction(worker):
            who = worker.worker_id
            stands = f"{who} stands at {percent(load)} of a full-time post, above their ceiling of {percent(limit)}"
            yield from _verdict(week, worker, "ceiling", stands)


@audits("induction")
def induction(week: Week) -> Faults:
    """Nobody is given to a worker in induction who then stands above the ceiling of their share so far."""
    for worker, load, limit in _above(week):
        if load <= week.shares.ceiling_after_induction(worker):
            who = worker.worker_id
            stands = (
                f"{who} stands at {percent(load)} of a full-time post, above {percent(limit)}, the ceiling in induction"
            )
            yield from _verdict(week, worker, "induction", stands)


@audits("intake")
def intake(week: Week) -> Faults:
    """At most so many people are given to one worker in a week."""
    rule = week.rules.intake
    for worker_id, number in week.given.items():
        if rule.must and number > rule.per_week:
            yield f"{worker_id} is given {number} people, more than the {rule.per_week} of one week."


def _above(week: Week) -> Iterator[tuple[Worker, Fraction, Fraction]]:
    """Every worker above the ceiling: load and ceiling as shares of a full-time post."""
    for worker in week.caseload.workers:
        load, limit = week.loads[worker.worker_id], week.shares.ceiling(worker)
        if load > limit:
            yield worker, load, limit


def _verdict(week: Week, worker: Worker, rule: str, stands: str) -> Faults:
    """Above the ceiling and given somebody is a contradiction; above it and given nobody has been so before."""
    number = week.given[worker.worker_id]
    if number:
        yield f"{stands}, and is given {number}."
    else:
        yield Broken(rule, Strength.MUST, None, worker.worker_id, True, f"{stands}; nobody new is given to them.")
