"""The tightest sets of work for room, against trying every set."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import chain, combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from allocator.room.tightest.flow import Question, Tight

SORTS = ("x", "y", "z")
AMOUNTS = st.fractions(0, 4, max_denominator=6)
QUESTIONS = st.builds(
    Question,
    work=st.fixed_dictionaries(dict.fromkeys("abcd", AMOUNTS)),
    room=st.fixed_dictionaries(dict.fromkeys(SORTS, AMOUNTS)),
    may=st.fixed_dictionaries({kind: st.frozensets(st.sampled_from(SORTS)) for kind in "abcd"}),
)


def every_set(question: Question[str, str]) -> list[Tight[str, str]]:
    """Each set of kinds that are some work, with all the room it may go to."""
    kinds = [kind for kind, amount in question.work.items() if amount]
    found = []
    for some in chain.from_iterable(combinations(kinds, size) for size in range(1, len(kinds) + 1)):
        sorts = frozenset[str]().union(*(question.may[kind] for kind in some))
        work = sum((question.work[kind] for kind in some), Fraction(0))
        found.append(Tight(frozenset(some), sorts, work, sum((question.room[s] for s in sorts), Fraction(0))))
    return found


@given(QUESTIONS)
def test_the_first_is_the_tightest(question: Question[str, str]) -> None:
    """Proves that no set of kinds has more work for its room than the first that is found."""
    first = next(question.tightest(), None)
    for other in every_set(question):
        assert first is not None
        assert not other.tighter_than(first)


@given(QUESTIONS)
def test_every_kind_is_in_one_set_and_each_set_is_what_it_says(question: Question[str, str]) -> None:
    """Proves that sets take each kind and each sort once, add up, and come in the order of how tight they are."""
    found = list(question.tightest())
    kinds = [kind for tight in found for kind in tight.kinds]
    assert sorted(kinds) == sorted(kind for kind, amount in question.work.items() if amount)
    assert len([sort for tight in found for sort in tight.sorts]) <= len(SORTS)
    for tight in found:
        assert tight.work == sum(question.work[kind] for kind in tight.kinds)
        assert tight.room == sum(question.room[sort] for sort in tight.sorts)
    for earlier, later in pairwise(found):
        assert not later.tighter_than(earlier)


def test_by_hand() -> None:
    """Custody: 3.4 posts for x with 2. All others, 1.5, may go to x or y, which has 3: 1.5 for y's 3 once x is taken.

    All together would be 4.9 for 5: there seems to be room.
    """
    work = {"custody": Fraction("3.4"), "others": Fraction("1.5")}
    room: Mapping[str, Fraction] = {"x": Fraction(2), "y": Fraction(3)}
    may = {"custody": frozenset("x"), "others": frozenset("xy")}
    first, second = Question(work, room, may).tightest()
    assert (first.kinds, first.sorts, first.short) == ({"custody"}, {"x"}, Fraction("1.4"))
    assert (second.kinds, second.sorts, second.short) == ({"others"}, {"y"}, 0)
