"""Nobody is given to a worker who has left, leaves soon or is away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import caseload, person, weeks_ago, worker
from tests.rules.says import says

# The model's handover weeks are 4 and a long absence is one of 6 weeks.
NOT_ON_DUTY: dict[str, dict[str, Any]] = {
    "left last week": {"last_day": weeks_ago(1)},
    "leaves on the last day of the handover weeks": {"last_day": weeks_ago(-4)},
    "away for good": {"absent_from": weeks_ago(2)},
    "will be away for 6 weeks, within the handover weeks": {"absent_from": weeks_ago(-4), "absent_to": weeks_ago(-11)},
    "away for 3 weeks": {"absent_from": weeks_ago(1), "absent_to": weeks_ago(-2)},
    "starts next week": {"start_date": weeks_ago(-1)},
}
ON_DUTY: dict[str, dict[str, Any]] = {
    "leaves in 5 weeks": {"last_day": weeks_ago(-5)},
    "was away for 20 weeks and is back": {"absent_from": weeks_ago(21), "absent_to": weeks_ago(1)},
    "will be away for good in 5 weeks": {"absent_from": weeks_ago(-5)},
    "will be away for 3 weeks next week": {"absent_from": weeks_ago(-1), "absent_to": weeks_ago(-4)},
    "starts today": {"start_date": weeks_ago(0)},
}


@pytest.mark.parametrize("dates", ON_DUTY.values(), ids=ON_DUTY.keys())
def test_kept_where_the_worker_is_on_duty(dates: dict[str, Any]) -> None:
    """Proves that a worker whose dates lie just outside may be given somebody."""
    cases = caseload([person("P1")], [worker("W1"), worker("W2", **dates)])
    assert says("on_duty", cases, {"P1": "W2"}) == []


@pytest.mark.parametrize("dates", NOT_ON_DUTY.values(), ids=NOT_ON_DUTY.keys())
def test_broken_where_the_worker_is_not_on_duty(dates: dict[str, Any]) -> None:
    """Proves that giving somebody to such a worker is a contradiction."""
    cases = caseload([person("P1")], [worker("W1"), worker("W2", **dates)])
    assert says("on_duty", cases, {"P1": "W2"}) == ["contradiction: P1 is given to W2, who is not on duty."]


def test_nobody_stays_with_a_worker_who_leaves() -> None:
    """Proves that the freed do not stay, and that a short absence keeps its people."""
    leaver, away = worker("W1", last_day=weeks_ago(-3)), worker("W2", absent_from=weeks_ago(1), absent_to=weeks_ago(-1))
    cases = caseload([person("P1", "W1"), person("P2", "W2")], [leaver, away])
    assert says("on_duty", cases) == ["contradiction: P1 stays with W1, who leaves or is long away."]
