"""allocator.engine.people."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from allocator.engine.people import People
from allocator.records import Need, YoungPerson
from tests.builders import caseload, model, person, weeks_ago, worker
from tests.engine.small import problem_of

WORKERS = [worker("W1", languages={"Pashto"}), worker("W2")]


def _people(*folk: YoungPerson) -> People:
    return problem_of(caseload(folk, WORKERS, minutes={("Boston", "Boston"): 0})).people


def test_people_who_are_alike_share_a_profile() -> None:
    """Proves that load and visits are worked out once for everybody alike, and apart for everybody else."""
    found = _people(person("P1"), person("P2", complexity="high"), person("P3", age=17), person("P4", age=22))
    assert found.profile.tolist() == [0, 1, 0, 2]
    # 1/4; 1/4 x 1.5; 1/10. Visits: 6 a year, 4 from 21 on.
    assert [p.shares for p in found.profiles] == [(Fraction(1, 4),), (Fraction(3, 8),), (Fraction(1, 10),)]
    assert [p.visits for p in found.profiles] == [6, 6, 4]


@pytest.mark.parametrize("why", [{"keep_after_21": True}, {"in_education": True}])
def test_stayers_have_a_profile_of_their_own(why: dict[str, Any]) -> None:
    """Proves that somebody of 21+ who stays is not lumped together with somebody who does not."""
    found = _people(person("P1", age=22), person("P2", age=22, **why), person("P3", **why))
    assert len(found.profiles) == 3
    assert found.stayer.tolist() == [False, True, False]


def test_bands_and_duties() -> None:
    """Proves that a duty is owed to 16-20s except the qualifying."""
    found = _people(person("P1", age=20), person("P2", age=21), person("P3", category="qualifying"))
    assert found.older.tolist() == [False, True, False]
    assert found.duty.tolist() == [True, False, False]


def test_wants_and_languages() -> None:
    """Proves that former UASC want the skill beside their needs, and that languages are bits in alphabetical order."""
    found = _people(person("P1", needs={"custody"}, former_uasc=True, languages={"Pashto", "Arabic"}), person("P2"))
    assert found.wants.tolist() == [[need in (Need.CUSTODY, Need.UASC) for need in Need], [False] * len(Need)]
    assert found.languages.tolist() == [0b11, 0]  # Arabic 1, Pashto 2


def test_workers_places_and_groups_by_index() -> None:
    """Proves that unknown workers, blank places and people without siblings are -1."""
    found = _people(
        person("P1", "W2", keep_together="G"), person("P2", "W9", place=None), person("P3", keep_together="H")
    )
    assert found.current.tolist() == [1, -1, -1]
    assert found.place.tolist() == [0, -1, 0]
    assert found.group.tolist() == [0, -1, 1]


def test_who_is_kept_apart_from_whom() -> None:
    """Proves that pairs to be kept apart are rows of person and worker, workers of no table left out."""
    found = _people(person("P1"), person("P2", avoid_workers={"W2", "W1", "W9"}))
    assert found.avoids.tolist() == [[1, 0], [1, 1]]
    assert _people(person("P1")).avoids.shape == (0, 2)


def test_events_and_late_changes() -> None:
    """Proves that both are seen whatever the strength of their rules, which is looked at where they act."""
    folk = [person("P1", key_event_date=weeks_ago(1)), person("P2", last_change=weeks_ago(1))]
    found = problem_of(caseload(folk, WORKERS), model(key_event="off", settled="off")).people
    assert found.near_event.tolist() == [True, False]
    assert found.moved_lately.tolist() == [False, True]
