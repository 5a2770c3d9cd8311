"""The engine's ways for large questions, on tiny ones: thresholds set so that a way is taken; it judges no answer.

Each way is a table of constants of the engine, changed while it runs. Shares of time are small where a stage would use
up whatever it is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from unittest import mock

Constants = Mapping[str, float]

_NEVER_DIRECT: Constants = {"asking.DIRECT_OPTIONS": -1000}
_BRIEFLY_NEARBY: Constants = {"search.SHARE_NEARBY": 0.002, "search.SHARE_MOVES": 0.002}
_LEAVES_PAIRS_OUT: Constants = {
    "candidates.DENSE_PAIRS": 0,
    "candidates.FEWEST_KEPT": 1,
    "candidates.MOST_KEPT": 1,
    "candidates.MOST_CLASSES": 1,
}
_AS_A_WHOLE: Constants = {
    "as_a_whole.MANY_ROWS": 0,
    "asking.MOST_LINEAR": 0,
    "as_a_whole.SHARE_WIDE": 0.002,
    "weekly.MANY_OPEN": 0,
    "weekly.SHARE_FOR_A_START": 0.002,
    "wide.MOST_TRIED": 2,
    "assign.smooth.ROUNDS": 60,
}
_SMOOTHED: Constants = {"assign.smooth.MANY_PAIRS": 0, "assign.cheapest.SEARCHED": 2}

WAYS: Mapping[str, Constants] = {
    "direct": {},
    "scip": {**_NEVER_DIRECT, "search.MOST_ROWS": 0},
    "sets": {
        **_NEVER_DIRECT,
        "search.MOST_ROWS": 0,
        "by_sets.FIRST_WIDTH": 1,
        "by_sets.NEARLY_ALL": 1.0,
        "asking.CORE_BESIDE_SETS": 0.01,
    },
    "nearby": {**_NEVER_DIRECT, **_BRIEFLY_NEARBY, "search.NARROW_OPTIONS": 2},
    "sparse": _LEAVES_PAIRS_OUT,
    "once": {**_LEAVES_PAIRS_OUT, "levels.MOST_LISTINGS": 1, "relaxation.MOST_MORE": 1},
    "wide": {**_LEAVES_PAIRS_OUT, **_AS_A_WHOLE},
    "largest": {
        **_LEAVES_PAIRS_OUT,
        **_AS_A_WHOLE,
        **_NEVER_DIRECT,
        **_BRIEFLY_NEARBY,
        **_SMOOTHED,
        "levels.MOST_LISTINGS": 1,
        "asking.MOST_BRANCHED": 0,
        "rounding.MOST_ROUNDED": 0,
        "as_a_whole.SHARE_VAST": 0.002,
        "weekly.SHARE_FOR_A_LARGE_START": 0.002,
    },
    "aside": {
        **_LEAVES_PAIRS_OUT,
        **_AS_A_WHOLE,
        **_NEVER_DIRECT,
        "as_a_whole.THREADS_ASIDE": 1,
        "as_a_whole.SHARE_BEFORE": 0.002,
        "as_a_whole.SHARE_BEFORE_WEIGHED": 0.002,
        "as_a_whole.SHARE_WHILE_FAR": 0.002,
    },
}
"""direct: as for any question so small. scip: SCIP settles every level; sets: of few options first, then of more.
nearby: a few options, then neighbourhoods. sparse: pairs are left out and listed later; once: a few, and only in one
round. wide: sparse, capacity prices, settled as a whole where intake is off. largest: wide, prices smoothed, neither
CP-SAT nor SCIP over the whole. aside: wide, with SCIP aside."""


@contextmanager
def taken(way: str) -> Iterator[None]:
    """Let the engine go the way ``way`` within this block."""
    with ExitStack() as stack:
        for name, value in WAYS[way].items():
            stack.enter_context(mock.patch(f"allocator.engine.{name}", value))
        yield
