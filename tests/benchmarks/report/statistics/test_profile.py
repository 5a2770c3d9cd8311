"""Performance profiles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.report.statistics.profile import profile

TIMES = st.lists(st.tuples(*[st.none() | st.floats(0.001, 1000)] * 2), min_size=1, max_size=12)


def test_a_profile_by_hand() -> None:
    """Proves the shares of four cases.

    Ours against theirs: 1 and 4 (ratios 1, 4), 6 and 3 (2, 1), 5 and nothing (1, none), nothing at all.
    Ours: 1 in two of four, 2 in three. Theirs: 1 in one, 4 in two. The case that nobody solved counts for both.
    """
    found = profile("scip", [(1.0, 4.0), (6.0, 3.0), (5.0, None), (None, None)])
    assert found.ours == ((1.0, 0.5), (2.0, 0.75))
    assert found.theirs == ((1.0, 0.25), (4.0, 0.5))
    assert found.cases == 4


@given(TIMES)
def test_profiles_climb_and_somebody_is_first(pairs: list[tuple[float | None, float | None]]) -> None:
    """Proves that factors and shares only rise, and that every case solved at all has somebody at a factor of 1."""
    found = profile("peer", pairs)
    for steps in (found.ours, found.theirs):
        assert list(steps) == sorted(steps)
        assert all(factor >= 1 and 0 < share <= 1 for factor, share in steps)
    first = sum(share for steps in (found.ours, found.theirs) for factor, share in steps if factor == 1)
    solved = sum(pair != (None, None) for pair in pairs)
    assert first * len(pairs) >= solved - 1e-9
