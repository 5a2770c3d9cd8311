"""Who was referred in the last days, who is locked, who must have another worker."""

from __future__ import annotations

from datetime import timedelta

import pytest

from allocator.errors import UsageError
from allocator.generate.background import NewPerson, WhoIsApart
from allocator.generate.week import Marks, marked, referred
from allocator.records import Category
from tests.builders import AS_OF, person


def test_the_last_to_arrive_who_fits_is_new() -> None:
    """P4 is a former UASC, P3 has a need, so P2 it is, referred nine days ago; the others stay as they are."""
    people = [
        person("P1"),
        person("P2"),
        person("P3", needs={"parent"}),
        person("P4", former_uasc=True),
        person("P5", category="eligible", age=17),
    ]
    wanted = [NewPerson(category=Category.FORMER_RELEVANT, days_ago=9)]
    changed, rows = referred(people, wanted, as_of=AS_OF)
    assert rows == {1}
    assert changed[1].referred == AS_OF - timedelta(days=9)
    assert [p for row, p in enumerate(changed) if row != 1] == [p for row, p in enumerate(people) if row != 1]


def test_two_wishes_find_two_people() -> None:
    """The second of two equal entries takes the one before."""
    entry = NewPerson(category=Category.FORMER_RELEVANT, days_ago=2, from_age=18, to_age=20)
    assert referred([person("P1"), person("P2"), person("P3", age=23)], [entry, entry], as_of=AS_OF)[1] == {0, 1}


def test_a_new_person_who_is_not_there_is_said() -> None:
    """The category that is missing is named."""
    with pytest.raises(UsageError, match=r"asks for a new person who is relevant, but nobody like that is left\."):
        referred([person("P1")], [NewPerson(category=Category.RELEVANT, days_ago=2)], as_of=AS_OF)


def test_locks_are_spread_over_those_who_have_a_worker() -> None:
    """Two of eight: the third and the seventh of those who are held and have no sibling."""
    people = [person("N"), person("G", "W1", keep_together="G1"), *(person(f"P{n}", "W1") for n in range(1, 9))]
    locked = [p.person_id for p in marked(people, Marks(locked=2, apart=()), as_of=AS_OF) if p.locked]
    assert locked == ["P3", "P7"]


def test_the_middle_one_of_an_age_must_have_another_worker() -> None:
    """Of P1, P2, P3 who are 19 it is P2, who then avoids their worker; stayers and former UASC are left alone."""
    people = [person(f"P{n}", f"W{n}") for n in (1, 2, 3)]
    people += [person("U", "W4", former_uasc=True), person("E", "W5", in_education=True), person("O", "W6", age=23)]
    apart = Marks(locked=0, apart=(WhoIsApart(from_age=18, to_age=20),))
    avoids = {p.person_id: p.avoid_workers for p in marked(people, apart, as_of=AS_OF) if p.avoid_workers}
    assert avoids == {"P2": {"W2"}}


def test_an_age_that_is_not_there_is_said() -> None:
    """The ages are named."""
    apart = Marks(locked=0, apart=(WhoIsApart(from_age=24, to_age=25),))
    with pytest.raises(UsageError, match=r"asks for somebody aged 24 to 25, but nobody fits\."):
        marked([person("P1", "W1")], apart, as_of=AS_OF)
