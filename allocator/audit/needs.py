"""What people need of a worker: band, base, skill, language, siblings together; it asks after neither room nor road.

Each function yields what is unmet among all pairs at the end of the run, made in it or standing, with its price.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from allocator.audit.week import Pair, Week
from allocator.audit.words import Broken, one_of
from allocator.load import age_of
from allocator.reading.personal import printable, repeatable
from allocator.records import Need, Role, YoungPerson
from allocator.rule_book import audits
from allocator.rule_settings import PricedRule


@audits("age_band")
def age_band(week: Week) -> Iterator[Broken]:
    """16-20s have a worker for 16-20s, 21+ one for 21+, unless they stay after 21 or a sibling has the same worker."""
    rule, shares = week.rules.age_band, week.shares
    for pair in week.pairs if rule.on else ():
        person, role = pair.person, pair.worker.role
        if role is Role.ALL or role.value == shares.band(person).value or shares.stayer(person):
            continue
        if not _with_a_sibling(week, pair):
            age = age_of(person, week.caseload.as_of)
            yield _unmet("age_band", rule, pair, f"{person.person_id} is {age}; {pair.who} works with {role} only.")


@audits("home_base")
def home_base(week: Week) -> Iterator[Broken]:
    """Whoever is of the group and lives near one of the bases has a worker from there."""
    rule = week.rules.home_base
    for pair in week.pairs if rule.on else ():
        if not _in_group(pair.person, rule.group):
            continue
        near = {base for base in rule.bases if week.shares.near(pair.person, base, rule.minutes)}
        if near and not any(_same_place(base, pair.worker.base) for base in near):
            lives = f"{pair.person.person_id} lives near {one_of(near, joined='and')}"
            yield _unmet("home_base", rule, pair, f"{lives}; {pair.who} is based in {pair.worker.base}.")


@audits("specialist")
def specialist(week: Week) -> Iterator[Broken]:
    """Every need meets a worker with the skill for it, one count for each need that does not."""
    rule = week.rules.specialist
    for pair in week.pairs if rule.on else ():
        if not pair.person.needs and not pair.person.former_uasc:
            continue
        for need in sorted(_skills_wanted(pair.person) - pair.worker.skills):
            setting = rule.needs.get(need)
            if setting is not None and setting.on:
                skill = need.value.replace("_", " ").replace("uasc", "UASC")
                wants = f"{pair.person.person_id} needs the skill {skill}"
                yield _unmet("specialist", setting, pair, f"{wants}; {pair.who} does not have it.")


@audits("language")
def language(week: Week) -> Iterator[Broken]:
    """Whoever asks for a language shares one with their worker."""
    rule = week.rules.language
    for pair in week.pairs if rule.on else ():
        asked = pair.person.languages
        if asked and asked.isdisjoint(pair.worker.languages):
            languages = one_of(printable(word).title() for word in asked)
            sentence = f"{pair.person.person_id} asks for {languages}; {pair.who} does not speak it."
            yield _unmet("language", rule, pair, sentence)


@audits("together")
def together(week: Week) -> Iterator[Broken]:
    """Siblings have one worker: split by this run if it gives one of them to somebody, else standing (no price)."""
    rule = week.rules.together
    for group, members in week.standing.groups.items() if rule.on else ():
        placed = [(person, worker) for person in members if (worker := week.ends_with(person)) is not None]
        if len({worker for _, worker in placed}) < 2:
            continue
        made = any(worker != person.current_worker for person, worker in placed)
        price = Fraction(rule.price_hours) if made else Fraction(0)
        sentence = f"{_row(placed)} of group {repeatable(group)} {'are split by this run' if made else 'stay split'}."
        yield Broken("together", rule.strength, placed[0][0].person_id, placed[0][1], not made, sentence, price)


NEEDS_RULES = (age_band, home_base, specialist, language, together)


def unmet_needs(week: Week) -> Iterator[Broken]:
    """What all five rules find, rule by rule."""
    for rule in NEEDS_RULES:
        yield from rule(week)


def _unmet(key: str, rule: PricedRule, pair: Pair, sentence: str) -> Broken:
    who, worker_id, price = pair.person.person_id, pair.worker.worker_id, Fraction(rule.price_hours)
    return Broken(key, rule.strength, who, worker_id, not pair.given, sentence, price)


def _with_a_sibling(week: Week, pair: Pair) -> bool:
    """Together wins over the band: whether another of the group ends with the same worker."""
    group = week.standing.groups.get(pair.person.keep_together or "", ())
    others = (person for person in group if person.person_id != pair.person.person_id)
    return any(week.ends_with(person) == pair.worker.worker_id for person in others)


def _in_group(person: YoungPerson, group: str) -> bool:
    if group == "former_uasc":
        return person.former_uasc
    return group == "everyone" or group in person.needs


def _skills_wanted(person: YoungPerson) -> frozenset[Need]:
    return person.needs | {Need.UASC} if person.former_uasc else person.needs


def _same_place(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _row(placed: list[tuple[YoungPerson, str]]) -> str:
    return ", ".join(f"{person.person_id} ({worker_id})" for person, worker_id in placed)
