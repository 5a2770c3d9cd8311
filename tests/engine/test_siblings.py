"""allocator.engine.siblings."""

from __future__ import annotations

from typing import Any

from allocator.engine.siblings import Group
from tests.builders import caseload, model, person, worker
from tests.engine.small import Laid, laid, problem_of

STAFF = [worker("W1", role="21+"), worker("W2"), worker("W3")]


def _laid(*people: Any, moves: int = 0, **strengths: str) -> Laid:
    return laid(problem_of(caseload(people, STAFF), model(**strengths)), moves=moves)


def _sib(key: str, current: str | None = None, group: str = "G") -> Any:
    return person(key, current, keep_together=group)


def test_groups_of_open_and_fixed_siblings() -> None:
    """Proves that a group has its open rows and its fixed workers, and that a group of one is none."""
    found = _laid(_sib("P1"), _sib("P2", "W2"), person("P3"), _sib("P4"), _sib("P5", group="H")).setting.siblings
    assert found.groups == (Group(rows=(0, 2), fixed_workers=(1,), fixed_given=False),)
    assert (found.split_needs, found.split_price) == (1, 0)


def test_a_wish_has_a_price_and_off_has_no_groups() -> None:
    """Proves that strength decides what a split counts: 5 hours of 260 units where it is a wish."""
    siblings = _sib("P1"), _sib("P2")
    wish = _laid(*siblings, together="should").setting.siblings
    assert (wish.split_needs, wish.split_price, len(wish.groups)) == (0, 1300, 1)
    off = _laid(*siblings, together="off").setting.siblings
    assert (off.split_needs, off.split_price, off.groups) == (0, 0, ())


def test_splits_are_counted_once_a_group() -> None:
    """Proves that a group parted in this run counts once, one left out splits nobody, and one worker is together."""
    found = _laid(_sib("P1"), _sib("P2"), _sib("P3", "W2"), age_band="off")
    assert found.value("needs", found.taken(P1="W2", P2="W2")) == 0
    assert found.value("needs", found.taken(P1="W3", P2="W3")) == 1
    assert found.value("needs", found.taken(P1="W3", P2="W1")) == 1
    assert found.value("needs", found.taken(P1=None, P2=None)) == 0
    assert found.value("needs", found.taken(P1=None, P2="W2")) == 0


def test_a_split_from_before_counts_only_once_somebody_is_given() -> None:
    """Proves that two fixed siblings with two workers are no split of this run until a third is given."""
    found = _laid(_sib("P1"), _sib("P2", "W2"), _sib("P3", "W3"), age_band="off")
    assert found.value("needs", found.taken(P1=None)) == 0
    assert found.value("needs", found.taken(P1="W2")) == 1


def test_being_together_wins_over_the_age_band() -> None:
    """Proves that W1 (21+) with a 19-year-old is unmet for one sibling alone and excused for two."""
    found = _laid(_sib("P1"), _sib("P2"))
    assert found.value("needs", found.taken(P1="W1", P2="W1")) == 0
    assert found.value("needs", found.taken(P1="W1", P2=None)) == 1
    assert found.value("needs", found.taken(P1="W1", P2="W2")) == 2  # and split


def test_a_fixed_siblings_age_band_is_excused_by_whoever_comes() -> None:
    """Proves that a standing pair outside its band costs 3 hours until a sibling joins it, and excuses that one."""
    found = _laid(_sib("P1"), _sib("P2", "W1"))
    assert found.value("cost", found.taken(P1=None)) == 3
    assert found.value("cost", found.taken(P1="W1")) == 0
    assert found.value("needs", found.taken(P1="W1")) == 0


def test_two_fixed_siblings_excuse_each_other() -> None:
    """Proves that no price is due where two fixed siblings are with one worker outside their band."""
    found = _laid(_sib("P1"), _sib("P2", "W1"), _sib("P3", "W1"))
    assert found.value("cost", found.taken(P1=None)) == 0


def test_without_the_age_band_there_is_nothing_to_excuse() -> None:
    """Proves that the rule may be off."""
    assert _laid(_sib("P1"), _sib("P2"), age_band="off").setting.siblings.excuses == ()
    assert _laid(_sib("P1"), _sib("P2")).setting.siblings.excuses != ()
