"""Findings that need the model and the roads: unknown places, locks that do not hold, and what nobody stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from allocator.reading.findings import CATALOGUE
from allocator.reading.models import load_model
from allocator.reading.validate import model_findings
from allocator.records import Caseload, Category, Finding, Need, Role, Worker, YoungPerson
from allocator.service_model import ServiceModel

AS_OF = date(2025, 6, 2)


@dataclass(frozen=True)
class Known:
    """Roads that know everything but what they are told not to."""

    unknown_places: tuple[str, ...] = ()
    unknown_bases: tuple[str, ...] = ()
    suggestions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def model() -> ServiceModel:
    """The main model: Peterborough for former UASC, custody a must."""
    return load_model("lincolnshire-2025")


def young(person_id: str = "P1", **values: Any) -> YoungPerson:
    """Somebody of 17 in Boston."""
    plain = {
        "date_of_birth": date(2008, 1, 5),
        "category": Category.ELIGIBLE,
        "place": "Boston",
        "current_worker": "W1",
    }
    return YoungPerson(person_id=person_id, **{**plain, **values})


def worker(worker_id: str = "W1", **values: Any) -> Worker:
    """Somebody who takes everybody, in Lincoln."""
    return Worker(worker_id=worker_id, **{"base": "Lincoln", "fte": Decimal(1), **values})


def found(
    model: ServiceModel, people: list[YoungPerson], workers: list[Worker], roads: Known | None = None
) -> tuple[Finding, ...]:
    """What is found in a caseload of these."""
    caseload = Caseload(title="t", as_of=AS_OF, young_people=tuple(people), workers=tuple(workers))
    return model_findings(caseload, roads or Known(), model)


def one(
    model: ServiceModel, people: list[YoungPerson], workers: list[Worker], roads: Known | None = None
) -> tuple[str, str]:
    """Code and words of the only finding, whose severity is the catalogue's."""
    [finding] = found(model, people, workers, roads)
    assert finding.severity is CATALOGUE[finding.code].severity
    assert finding.do.endswith(".")
    return finding.code, finding.what


def test_nothing_is_found_where_all_is_well(model: ServiceModel) -> None:
    """The plain caseload has no findings."""
    assert found(model, [young()], [worker()]) == ()


def test_unknown_place(model: ServiceModel) -> None:
    """One finding for each place, with how many live there and what may be meant."""
    roads = Known(unknown_places=("Bostn",), suggestions={"Bostn": ("Boston", "Bolton")})
    assert one(model, [young(place="Bostn"), young("P2", place=" Bostn"), young("P3")], [worker()], roads) == (
        "unknown_place",
        "The place 'Bostn' is not known (2 young people): priced at the median. Did you mean Boston or Bolton?",
    )


def test_unknown_base(model: ServiceModel) -> None:
    """The same for bases; a blank base is found when the files are read."""
    roads = Known(unknown_bases=("Atlantis", ""))
    assert one(model, [young()], [worker(base="Atlantis"), worker("W2", base="")], roads) == (
        "unknown_base",
        "The base 'Atlantis' is not known (1 worker): priced at the median.",
    )


@pytest.mark.parametrize(
    "values",
    [
        {"last_day": date(2025, 6, 30)},  # 28 days on: the last day of four handover weeks
        {"absent_from": date(2025, 6, 30), "absent_to": date(2025, 8, 10)},  # 42 days: six weeks
        {"absent_from": date(2025, 5, 1)},
    ],
)
def test_lock_on_somebody_who_leaves(model: ServiceModel, values: dict[str, Any]) -> None:
    """A lock on a worker who leaves within the handover weeks, or is long away, is void."""
    assert one(model, [young(locked=True)], [worker(**values), worker("W2")]) == (
        "lock_worker_leaves",
        "Locked to W1, who leaves soon or is away for long: the lock is void.",
    )


@pytest.mark.parametrize(
    "values",
    [
        {"last_day": date(2025, 7, 1)},  # a day later
        {"absent_from": date(2025, 6, 30), "absent_to": date(2025, 8, 9)},  # 41 days
        {"last_day": date(2025, 6, 1)},  # left: found when the files are read
    ],
)
def test_lock_that_holds(model: ServiceModel, values: dict[str, Any]) -> None:
    """A day more or less, and the lock holds, or somebody has left already, which reading has said."""
    assert found(model, [young(locked=True)], [worker(**values), worker("W2")]) == ()


def test_nobody_for_a_band(model: ServiceModel) -> None:
    """Two people of 21+ and nobody who takes them."""
    people = [young(), young("P2", date_of_birth=date(2004, 6, 2)), young("P3", date_of_birth=date(2002, 6, 2))]
    assert one(model, people, [worker(role=Role.YOUNGER), worker("W2", role=Role.OLDER, last_day=AS_OF)]) == (
        "nobody_for_band",
        "No worker on duty takes 21+, the age band of 2 young people.",
    )


def test_nobody_with_a_skill(model: ServiceModel) -> None:
    """A need whose rule is a must and that nobody meets; a should is not worth a warning."""
    people = [young(needs=frozenset({Need.CUSTODY, Need.PARENT}))]
    assert one(model, people, [worker()]) == (
        "nobody_with_skill",
        "No worker on duty has the skill custody, which 1 young person must meet.",
    )


def test_nobody_at_the_base(model: ServiceModel) -> None:
    """Former UASC and nobody in Peterborough; a base is the same in capitals."""
    people = [young(former_uasc=True), young("P2", former_uasc=True)]
    assert one(model, people, [worker()]) == (
        "nobody_at_base",
        "No worker on duty is based in Peterborough, where the rule home_base wants one for 2 young people.",
    )
    assert found(model, people, [worker(base="PETERBOROUGH")]) == ()


@pytest.mark.parametrize(("group", "count"), [("everyone", 2), ("parent", 1)])
def test_other_groups_at_a_base(model: ServiceModel, group: str, count: int) -> None:
    """The group of the rule may be everyone, or a need."""
    other = load_model(model.name, {"rules.home_base.group": group})
    people = [young(needs=frozenset({Need.PARENT})), young("P2")]
    what = f"where the rule home_base wants one for {'2 young people' if count == 2 else '1 young person'}."
    assert one(other, people, [worker()])[1] == f"No worker on duty is based in Peterborough, {what}"


def test_post_without_caps(model: ServiceModel) -> None:
    """A post that the model does not name is a note, once."""
    assert one(model, [young()], [worker(post="mentor"), worker("W2", post="mentor")]) == (
        "post_without_caps",
        "The service model names no caps for the post 'mentor': the caps for everybody count.",
    )


def test_nobody_on_duty_is_said_once(model: ServiceModel) -> None:
    """With nobody on duty, bands, skills and bases say no more than reading has said."""
    assert found(model, [young(former_uasc=True)], [worker(start_date=date(2025, 7, 1))]) == ()
