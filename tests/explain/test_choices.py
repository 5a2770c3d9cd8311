"""Why this worker and not another."""

from __future__ import annotations

from allocator.explain.choices import Choice, choice
from allocator.explain.end_state import EndState
from tests.builders import person, worker
from tests.explain.states import end_state


def chosen(state: EndState, person_id: str = "P1") -> Choice:
    """Why somebody ends with their worker."""
    return choice(state, state.people[person_id], state.workers[state.answer.worker_of[person_id] or ""])


def test_the_nearest_with_room_and_who_comes_next() -> None:
    """The nearest worker with room is called so, with the runner-up and both journeys."""
    workers = [worker("W1", "Spalding"), worker("W2", "Lincoln"), worker("W3", "Spalding", last_day="2026-01-06")]
    made = chosen(end_state([person("P1")], workers, {"P1": "W1"}))
    assert made.sentence == "W1 is the nearest of 2 workers with room: 22 minutes from Boston; next is W2, 50 minutes."
    facts = {"minutes": 22, "workers_with_room": 2, "next": "W2", "next_minutes": 50}
    assert made.facts == {**facts, "brief": "nearest of 2 with room, next W2 (50 min)"}


def test_the_runner_up_who_does_not_suit_is_named_as_such() -> None:
    """The next nearest is not held up as an equal where they would leave a must unmet."""
    workers = [worker("W1", "Spalding"), worker("W2", "Lincoln", role="21+")]
    made = chosen(end_state([person("P1", age=17)], workers, {"P1": "W1"}))
    assert made.sentence.endswith("next is W2, 50 minutes (is a worker for 21+).")


def test_the_only_one_with_room() -> None:
    """Where nobody else has room, the nearer ones are named with what bars them."""
    workers = [worker("W1", "Lincoln"), worker("W2", fte="0.1"), worker("W3", "Spalding")]
    state = end_state([person("P1", avoid_workers={"W3"})], workers, {"P1": "W1"})
    assert chosen(state).sentence == (
        "W1 is the only worker with room left, 50 minutes from Boston. "
        "Nearer, but not possible: W2 (0 minutes) has no room and W3 (22 minutes) is to be kept apart."
    )
    assert chosen(state).facts["brief"] == "the only one with room left"


def test_a_nearer_worker_who_lacks_what_is_needed() -> None:
    """A nearer worker with room is named with the need that they would leave unmet."""
    workers = [worker("W1", "Lincoln", skills={"custody"}), worker("W2", "Spalding", skills={"parent"})]
    made = chosen(end_state([person("P1", needs={"custody"})], workers, {"P1": "W1"}))
    assert made.sentence == (
        "W1 is 50 minutes from Boston. W1 has the custody skill. W2 is nearer (22 minutes), but has no custody skill."
    )
    assert made.facts["brief"] == "W2 is nearer (22 minutes), but has no custody skill"


def test_a_nearer_worker_who_would_be_fuller() -> None:
    """A nearer worker with room is named with how full they would be, where that decided."""
    people = [person("P1"), *(person(f"Q{n}", "W2") for n in range(4))]
    made = chosen(end_state(people, [worker("W1", "Lincoln"), worker("W2", "Spalding")], {"P1": "W1"}))
    # W2 would have five of four; W1 has 1/4 and 12 x 20 / 52 / 60 / 36 of extra travel: 25.2 %.
    assert made.sentence == (
        "W1 is 50 minutes from Boston. "
        "W2 is nearer (22 minutes), but would stand at 125.0 % of capacity, where W1 stands at 25.2 %."
    )


def test_a_nearer_worker_who_would_part_siblings() -> None:
    """A nearer worker is named with the group that they would part, and the sibling stands beside the choice."""
    people = [person("P1", keep_together="G"), person("P2", "W1", keep_together="G")]
    made = chosen(end_state(people, [worker("W1", "Lincoln"), worker("W2", "Spalding")], {"P1": "W1"}))
    assert made.sentence == (
        "W1 is 50 minutes from Boston. W1 also works with P2 of the same group. "
        "W2 is nearer (22 minutes), but that would part a group that belongs together."
    )


def test_a_nearer_worker_who_would_do_as_well_is_not_talked_down() -> None:
    """Nothing is made up against a nearer worker who would do as well."""
    made = chosen(end_state([person("P1")], [worker("W1", "Lincoln"), worker("W2", "Spalding")], {"P1": "W1"}))
    assert made.sentence.endswith("W2 is nearer (22 minutes) and would do at least as well by itself.")


def test_a_nearer_worker_who_would_come_out_dearer() -> None:
    """A nearer worker who would cost more hours without being fuller is called dearer, not fuller."""
    people = [person("P1"), *(person(f"Q{n}", "W2") for n in range(8))]
    made = chosen(
        end_state(people, [worker("W1", "Lincoln", fte="0.22"), worker("W2", "Spalding", fte="2")], {"P1": "W1"})
    )
    # W2 would have 9/4 of 2 posts, 112.5 %, with 9 hours above capacity; W1 has 114.6 %, but only 1.2 hours above it.
    assert made.sentence.endswith("W2 is nearer (22 minutes), but work and travel together would come out dearer.")


def test_more_nearer_workers_than_a_sentence_holds_are_counted() -> None:
    """Two nearer workers are named, the others counted."""
    workers = [worker("W1", "Lincoln"), *(worker(f"W{n}", "Spalding") for n in (2, 3, 4))]
    sentence = chosen(end_state([person("P1")], workers, {"P1": "W1"})).sentence
    assert "W2 is nearer" in sentence
    assert "W3 is nearer" in sentence
    assert "W4 is" not in sentence
    assert sentence.endswith("1 more worker with room would be nearer too.")


def test_equally_near() -> None:
    """Of two who are equally near neither is called the nearest."""
    made = chosen(end_state([person("P1")], [worker("W1", "Spalding"), worker("W2", "Spalding")], {"P1": "W1"}))
    assert made.sentence == "W1 is 22 minutes from Boston, and none of 2 workers with room is nearer; W2 is as near."
    assert made.facts["brief"] == "as near as any of 2 with room"


def test_an_unknown_place_claims_no_distance() -> None:
    """Where a place is not known, nobody is called near, and the minutes that count are named."""
    people = [person("P1", place=None), person("P2", "W2", place="Louth")]
    made = chosen(end_state(people, [worker("W1", "Lincoln"), worker("W2")], {"P1": "W1"}))
    # Louth is the only known place: 38 minutes to Lincoln, the nearest.
    assert made.sentence == (
        "W1 is one of 2 workers with room; how far they travel is not known and counts as 38 minutes."
    )
    assert made.facts["brief"] == "one of 2 with room; how far is not known"
    alone = chosen(end_state(people[:1], [worker("W1", "Lincoln")], {"P1": "W1"}))
    assert alone.sentence.startswith("W1 is the only worker with room left; how far")


def test_an_unmet_need_says_who_could_meet_it() -> None:
    """An unmet need of the pair names those with room who could meet it, or says that nobody could."""
    people = [person("P1", needs={"custody"}), person("P2", needs={"parent"})]
    workers = [worker("W1"), worker("W2", "Lincoln", skills={"custody"}), worker("W3", "Lincoln")]
    state = end_state(people, workers, {"P1": "W1", "P2": "W1"})
    assert "W1 has no custody skill; of those with room, W2 could meet this." in chosen(state).sentence
    assert "W1 has no parent skill; nobody else with room could meet this." in chosen(state, "P2").sentence
