"""A service model in plain words for a manager: caseloads, work, rules, levels and sources; it changes nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from decimal import Decimal

from allocator.explain.model_origin import origin
from allocator.explain.model_rules import number, rules_table, weeks
from allocator.explain.words import listed, need_word
from allocator.records import Band, Category
from allocator.rule_book import LEVELS, Strength
from allocator.service_model import CaseloadClass, CategoryLoad, Factors, ServiceModel

WIDTH = 100
STRENGTH_COLUMN = 8


def describe(model: ServiceModel, *, width: int = WIDTH) -> str:
    """The whole model as text for a screen of ``width`` characters, no line longer."""
    lines = [model.title, "=" * len(model.title), *_wrapped(" ".join(model.about.split()), width=width)]
    lines += _wrapped(f"Source: {model.source}.", width=width)
    for heading, entries in _sections(model):
        lines += ["", heading, *(line for entry in entries for line in _wrapped(entry, width=width))]
    return "\n".join(lines)


def _sections(model: ServiceModel) -> Iterator[tuple[str, list[str]]]:
    yield "A full caseload", [line for entry in model.caseloads for line in _caseload(entry)]
    yield "What counts how much", list(_load(model))
    yield "What happens at 21", list(_at_21(model))
    yield "Rules (must: comes first; should: weighed in hours; off: not used)", list(_rules(model))
    yield "What is settled in which order", list(_levels(model))
    yield from origin(model)


def _caseload(entry: CaseloadClass) -> Iterator[str]:
    stayers = f", or {number(entry.cap_stayer)} who stayed after 21" if entry.cap_stayer is not None else ""
    caps = f"{number(entry.cap_16_20)} people of 16-20 or {number(entry.cap_21_plus)} of 21+{stayers}"
    if entry.cap_16_20 == entry.cap_21_plus and entry.cap_stayer in (None, entry.cap_16_20):
        caps = f"{number(entry.cap_16_20)} people of any age"
    yield f"{entry.title}{_for_whom(entry)}: {caps} to a full-time post."
    yield f"  Nobody is given to them above {_ceiling(entry, any_age='any age' in caps)}."
    if entry.grades:
        yield f"  Graded by people to a full-time post: {', '.join(_grades(entry))}."


def _for_whom(entry: CaseloadClass) -> str:
    low, high = entry.experience_from_years, entry.experience_below_years
    conditions = [f"post {listed(entry.posts)}"] if entry.posts else []
    conditions += [f"from {_years(low)} of service"] if low is not None else []
    conditions += [f"below {_years(high)} of service"] if high is not None else []
    return f" ({', '.join(conditions)})" if conditions else ""


def _years(value: Decimal) -> str:
    return f"{number(value)} {'year' if value == 1 else 'years'}"


def _ceiling(entry: CaseloadClass, *, any_age: bool) -> str:
    if entry.ceiling_cases is not None:
        return f"{number(entry.ceiling_cases)} people{'' if any_age else ' of 16-20'}"
    return f"{number(entry.ceiling_percent or 0)} % of that"


def _grades(entry: CaseloadClass) -> Iterator[str]:
    for grade in entry.grades:
        yield f"{grade.title} up to {number(grade.up_to)}" if grade.up_to is not None else f"{grade.title} above that"


def _load(model: ServiceModel) -> Iterator[str]:
    load = model.load
    post = f"A full-time week is {number(load.full_time_hours)} hours of casework"
    yield f"{post}. Travel of up to {load.included_minutes} minutes one way is part of it; more adds work."
    yield f"Visits a year: {_visits(model)}."
    yield f"Work beside the average: {_factors({word.value: value for word, value in load.complexity.items()})}."
    for category, category_load in load.category.items():
        yield _category(category, category_load)
    for lead, factors in load.lead.items():
        yield f"Led by the {lead.value.replace('_', ' ')}: {_times(factors)}."
    needs = {need_word(need): _times(factors) for need, factors in load.needs.items()}
    if needs:
        yield f"Needs: {'; '.join(f'{need} {times}' for need, times in needs.items())}."
    duty = model.duty
    away = f"or is away for {weeks(duty.long_absence_weeks)} or more"
    yield f"A worker who leaves within {weeks(duty.handover_weeks)}, {away}, hands over their people."


def _visits(model: ServiceModel) -> str:
    load = model.load
    said = f"{number(load.visits_16_20)} at 16-20, {number(load.visits_21_plus)} at 21+"
    if load.visits_stayer is None or not model.rules.stay_after_21.on:
        return said
    return f"{said}, {number(load.visits_stayer)} for who stays with their worker after 21"


def _category(category: Category, entry: CategoryLoad) -> str:
    bands = "" if set(entry.bands) == set(Band) else f" at {listed([str(band) for band in entry.bands])}"
    visits = "" if entry.visits_per_year is None else f", {number(entry.visits_per_year)} visits a year"
    work = "as much work" if entry.load_factor == 1 else f"{number(entry.load_factor)} times the work"
    return f"{category.value.replace('_', ' ').capitalize()}{bands}: {work}{visits}."


def _times(factors: Factors) -> str:
    visits = "" if factors.visits_factor == 1 else f" and {number(factors.visits_factor)} times the visits"
    return f"{number(factors.load_factor)} times the work{visits}"


def _factors(factors: dict[str, Decimal]) -> str:
    return ", ".join(f"{word.replace('_', ' ')} {number(value)}" for word, value in factors.items())


def _at_21(model: ServiceModel) -> Iterator[str]:
    rules = model.rules
    if rules.stay_after_21.on:
        yield "Who needs consistency, or is in education, stays with their worker."
    if rules.step_down.on:
        yield next(line.sentence for line in rules_table(model) if line.key == "step_down")
    if not rules.stay_after_21.on and not rules.step_down.on:
        yield "Nobody changes worker because of the birthday."


def _rules(model: ServiceModel) -> Iterator[str]:
    for line in rules_table(model):
        yield f"{line.strength:<{STRENGTH_COLUMN}}{line.title}. {line.sentence}"


def _levels(model: ServiceModel) -> Iterator[str]:
    for position, key in enumerate(model.level_keys, start=1):
        tolerance = model.tolerances[key] * 100
        given_up = f" (later ones may worsen it by {float(tolerance):g} %)" if tolerance else ""
        yield f"{position}. {LEVELS[key]}{given_up}"


def _wrapped(text: str, *, width: int) -> list[str]:
    """Lines of at most ``width``; what does not fit hangs below the text, a rule's below its title."""
    strength = text[:STRENGTH_COLUMN].strip()
    hang = STRENGTH_COLUMN if strength in tuple(Strength) else len(text) - len(text.lstrip()) + 2
    return textwrap.wrap(text, width, subsequent_indent=" " * hang)
