"""Which pairs of each row are worth a look at given prices, where there are very many; it strikes none out for good."""

from __future__ import annotations

import numpy as np

from allocator.engine.assign.compiled import compiled
from allocator.engine.assign.pairs import Bools, Floats, Ints, Pairs


def cheapest(pairs: Pairs, price: Floats, count: int) -> Bools:
    """(pairs,): among the ``count`` cheapest of their row at these prices, or of no load: those always have room."""
    priced = pairs.cost + price[pairs.worker] * pairs.load
    here: Bools = pairs.load == 0
    mark(pairs.start, priced, count, here)
    return here


@compiled
def mark(start: Ints, priced: Floats, count: int, here: Bools) -> None:
    """``here`` (pairs,) becomes true for the ``count`` cheapest of each row; of equal ones the first."""
    best = np.zeros(count, dtype=np.int64)
    for row in range(len(start) - 1):
        kept = 0
        for pair in range(start[row], start[row + 1]):
            if kept == count and priced[pair] >= priced[best[count - 1]]:
                continue
            place = kept if kept < count else count - 1
            kept = min(kept + 1, count)
            while place > 0 and priced[best[place - 1]] > priced[pair]:
                best[place] = best[place - 1]
                place -= 1
            best[place] = pair
        for k in range(kept):
            here[best[k]] = True
