"""Which wishes about needs one pair leaves unmet, age band and siblings apart, which depend on who else is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from allocator.records import Need, Worker, YoungPerson
from allocator.rule_book import Strength
from allocator.service_model import ServiceModel
from tests.oracle.journeys import Journeys


@dataclass(frozen=True)
class Wish:
    """An unmet wish: how strong, and its price in hours a week."""

    rule: str
    strength: Strength
    price: Fraction


def wishes_of(
    person: YoungPerson, wanted: frozenset[Need], worker: Worker, model: ServiceModel, roads: Journeys
) -> Iterator[Wish]:
    """Home base, language, and one for every skill that is wanted and lacking."""
    rules = model.rules
    if _base_unmet(person, worker, model, roads):
        yield Wish("home_base", rules.home_base.strength, Fraction(rules.home_base.price_hours))
    if person.languages and not person.languages & worker.languages:
        yield Wish("language", rules.language.strength, Fraction(rules.language.price_hours))
    if rules.specialist.strength != Strength.OFF:
        for need in sorted(wanted - worker.skills):
            if need in rules.specialist.needs:
                priced = rules.specialist.needs[need]
                yield Wish("specialist", priced.strength, Fraction(priced.price_hours))


def checks_that_must(model: ServiceModel) -> int:
    """How many checks of needs are of strength must: a step-down that waits weighs one more than all of them."""
    rules = model.rules
    checks = [rules.age_band.strength, rules.home_base.strength, rules.language.strength, rules.together.strength]
    if rules.specialist.strength != Strength.OFF:
        checks += [priced.strength for priced in rules.specialist.needs.values()]
    return sum(strength == Strength.MUST for strength in checks)


def _base_unmet(person: YoungPerson, worker: Worker, model: ServiceModel, roads: Journeys) -> bool:
    rule = model.rules.home_base
    if rule.group == "former_uasc":
        concerned = person.former_uasc
    else:
        concerned = rule.group == "everyone" or rule.group in {need.value for need in person.needs}
    if not concerned:
        return False
    close = {base.strip().lower() for base in rule.bases if roads.near(person.place, base, rule.minutes)}
    return bool(close) and worker.base.strip().lower() not in close
