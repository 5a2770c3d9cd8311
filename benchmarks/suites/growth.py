"""The same kind of county again and again, from 250 to 100,000 young people: how time and memory grow.

England's presets at other sizes: counties of 1,000 people with towns and posts in proportion, as in england-10k, and
above 10,000 people counties of 2,000, as in england-100k; fewer than 1,000 are one county, everything in proportion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from allocator.generate.preset import Counties, Preset, load_preset
from allocator.generate.quotas import shares
from allocator.generate.synthetic import draw
from allocator.reading.caseload import write_caseload
from benchmarks.cases import ALLOCATE, PIPELINE, Asked, Case, Week
from benchmarks.suites._instances import from_scratch, week_from

QUESTION = "How do seconds and memory grow with the number of people, and with which exponent?"
SECONDS, REPEATS, BACKENDS = 60.0, 1, ("ours",)
SIZES: Mapping[int, float] = {
    250: 30.0, 500: 30.0, 1000: 30.0, 2500: 30.0, 5000: 30.0, 10_000: 30.0, 25_000: 60.0, 50_000: 120.0, 100_000: 180.0,
}  # fmt: skip
COUNTY = 1000


def cases(_: Asked) -> Iterator[Case]:
    """Every size: the weekly run from tables to run folder, and everybody from scratch (with a limit of its own)."""
    for people, seconds in SIZES.items():
        yield Case(f"weekly-{people}", {"people": people}, PIPELINE)
        yield Case(f"scratch-{people}", {"people": people}, ALLOCATE, seconds)


def tables(case: Case, folder: Path) -> Path:
    """The tables of a nation of that size, written into ``folder``."""
    return write_caseload(draw(nation(case.facts["people"])), folder / f"nation-{case.facts['people']}")


def question(case: Case) -> Week:
    """The nation of that size as a week; from scratch, the same people, none of whom has a worker yet."""
    drawn = draw(nation(case.facts["people"]))
    return week_from(drawn if case.asks == PIPELINE else from_scratch(drawn))


def nation(people: int) -> Preset:
    """England's preset for so many people; 10,000 and 100,000 are those of ``allocator generate``."""
    if people > 10 * COUNTY:
        return _resized(load_preset("england-100k"), people, county=2 * COUNTY)
    return _resized(load_preset("england-10k"), people, county=COUNTY)


def _resized(preset: Preset, people: int, *, county: int) -> Preset:
    before = sum(preset.cohort.ages.values())
    if people == before or preset.counties is None:
        return preset
    number = max(1, people // county)
    part = Decimal(people) / (number * county)  # of a county, where there is but a small one
    ages = shares(people, {age: Decimal(heads) for age, heads in preset.cohort.ages.items()})
    university = preset.background.university
    background = {
        "custody_over_18": _of(preset.background.custody_over_18, part),
        "custody_in_county": _of(preset.background.custody_in_county, part),
        "university": university.model_copy(update={k: _of(v, part) for k, v in university.model_dump().items()}),
    }
    changes = {
        "cohort": preset.cohort.model_copy(update={"ages": ages}),
        "background": preset.background.model_copy(update=background),
        "history": preset.history.model_copy(update={"leavers_per_year": preset.history.leavers_per_year * part}),
        "counties": Counties.model_validate({**preset.counties.model_dump(), "number": number}),
        "title": f"England, {people} young people",
    }
    return preset.model_copy(update=changes)


def _of(figure: int, part: Decimal) -> int:
    return round(figure * part)
