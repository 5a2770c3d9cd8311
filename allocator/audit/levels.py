"""What every level comes to in the final allocation, as exact fractions from the records; it compares with nothing.

Units: shares of a post for unallocated*, moves for changes, a count for needs, hours a week for the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import floor

from allocator.audit.continuity import key_event, settled
from allocator.audit.needs import unmet_needs
from allocator.audit.week import Week
from allocator.audit.words import Broken
from allocator.load import owed_duty, travel_hours
from allocator.proposal import ChangeKind
from allocator.records import YoungPerson
from allocator.rule_book import Strength

LOSS_SCALE = 1_000_000
POINTS = 1_000


def level_value(week: Week, key: str) -> Fraction:
    """The value of one level, worked out when first asked for."""
    if key not in week.level_values:
        week.level_values[key] = VALUE_OF[key](week)
    return week.level_values[key]


def without_a_worker(week: Week, *, duty: bool) -> tuple[YoungPerson, ...]:
    """Those left without a worker who are owed a statutory duty, or those who are not."""
    as_of = week.caseload.as_of
    return tuple(person for person in week.unallocated if owed_duty(person, as_of) is duty)


def _unallocated_duty(week: Week) -> Fraction:
    return sum((week.shares.weight(person) for person in without_a_worker(week, duty=True)), Fraction(0))


def _unallocated(week: Week) -> Fraction:
    return sum((week.shares.weight(person) for person in without_a_worker(week, duty=False)), Fraction(0))


def _changes(week: Week) -> Fraction:
    """Room moves by number; among equal numbers what the movers lose decides, in millionths of a move."""
    movers = week.movers(ChangeKind.ROOM)
    return len(movers) + Fraction(sum(loss_points(week, pair.person) for pair in movers), LOSS_SCALE)


def loss_points(week: Week, person: YoungPerson) -> int:
    """What somebody loses with their worker (years, changes, a key event near by); all room moves stay below 1."""
    rule = week.rules.continuity
    days = (week.caseload.as_of - person.worker_since).days if person.worker_since else 0
    years = Fraction(max(0, days) * 4, 1461)
    loss = Fraction(rule.loss_per_year) * years + Fraction(rule.loss_per_change) * person.changes_so_far
    if week.standing.key_event(person) is not None:
        loss += Fraction(rule.loss_key_event)
    return min(floor(POINTS * loss), (LOSS_SCALE - 1) // max(1, rule.room_moves))


def _needs(week: Week) -> Fraction:
    """Unmet musts of the pairs and groups made in this run, and what the step-downs that wait count for."""
    unmet = sum(1 for broken in unmet_needs(week) if not broken.standing and broken.strength is Strength.MUST)
    waiting = sum(1 for person_id in week.waiting if person_id in week.standing.freed_for_step_down)
    return Fraction(unmet + waiting * overdue_weight(week))


def overdue_weight(week: Week) -> int:
    """A step-down that waits counts for one more than all the musts that going could leave unmet."""
    rules = week.rules
    single = (rules.age_band, rules.home_base, rules.language, rules.together)
    skills = sum(1 for need in rules.specialist.needs if rules.specialist.strength_of(need) is Strength.MUST)
    return 1 + sum(rule.must for rule in single) + skills


def _cost(week: Week) -> Fraction:
    """Hours a week: the road, needs and moves at their price, work above capacity."""
    rules = week.rules
    road = _road(week) * Fraction(rules.travel.price_per_hour) if rules.travel.on else Fraction(0)
    wishes = sum((broken.price for broken in _priced(week)), Fraction(0))
    return road + wishes + _overtime(week)


def _priced(week: Week) -> Iterator[Broken]:
    """Everything unmet that has a price: a must in a pair made now is counted at the level needs instead."""
    for broken in unmet_needs(week):
        if broken.standing or broken.strength is Strength.SHOULD:
            yield broken
    for rule in (key_event, settled):
        yield from (fault for fault in rule(week) if isinstance(fault, Broken))


def _road(week: Week) -> Fraction:
    """Hours on the road; minutes are added up first for everybody with as many visits, to keep the fractions few."""
    minutes: Counter[Fraction] = Counter()
    for person, worker, _ in week.pairs:
        minutes[week.shares.visits(person)] += week.shares.minutes(person, worker)
    return sum((travel_hours(visits, total) for visits, total in minutes.items()), Fraction(0))


def _overtime(week: Week) -> Fraction:
    """Hours between capacity and ceiling, and above the ceiling, each at its price."""
    rule, hours = week.rules.ceiling, Fraction(0)
    for worker in week.caseload.workers:
        load, full, most = week.loads[worker.worker_id], week.shares.capacity(worker), week.shares.ceiling(worker)
        if load > full:
            hours += Fraction(rule.price_to_ceiling) * (min(load, most) - full)
            hours += Fraction(rule.price_above) * max(Fraction(0), load - most)
    return hours * Fraction(week.model.load.full_time_hours)


def _balance(week: Week) -> Fraction:
    thresholds = [Fraction(percent) / 100 for percent in week.rules.balance.thresholds_percent]
    return sum((_above(week, threshold) for threshold in thresholds), Fraction(0))


def _overload(week: Week) -> Fraction:
    return _above(week, Fraction(1))


def _above(week: Week, threshold: Fraction) -> Fraction:
    """Hours above so many times each worker's capacity."""
    excess = Fraction(0)
    for worker in week.caseload.workers:
        excess += max(Fraction(0), week.loads[worker.worker_id] - threshold * week.shares.capacity(worker))
    return excess * Fraction(week.model.load.full_time_hours)


VALUE_OF: dict[str, Callable[[Week], Fraction]] = {
    "unallocated_duty": _unallocated_duty,
    "unallocated": _unallocated,
    "changes": _changes,
    "needs": _needs,
    "cost": _cost,
    "balance": _balance,
    "travel": _road,
    "overload": _overload,
}
