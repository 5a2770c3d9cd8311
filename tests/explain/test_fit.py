"""What a worker meets of somebody's needs, in words."""

from __future__ import annotations

from typing import Any

import pytest

from allocator.explain.fit import points, unmet
from tests.builders import model, person, worker
from tests.explain.states import end_state


@pytest.mark.parametrize(
    ("needs", "able", "words", "met"),
    [
        ({"age": 17}, {"role": "21+"}, "is a worker for 21+", False),
        ({"age": 22}, {"role": "16-20"}, "is a worker for 16-20", False),
        ({"needs": {"custody"}}, {"skills": {"parent"}}, "has no custody skill", False),
        ({"needs": {"custody"}}, {"skills": {"parent", "custody"}}, "has the custody skill", True),
        ({"former_uasc": True, "place": "Lincoln"}, {}, "has no UASC skill", False),
        ({"languages": {"pashto", "arabic"}}, {"languages": {"urdu"}}, "does not speak Arabic or Pashto", False),
        ({"languages": {"pashto", "arabic"}}, {"languages": {"pashto"}}, "speaks Pashto", True),
    ],
)
def test_each_need_in_words(needs: dict[str, Any], able: dict[str, Any], words: str, met: bool) -> None:
    """Each rule about needs says in a few words whether one pair meets it."""
    state = end_state([person(**needs)], [worker(**able)])
    assert [(p.words, p.met) for p in points(state, state.people["P1"], state.workers["W1"].worker)] == [(words, met)]


def test_home_base_names_the_base_that_is_missing() -> None:
    """Who lives near the home base is told who is based there and who is not."""
    away, there = worker("W1", "Boston", skills={"uasc"}), worker("W2", "Peterborough", skills={"uasc"})
    state = end_state([person(former_uasc=True, place="Peterborough")], [away, there])
    assert [p.words for p in unmet(state, state.people["P1"], away)] == ["is not based in Peterborough"]
    assert [p.words for p in points(state, state.people["P1"], there)] == [
        "is based in Peterborough",
        "has the UASC skill",
    ]


def test_what_does_not_bear_on_a_pair_is_left_out() -> None:
    """Nothing is said where no rule bears on the pair: the right band, no needs, not of the group."""
    state = end_state([person(age=17)], [worker(role="16-20", skills={"custody"})])
    assert points(state, state.people["P1"], state.workers["W1"].worker) == ()


def test_siblings_and_stayers_win_over_the_age_band() -> None:
    """The age band is silent for a stayer, and where a sibling ends with the same worker."""
    older = worker(role="21+")
    people = [person("P1", age=17, keep_together="G"), person("P2", "W1", age=22, keep_together="G")]
    state = end_state(people, [older])
    assert unmet(state, people[0], older) == ()
    stays = person("P3", "W1", age=23, in_education=True)
    younger = worker(role="16-20")
    assert unmet(end_state([stays], [younger]), stays, younger) == ()


def test_a_rule_that_is_off_says_nothing() -> None:
    """With every rule about needs off, nothing is unmet."""
    off = model(age_band="off", home_base="off", specialist="off", language="off")
    needy = person(age=17, needs={"custody"}, languages={"pashto"}, former_uasc=True, place="Peterborough")
    state = end_state([needy], [worker(role="21+")], model=off)
    assert points(state, needy, state.workers["W1"].worker) == ()
