"""The small instances read as they are meant to: tiny on paper, impossible with two who have no place."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from allocator.load import age_of, base_share, ceiling, class_of, is_stayer, leaves_people, takes_people
from allocator.reading.caseload import read_caseload
from allocator.reading.models import load_model
from allocator.records import Caseload
from allocator.service_model import ServiceModel

INSTANCES = Path(__file__).parents[2] / "instances"


@pytest.fixture(scope="module")
def model() -> ServiceModel:
    """The model of both."""
    return load_model("lincolnshire-2025")


def with_room(caseload: Caseload, model: ServiceModel) -> Iterator[str]:
    """Workers on duty who could take one more 16-20 of ordinary complexity and without extra travel."""
    for worker in caseload.workers:
        caps = class_of(worker, model, caseload.as_of)
        held = [person for person in caseload.young_people if person.current_worker == worker.worker_id]
        load = sum((base_share(person, caps, model, as_of=caseload.as_of) for person in held), Fraction(0))
        fits = load + 1 / Fraction(caps.cap_16_20) <= ceiling(worker, model, as_of=caseload.as_of)
        if fits and takes_people(worker, model, caseload.as_of):
            yield worker.worker_id


@pytest.mark.parametrize("name", ["tiny", "impossible"])
def test_monday_without_findings(name: str) -> None:
    """Both are sound caseloads of a Monday."""
    caseload = read_caseload(INSTANCES / name)
    assert caseload.findings == ()
    assert caseload.as_of.weekday() == 0
    assert caseload.model == "lincolnshire-2025"


def test_tiny_shows_one_of_each(model: ServiceModel) -> None:
    """Two new, two of a worker who leaves, one step-down, one stayer, one former UASC in Peterborough."""
    caseload = read_caseload(INSTANCES / "tiny")
    people = {person.person_id: person for person in caseload.young_people}
    leaving = {worker.worker_id for worker in caseload.workers if leaves_people(worker, model, caseload.as_of)}
    assert [key for key, person in people.items() if person.current_worker is None] == ["P01", "P06"]
    assert [key for key, person in people.items() if person.current_worker in leaving] == ["P04", "P07"]
    assert [key for key, person in people.items() if is_stayer(person, model, caseload.as_of)] == ["P09"]
    older = {key for key, person in people.items() if age_of(person, caseload.as_of) >= 21}
    assert older - {"P09"} == {"P05", "P08"}
    assert people["P07"].former_uasc
    assert people["P07"].place == "Peterborough"


def test_impossible_has_one_worker_with_room(model: ServiceModel) -> None:
    """Only W03 has room; one new person must not go there, and the other four are one more than a week's intake."""
    caseload = read_caseload(INSTANCES / "impossible")
    assert list(with_room(caseload, model)) == ["W03"]
    new = [person for person in caseload.young_people if person.current_worker is None]
    assert [person.person_id for person in new if "W03" in person.avoid_workers] == ["P05"]
    assert len(new) - 1 == model.rules.intake.per_week + 1
    assert all(person.locked for person in caseload.young_people if person.current_worker == "W01")
