"""Every published share of the cohort (Commissioning Plan; FACTS of October 2023) is met to the nearest head."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from allocator.dates import age_on
from allocator.records import Category, Need
from tests.generate.drawn import county, people

LINCOLNSHIRE = ("lincolnshire-2023", "lincolnshire-2025", "lincolnshire-lait")


@pytest.mark.parametrize(
    ("preset", "bands"),
    [
        ("lincolnshire-2023", (183, 286, 467, 936)),
        ("lincolnshire-2025", (185, 343, 475, 1003)),
        ("lincolnshire-lait", (286, 616, 589, 1491)),
    ],
)
def test_age_bands_are_those_of_table_6(preset: str, bands: tuple[int, int, int, int]) -> None:
    """16-17, 18-20, 21+ and all, counted on the dates of birth of the finished caseload."""
    cases = county(preset)
    ages = [age_on(person.date_of_birth, cases.as_of) for person in cases.young_people if person.date_of_birth]
    counted = (sum(a < 18 for a in ages), sum(18 <= a < 21 for a in ages), sum(a >= 21 for a in ages), len(ages))
    assert counted == bands
    assert (min(ages), max(ages)) == (16, 25)


def test_seventy_three_are_aged_25_in_2023() -> None:
    """Of the 467 aged 21 and over 394 are 21 to 24, and 73 are "Other", aged 25."""
    ages = people("lincolnshire-2023")[1].ages
    assert ((ages >= 21) & (ages <= 24)).sum() == 394
    assert (ages == 25).sum() == 73


def test_legal_status_of_2023() -> None:
    """173 eligible, 10 relevant, 753 former relevant of whom 145 qualifying."""
    counted = Counter(people("lincolnshire-2023")[1].category)
    assert counted == {
        Category.ELIGIBLE: 173,
        Category.RELEVANT: 10,
        Category.FORMER_RELEVANT: 753 - 145,
        Category.QUALIFYING: 145,
    }


@pytest.mark.parametrize("preset", LINCOLNSHIRE)
@pytest.mark.parametrize(("age", "percent"), [(16, 23.5), (17, 37), (18, 36), (19, 22), (20, 16)])
def test_former_uasc_by_age(preset: str, age: int, percent: float) -> None:
    """The published share of each year of age, off by less than one head."""
    cohort = people(preset)[1]
    group = cohort.ages == age
    assert abs(cohort.former_uasc[group].sum() - group.sum() * percent / 100) <= 0.5


@pytest.mark.parametrize("preset", LINCOLNSHIRE)
def test_former_uasc_of_21_and_over_and_in_all(preset: str) -> None:
    """20 % from 21, and about 25 % overall (23 to 26)."""
    cohort = people(preset)[1]
    older = cohort.ages >= 21
    assert abs(cohort.former_uasc[older].sum() - older.sum() * 0.20) <= 0.5
    assert 0.23 <= cohort.former_uasc.mean() <= 0.26


@pytest.mark.parametrize("preset", LINCOLNSHIRE)
def test_in_the_county_out_of_it_and_unknown(preset: str) -> None:
    """58 % in the county and 1 % unknown to the nearest head; the other 41 % out of it."""
    _, cohort, homes, _ = people(preset)
    nowhere = sum(place is None for place in homes.place)
    assert abs(homes.in_county.sum() - len(cohort) * 0.58) <= 0.5
    assert abs(nowhere - len(cohort) * 0.01) <= 0.5
    assert not any(inside and place is None for inside, place in zip(homes.in_county, homes.place, strict=True))


@pytest.mark.parametrize("preset", LINCOLNSHIRE)
def test_half_of_former_uasc_live_in_peterborough(preset: str) -> None:
    """Half to the head by quota; others may live there by chance: at most binomial 4 sigma of the rest on top."""
    _, cohort, homes, _ = people(preset)
    uasc = int(cohort.former_uasc.sum())
    there = sum(homes.place[row] == "Peterborough" for row in np.flatnonzero(cohort.former_uasc))
    # Of the other half about 30 % live out of county, 10 % of those in Peterborough: 3 % at most.
    by_chance = 0.03 * uasc / 2
    assert uasc / 2 - 0.5 <= there <= uasc / 2 + 0.5 + by_chance + 4 * by_chance**0.5


@pytest.mark.parametrize("preset", LINCOLNSHIRE)
def test_disability(preset: str) -> None:
    """19 % to the nearest head."""
    _, cohort, _, background = people(preset)
    assert abs(background.needs[Need.DISABILITY].sum() - len(cohort) * 0.19) <= 0.5


@pytest.mark.parametrize("preset", LINCOLNSHIRE)
def test_education_employment_and_training(preset: str) -> None:
    """48 % of all; of former UASC 72 % at 16-17 and 67.6 % at 18-21, to the nearest head."""
    _, cohort, _, background = people(preset)
    younger = cohort.former_uasc & (cohort.ages < 18)
    adult = cohort.former_uasc & (cohort.ages >= 18) & (cohort.ages <= 21)
    assert abs(background.eet.sum() - len(cohort) * 0.48) <= 0.5
    assert abs(background.eet[younger].sum() - younger.sum() * 0.72) <= 0.5
    assert abs(background.eet[adult].sum() - adult.sum() * 0.676) <= 0.5


def test_students_of_21_and_over_are_at_university() -> None:
    """27 at university, 4 of them former UASC; 12 of the 27 are 21 or older, and nobody else of that age studies."""
    figures, cohort, _, background = people("lincolnshire-2023")
    older = cohort.ages >= 21
    assert (background.in_education & older).sum() == figures.background.university.aged_21_plus == 12
    # 4 former UASC in 27, of whom 12/27 are 21 or older: 1.78, so 2.
    assert (background.in_education & older & cohort.former_uasc).sum() == 2
    assert background.eet[background.in_education].all()


@pytest.mark.parametrize("preset", LINCOLNSHIRE)
def test_five_adults_in_custody_live_in_prisons(preset: str) -> None:
    """Five, all over 18, three of them in the county, each with a prison as their place and nobody else with one."""
    _, cohort, homes, background = people(preset)
    custody = background.needs[Need.CUSTODY]
    prison = np.array([(place or "").startswith("HMP ") for place in homes.place])
    assert custody.sum() == 5
    assert (cohort.ages[custody] >= 18).all()
    assert (custody == prison).all()
    assert (custody & homes.in_county).sum() == 3


def test_leaving_care_workers_hold_about_41_people_of_21_and_over() -> None:
    """Table 10: 1.54 x 26.6 = 41; stayers and who has just turned 21, here 37 to 45, the others with managers."""
    cases = county("lincolnshire-2023")
    lcws = {worker.worker_id for worker in cases.workers if worker.post == "lcw"}
    held = [person for person in cases.young_people if person.current_worker in lcws]
    older = sum(person.date_of_birth is not None and age_on(person.date_of_birth, cases.as_of) >= 21 for person in held)
    assert 37 <= older <= 45


def test_the_average_person_is_one_case() -> None:
    """Complexity is 1.0 on average within 1 %, by the factors of the shipped models."""
    factor = {"low": 0.8, "standard": 1.0, "high": 1.25, "very_high": 1.5}
    complexity = people("lincolnshire-2025")[3].complexity
    assert np.mean([factor[word] for word in complexity]) == pytest.approx(1.0, abs=0.01)
