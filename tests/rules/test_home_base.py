"""A group that lives in or near a base has a worker based there: former UASC within 30 minutes of Peterborough."""

from __future__ import annotations

from typing import Any

from tests.builders import caseload, model, person, worker
from tests.rules.says import says

WORKERS = [worker("W1", "Boston"), worker("W2", " peterborough ")]
MINUTES = {("Stamford", "Peterborough"): 30, ("Spalding", "Peterborough"): 31, ("Boston", "Peterborough"): 55}


def _former_uasc(place: str | None, current_worker: str | None = None) -> Any:
    return person("P1", current_worker, place=place, former_uasc=True)


def test_kept_by_a_worker_from_there() -> None:
    """Proves that W2, whose base is written in another way, is from there."""
    assert says("home_base", caseload([_former_uasc("Stamford")], WORKERS, minutes=MINUTES), {"P1": "W2"}) == []


def test_broken_by_a_worker_from_elsewhere() -> None:
    """Proves that 30 minutes are near, and that new and standing pairs are told apart."""
    line = "P1 lives near Peterborough; W1, {}, is based in Boston."
    new = caseload([_former_uasc("Stamford")], WORKERS, minutes=MINUTES)
    assert says("home_base", new, {"P1": "W1"}) == ["made, must: " + line.format("new to them")]
    old = caseload([_former_uasc("Stamford", "W1")], WORKERS, minutes=MINUTES)
    assert says("home_base", old) == ["standing, must: " + line.format("who stays with them")]


def test_far_unknown_or_of_another_group_is_free() -> None:
    """Proves that 31 minutes are not near, an unknown place is near nothing, and others are not of the group."""
    people = [_former_uasc("Spalding"), _former_uasc(None), person("P1", place="Stamford")]
    for one in people:
        assert says("home_base", caseload([one], WORKERS, minutes=MINUTES), {"P1": "W1"}) == []


def test_the_group_may_be_everyone_or_a_need() -> None:
    """Proves that the group is a parameter: everyone, or those with a need."""
    parent = person("P1", place="Stamford", needs={"parent"})
    cases = caseload([parent], WORKERS, minutes=MINUTES)
    for group, lines in {"everyone": 1, "parent": 1, "custody": 0, "former_uasc": 0}.items():
        assert len(says("home_base", cases, {"P1": "W1"}, model=model({"rules.home_base.group": group}))) == lines


def test_a_base_that_is_not_the_one_nearby_does_not_help() -> None:
    """Proves that only bases that they live near count: Boston is one of the bases, but 90 minutes away."""
    two = model({"rules.home_base.bases": ["Peterborough", "Boston"]})
    minutes = {("Stamford", "Peterborough"): 20, ("Stamford", "Boston"): 90}
    cases = caseload([_former_uasc("Stamford")], WORKERS, minutes=minutes)
    assert len(says("home_base", cases, {"P1": "W1"}, model=two)) == 1
    both = caseload([_former_uasc("Stamford")], WORKERS, minutes=minutes | {("Stamford", "Boston"): 30})
    assert says("home_base", both, {"P1": "W1"}, model=two) == []
