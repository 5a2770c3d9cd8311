"""Why somebody is open, in one sentence."""

from __future__ import annotations

from typing import Any

import pytest

from allocator.explain.causes import because
from tests.builders import born, person, weeks_ago, worker
from tests.explain.states import end_state


@pytest.mark.parametrize(
    ("away", "cause", "sentence"),
    [
        ({"last_day": "2026-01-23"}, "worker_leaves", "W1 leaves on 23 January 2026 (within the 4 handover weeks)."),
        ({"last_day": "2025-12-31"}, "worker_left", "W1 left on 31 December 2025."),
        (
            {"absent_from": "2025-12-01"},
            "worker_away",
            "W1 has been away since 1 December 2025, with no day of return known.",
        ),
        (
            {"absent_from": "2026-01-12", "absent_to": "2026-04-05"},
            "worker_away",
            "W1 is away from 12 January 2026 until 5 April 2026 (6 weeks or more count as a long absence).",
        ),
        ({}, "apart", "P1 and W1 are to be kept apart."),
        ({}, "worker_left", "W1 leaves."),
        ({}, "worker_away", "W1 is away."),
        ({}, "held", ""),
    ],
)
def test_what_the_worker_brings_about(away: dict[str, Any], cause: str, sentence: str) -> None:
    """Each cause that lies with the worker has one sentence with its days."""
    state = end_state([person("P1", "W1")], [worker("W1", **away), worker("W2")], {"P1": "W2"}, cause={"P1": cause})
    assert because(state, state.people["P1"]) == sentence


def test_a_worker_who_is_not_in_the_table() -> None:
    """An unknown worker counts as having left, and the sentence says so."""
    state = end_state([person("P1", "W9")], [worker("W2")], {"P1": "W2"}, cause={"P1": "worker_unknown"})
    assert because(state, state.people["P1"]) == "W9 is not in the table of workers and counts as having left."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Has no worker yet."),
        ({"referred": weeks_ago(7)}, "Has no worker yet: referred on 17 November 2025, 7 weeks ago."),
        ({"referred": "2026-01-02"}, "Has no worker yet: referred on 2 January 2026."),
    ],
)
def test_somebody_new(fields: dict[str, Any], sentence: str) -> None:
    """Somebody new has no worker; the referral and the whole weeks since are named where known."""
    state = end_state([person("P1", **fields)], [worker("W1")], {"P1": "W1"})
    assert because(state, state.people["P1"]) == sentence


def test_a_step_down_that_is_due() -> None:
    """The step-down is due 13 weeks after the 21st birthday; with an age alone, no day is made up."""
    born_then, of_age = born(21, days=100), {"date_of_birth": None, "age": 23}
    people = [person("P1", "W1", date_of_birth=born_then), person("P2", "W1", **of_age)]
    state = end_state(people, [worker("W1", role="16-20")], cause={"P1": "step_down", "P2": "step_down"})
    first, second = (because(state, state.people[p]) for p in ("P1", "P2"))
    # 100 days before 5 January 2026 is 27 September 2025; 91 days later it is 27 December 2025.
    assert (
        first == "Turned 21 on 27 September 2025: the step-down has been due since 27 December 2025 (13 weeks after)."
    )
    assert second == "Is 23: the step-down to a worker for 21+ is due."
