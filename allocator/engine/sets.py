"""Every worker's sets of people that could belong to something better than a limit, one by one; it chooses none.

At any prices each worker's best choice adds up to a bound. A set that costs more than the best by as much as the bound
lies below the limit belongs to nothing better than the limit, so what is listed is all that matters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from allocator.engine.folding import LARGEST, Folded
from allocator.engine.knapsacks import Knapsack, Knapsacks
from allocator.engine.people import Bools, Ints

MOST_SETS = 4000
"""Sets of one worker that are listed; where there are more, there is room enough for options to say as much."""

MOST_IN_ALL = 10_000
"""Sets of all workers up to which a solver gains more by them than they cost it."""

MOST_PARTS = 200_000
"""Sets of people that come, and that go, that are looked at for these."""


@dataclass(frozen=True)
class Sets:
    """What one worker may do: ``come`` and ``go`` (sets, people) hold options, -1 for none.

    ``coming`` are all options that may come to the worker, ``leaving`` the options of staying of all who may leave.
    """

    worker: int
    coming: Ints
    leaving: Ints
    come: Ints
    go: Ints


def sets_below(limit: int, knapsacks: Knapsacks, fold: Folded, person: Ints, taken: Ints) -> tuple[Sets, ...]:
    """The sets that could belong to something better than ``limit``, and those in hand (``taken``), by worker.

    ``person`` (open,) are prices beside those in ``fold``. Workers who have too many sets are left out, and so are
    those with most of them where there are too many together.
    """
    cost = fold.cost - person[knapsacks.row]
    chosen = knapsacks.choose(fold, person, columns=0)
    slack = min(LARGEST, limit * fold.fine - chosen.total)  # no set costs as much as that
    lister = _Lister(knapsacks, fold, cost, np.isin(knapsacks.index, taken))
    found = (lister.listed(one, best + slack) for one, best in zip(knapsacks.all, chosen.best, strict=True))
    listed = sorted((sets for sets in found if sets is not None), key=lambda sets: len(sets.come))
    in_all = np.cumsum([len(sets.come) for sets in listed])
    return tuple(sets for sets, so_far in zip(listed, in_all, strict=True) if so_far <= MOST_IN_ALL)


class _Lister:
    """Lists sets at some prices, by the place of options in the knapsacks."""

    def __init__(self, knapsacks: Knapsacks, fold: Folded, cost: Ints, mine: Bools) -> None:
        self.knapsacks, self.fold, self.cost, self.mine = knapsacks, fold, cost, mine
        self.elsewhere = np.bincount(knapsacks.row, minlength=len(knapsacks.stays)) > 1

    def listed(self, one: Knapsack, limit: int) -> Sets | None:
        """The sets of one worker that cost less than ``limit``; None where nothing is to be chosen, or too much."""
        coming = one.coming[np.argsort(self.cost[one.coming], kind="stable")]
        leaving = one.staying[self.elsewhere[self.knapsacks.row[one.staying]]]
        leaving = leaving[np.argsort(-self.cost[leaving], kind="stable")]
        pairs = self._pairs(one, coming, leaving, limit) if len(coming) else None
        if pairs is None:
            return None
        index = self.knapsacks.index
        return Sets(one.worker, index[coming], index[leaving], *self._with_mine(coming, leaving, *pairs))

    def _pairs(self, one: Knapsack, coming: Ints, leaving: Ints, limit: int) -> tuple[Ints, Ints] | None:
        """Who comes and who goes (sets, people), places among ``coming`` and ``leaving``; None where too many."""
        from allocator.engine import set_kernels as kernels  # late: loads numba
        from allocator.engine.knapsack_kernels import Shape

        few, load = min(one.few, len(leaving)), self.knapsacks.load
        come_cost, go_cost = self.cost[coming], -self.cost[leaving]
        gain = int(np.minimum(0, go_cost[:few]).sum())
        come = kernels.subsets(load[coming], come_cost, one.many, limit - gain, MOST_PARTS)
        gain = int(np.minimum(0, come_cost[: one.many]).sum())
        go = kernels.subsets(-load[leaving], go_cost, few, limit - gain, MOST_PARTS)
        if max(len(come[0]), len(go[0])) > MOST_PARTS:
            return None
        order = np.argsort(come[1], kind="stable")
        items = come[2][order]
        anybody: Bools = np.any(items >= 0, axis=1)
        shape = Shape(one.base, one.ceiling, one.most, self.fold.slopes, self.fold.breaks[one.worker])
        first, second = kernels.pairs(shape, (come[0][order], come[1][order], anybody), go[:2], limit, MOST_SETS)
        return None if len(first) > MOST_SETS else (items[first], go[2][second])

    def _with_mine(self, coming: Ints, leaving: Ints, come: Ints, go: Ints) -> tuple[Ints, Ints]:
        """The sets as options, and what is in hand where it is not among them: it must stay possible."""
        mine = np.flatnonzero(self.mine[coming]), np.flatnonzero(~self.mine[leaving])
        known = _padded(mine[0], come), _padded(mine[1], go)
        if not ((come == known[0]).all(axis=1) & (go == known[1]).all(axis=1)).any():
            come, go = np.vstack([come, known[0]]), np.vstack([go, known[1]])
        index = self.knapsacks.index
        return np.where(come < 0, -1, index[coming][come]), np.where(go < 0, -1, index[leaving][go])


def _padded(items: Ints, like: Ints) -> Ints:
    """One set, as wide as the sets of ``like``."""
    return np.pad(items, (0, like.shape[1] - len(items)), constant_values=-1)
