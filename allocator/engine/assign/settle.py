"""The way from a question to an answer with a certified bound: prices, chains, exchanges, an exact core."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np

from allocator.engine.assign.board import Board, Seen
from allocator.engine.assign.cheapest import searched
from allocator.engine.assign.core import fits, solve_core
from allocator.engine.assign.moves import NONE
from allocator.engine.assign.pairs import Assigned, Bools, Floats, Ints, Pairs
from allocator.engine.assign.pool import Pool
from allocator.engine.assign.prices import Prices, certify
from allocator.engine.assign.search import Search
from allocator.engine.assign.smooth import LUKEWARM, ROUNDS, are_many, good_prices

LEAST_ROUNDS, PAIR_ROUNDS = 200, 200_000_000
"""Rounds for the prices at least, and how many there may be, counted once for each pair, in a second of the time."""

POOL, SHARE_OF_DESCENTS, PACE = 20, 0.1, 50_000_000
"""So many allocations are kept to search between, if so many descents from scratch take at most this share of time.
``PACE`` is how much a descent tries in a second: a clock would count the compiling too, where there is any."""

LINKED, LONGEST_LINKED, IN_VAIN = 0.1, 0.2, 0.05
"""Shares of the time: so long searches go between allocations at least and at most, and go on then if something better
was found so lately. Then they exchange between a few workers."""

WORTH_SECONDS = 10.0
"""In less time nobody exchanges: where the code is yet to be compiled, that alone would take most of it."""

SHARE_AFTER_PRICES = 0.4
"""Share of the time that is left at least when prices are no longer bettered, where finding them takes long."""

LARGEST_CORE = 3000
SLICES = (("sat", 0.05, 0.1), ("scip", 0.2, 0.2))
"""Solvers of the core while it is not solved: the shares of the time left for searching before, and for them."""


def settle(
    pairs: Pairs,
    *,
    seconds: float,
    threads: int = 2,
    seed: int = 1,
    start: Ints | None = None,
    warm: Floats | None = None,
    stop: Callable[[], bool] = lambda: False,
    on_progress: Seen = lambda value, bound: None,
) -> Assigned:
    """The best allocation found in so many seconds, and a bound that none can beat.

    ``start`` (rows,), the pair of each row, is an allocation to begin with; one that is not allowed is ignored.
    ``warm`` (workers,) are prices from nearly this question, used where finding others takes long.
    ``stop`` is asked often and ends the run; what was found until then is the answer. ``on_progress`` is told the value
    and the bound whenever one of them gets better, from any thread.
    """
    if pairs.rows == 0:
        nobody = np.zeros(0, dtype=np.int64)
        return Assigned(nobody, pairs.value(nobody), pairs.value(nobody), True)
    board = Board(pairs, seconds=seconds, stop=stop, seen=on_progress)
    if start is not None:
        board.offer(start)
    rounds = int(PAIR_ROUNDS * seconds) // max(1, len(pairs.worker))
    price = good_prices(
        pairs,
        warm,
        threads=threads,
        heat=LUKEWARM,
        rounds=max(LEAST_ROUNDS, min(ROUNDS, rounds)),
        going=lambda: board.left > seconds * SHARE_AFTER_PRICES,
    )
    certificate = certify(pairs, price)
    board.raise_bound(certificate.bound)
    run = Run(board, price, certificate)
    board.offer(run.order[run.pairs.start[:-1]])
    helpers = [threading.Thread(target=run.search, args=(seed + k,), daemon=True) for k in range(1, threads)]
    for helper in helpers:
        helper.start()
    run.prove(seed)
    for helper in helpers:
        helper.join()
    return board.answer()


class Run:
    """The question with each row's pairs sorted by priced cost, cheapest first; ``order`` are their own indices.

    Where there are very many, only the cheapest of each row are searched, and nothing is proven by searching them all.
    """

    def __init__(self, board: Board, price: Floats, certificate: Prices) -> None:
        asked = board.pairs
        self.board, self.price, self.certificate = board, price, certificate
        self.whole = not are_many(asked)
        here = np.ones(len(asked.worker), dtype=np.bool_) if self.whole else searched(asked, price)
        for _, taken in board.good:
            here[taken] = True
        few, old = asked.keep(here)
        priced = few.cost + price[few.worker] * few.load
        order = np.lexsort((priced, few.row_of))
        self.order: Ints = old[order]
        self.pairs = Pairs(
            few.start, few.worker[order], few.cost[order], few.load[order], few.room, few.slopes, few.breaks
        )
        self.excess: Floats = priced[order] - np.repeat(priced[order][few.start[:-1]], np.diff(few.start))
        self.position = np.full(len(asked.worker), -1, dtype=np.int64)
        self.position[self.order] = np.arange(len(self.order))
        self.pool = Pool(POOL)
        for _, taken in board.good:
            self.pool.add(self.position[taken])

    def search(self, seed: int) -> None:
        """Search until the time is over."""
        self._go_on(self._begun(seed), float("inf"))

    def prove(self, seed: int) -> None:
        """Search, and now and then solve what is left after fixing, if that is little."""
        board, search = self.board, self._begun(seed)
        for solver, before, share in SLICES if self.whole else ():
            self._go_on(search, min(board.left * before, 0.05 + 4e-3 * len(self.pairs.worker)))
            here = self.candidates()
            if not board.going() or here.sum() > LARGEST_CORE or not fits(self.pairs):
                break
            if self._core(here, solver, board.left * share):
                return
        self._go_on(search, float("inf"))

    def _begun(self, seed: int) -> Search:
        """A search that has descended from scratch, to something allowed if it can."""
        board = self.board
        search = Search(self.pairs, self.excess, self.price, seed, lambda best: board.offer(self.order[best]))
        if not self.whole:
            search.firm()
        search.descend(board.going)
        search.single = search.tried * POOL > SHARE_OF_DESCENTS * board.left * PACE
        search.allow(board.going)
        if search.single and board.good and board.good[0][0] < search.told:
            search.begin(self.position[board.good[0][1]])
            search.descend(board.going)
        return search

    def _go_on(self, search: Search, seconds: float) -> None:
        """Search between several allocations where one descent is short, else around one."""
        board, end = self.board, time.monotonic() + seconds

        def going() -> bool:
            return board.going() and time.monotonic() < end

        whole = max(1e-9, board.end - board.begun)
        longest = 1.0 if search.single else LONGEST_LINKED

        def hopeful() -> bool:
            share, late = 1.0 - board.left / whole, time.monotonic() - search.when < IN_VAIN * whole
            short = whole < WORTH_SECONDS or search.told == NONE
            return going() and (short or share < LINKED or (late and share < longest))

        if search.single:
            search.kick(hopeful)
        else:
            search.link(self.pool, hopeful)
        search.anneal(going, lambda: board.left, lambda: self.position[board.good[0][1]])

    def candidates(self) -> Bools:
        """(pairs,) of the sorted question: may be in something better than the best, by exact reduced costs."""
        value, pairs, mine = self.board.value, self.pairs, self.certificate
        if value is None:
            return np.ones(len(pairs.worker), dtype=np.bool_)
        priced = mine.scale * pairs.cost + mine.price[pairs.worker] * pairs.load
        excess = priced - np.repeat(np.minimum.reduceat(priced, pairs.start[:-1]), np.diff(pairs.start))
        return np.asarray(excess <= min((value - 1) * mine.scale - mine.total, 2**62))

    def _core(self, here: Bools, solver: str, seconds: float) -> bool:
        """Solve the pairs that are left; is the question settled?"""
        if (np.add.reduceat(here.astype(np.int64), self.pairs.start[:-1]) == 0).any():
            self.board.close()
            return True
        core, old = self.pairs.keep(here)
        best = self.board.value
        solved = solve_core(core, None, solver=solver, seconds=seconds, going=self.board.going)
        if solved.taken is not None:
            self.board.offer(self.order[old[solved.taken]])
        if solved.empty:
            self.board.close()
        elif solved.bound is not None:
            self.board.raise_bound(solved.bound if best is None else min(solved.bound, best))
        return self.board.proven
