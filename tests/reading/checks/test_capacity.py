"""Findings about caps and hours: one person fits, or it is said why not; and nobody has half as many again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from allocator.reading.checks.capacity import check_capacity
from allocator.reading.checks.contacts import contacts_overdue
from allocator.reading.findings import Collector
from allocator.reading.models import load_model
from allocator.records import Caseload, Category, InTouch, Role, Worker, YoungPerson
from allocator.service_model import ServiceModel

AS_OF = date(2025, 6, 2)
MODEL = "lincolnshire-2025"  # caps 20 and 75, ceiling 110 %


def young(number: int, **values: Any) -> YoungPerson:
    """Somebody of 19 with W1."""
    plain = {"date_of_birth": date(2006, 2, 11), "category": Category.FORMER_RELEVANT, "current_worker": "W1"}
    return YoungPerson(person_id=f"P{number}", **{**plain, **values})


def worker(worker_id: str = "W1", **values: Any) -> Worker:
    """Somebody who takes everybody, full time."""
    return Worker(worker_id=worker_id, **{"base": "Lincoln", "fte": Decimal(1), **values})


def caseload(people: list[YoungPerson], workers: list[Worker]) -> Caseload:
    """A caseload of these on 2 June 2025."""
    return Caseload(title="t", as_of=AS_OF, young_people=tuple(people), workers=tuple(workers))


def found(people: list[YoungPerson], workers: list[Worker], model: ServiceModel | None = None) -> list[tuple[str, str]]:
    """Code and words of what is found."""
    collector = Collector()
    check_capacity(caseload(people, workers), model or load_model(MODEL), collector)
    return [(finding.code, finding.what) for finding in collector.found]


def test_hours_too_few_for_one() -> None:
    """Proves that a ceiling below one person is told of: 0.04 x 110 % = 4.4 % of a post, and one of 16-20 takes 5 %."""
    assert found([young(1)], [worker(), worker("W2", fte=Decimal("0.04"))]) == [
        ("no_room_for_one", "W2 may have 4.4 % of a post, and nobody takes less than 5 % of a post.")
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"fte": Decimal("0.05")},  # 5.5 %
        {"fte": Decimal(0)},  # said already: no_contract
        {"fte": Decimal("0.04"), "last_day": date(2025, 6, 1)},
        {"fte": Decimal("0.04"), "role": Role.OLDER},  # and nobody is 21
    ],
)
def test_hours_that_are_enough_or_do_not_matter(other: dict[str, Any]) -> None:
    """Proves that room for one, no hours at all, somebody who left, and a band that nobody is in are no finding."""
    assert found([young(1)], [worker(), worker("W2", **other)]) == []


def test_caps_below_one_person() -> None:
    """Proves that impossible caps are said once, not for each worker: a cap of 0.5 makes one person two posts."""
    model = load_model(MODEL, {"caseloads.0.cap_16_20": "0.5"})
    assert found([young(1)], [worker(), worker("W2")], model) == [
        ("caps_too_small", "By the caps of the service model nobody of 16-20 fits: one takes 200 % of a post.")
    ]


@pytest.mark.parametrize(("count", "told"), [(33, False), (34, True)])
def test_half_as_many_again(count: int, *, told: bool) -> None:
    """Proves the line: 1.5 x 110 % of a post is 33 people at 5 % each, so 33 are much and 34 are told of."""
    words = f"W1 has {count} young people: {count * 5} % of their capacity, far above the ceiling."
    assert found([young(n) for n in range(count)], [worker()]) == ([("far_above_ceiling", words)] if told else [])


def test_who_leaves_may_have_any_number() -> None:
    """Proves that nothing is said about the caseload of somebody whose people are on the move anyway."""
    assert found([young(n) for n in range(40)], [worker(last_day=date(2025, 6, 10)), worker("W2")]) == []


def test_contact_is_counted_by_the_models_visits() -> None:
    """Proves one note for all who are overdue; who is not in touch, declines, or was seen in time is not counted.

    6.5 visits a year at 16-20 are one in 56.3 days of a year of 366: 57 days are too many and 56 are not.
    """
    model = load_model(MODEL, {"load.visits_16_20": "6.5"})
    late, in_time = date(2025, 4, 6), date(2025, 4, 7)
    people = [
        young(1, latest_contact=in_time),
        young(2, latest_contact=late),
        young(3, latest_contact=late, in_touch=InTouch.YES),
        young(4, latest_contact=late, in_touch=InTouch.REFUSED),
        young(5, latest_contact=late, in_touch=InTouch.NO),
        young(6),
    ]
    collector = Collector()
    contacts_overdue(caseload(people, [worker()]), model, collector)
    [note] = collector.found
    assert note.what == "2 young people were last in contact longer ago than the model's visits allow."
    assert note.record_id == "P2"
