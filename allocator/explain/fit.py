"""What a worker would meet of somebody's needs, and what not, in words; it prices nothing and chooses nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from allocator.explain.end_state import EndState
from allocator.explain.words import listed, need_word
from allocator.reading.personal import printable
from allocator.records import Need, Role, Worker, YoungPerson
from allocator.rule_book import Strength


@dataclass(frozen=True)
class Point:
    """One need rule as it bears on one pair: ``words`` follow the worker's id in a sentence."""

    rule: str
    strength: Strength
    price_hours: Decimal
    met: bool
    words: str


def points(state: EndState, person: YoungPerson, worker: Worker) -> tuple[Point, ...]:
    """Every need rule that bears on this pair, met or not."""
    found = (*_age_band(state, person, worker), *_home_base(state, person, worker))
    return (*found, *_specialist(state, person, worker), *_language(state, person, worker))


def unmet(state: EndState, person: YoungPerson, worker: Worker) -> tuple[Point, ...]:
    """The rules about needs that this pair does not keep."""
    return tuple(point for point in points(state, person, worker) if not point.met)


def wanted_skills(person: YoungPerson) -> tuple[Need, ...]:
    """Skills that somebody's needs ask for, in a fixed order."""
    needs = person.needs | ({Need.UASC} if person.former_uasc else set())
    return tuple(need for need in Need if need in needs)


def _age_band(state: EndState, person: YoungPerson, worker: Worker) -> Iterator[Point]:
    rule, profile = state.model.rules.age_band, state.profile(person)
    if not rule.on or profile.stayer or worker.role == profile.band.value or worker.role is Role.ALL:
        return
    # Siblings with one worker win over the age band.
    if any(state.answer.worker_of[other] == worker.worker_id for other in state.siblings(person)):
        return
    yield Point("age_band", rule.strength, rule.price_hours, False, f"is a worker for {worker.role}")


def _home_base(state: EndState, person: YoungPerson, worker: Worker) -> Iterator[Point]:
    rule = state.model.rules.home_base
    if not rule.on or not _in_group(person, rule.group):
        return
    near = [base for base in rule.bases if state.travel.near(person.place, base, rule.minutes)]
    if near:
        met = worker.base.strip().casefold() in {base.strip().casefold() for base in near}
        words = f"is based in {worker.base}" if met else f"is not based in {listed(near)}"
        yield Point("home_base", rule.strength, rule.price_hours, met, words)


def _in_group(person: YoungPerson, group: str) -> bool:
    if group == "everyone":
        return True
    return person.former_uasc if group == "former_uasc" else group in person.needs


def _specialist(state: EndState, person: YoungPerson, worker: Worker) -> Iterator[Point]:
    rule = state.model.rules.specialist
    for need in wanted_skills(person):
        strength = rule.strength_of(need)
        if strength is not Strength.OFF:
            met = need in worker.skills
            words = f"{'has the' if met else 'has no'} {need_word(need)} skill"
            yield Point("specialist", strength, rule.needs[need].price_hours, met, words)


def _language(state: EndState, person: YoungPerson, worker: Worker) -> Iterator[Point]:
    rule = state.model.rules.language
    if rule.on and person.languages:
        shared = sorted(person.languages & worker.languages)
        asked = listed(_names(shared)) if shared else " or ".join(_names(sorted(person.languages)))
        words = f"speaks {asked}" if shared else f"does not speak {asked}"
        yield Point("language", rule.strength, rule.price_hours, bool(shared), words)


def _names(languages: Iterable[str]) -> list[str]:
    return [language[:1].upper() + language[1:] for language in map(printable, languages)]
