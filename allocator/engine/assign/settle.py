"""The way from a question to an answer with a certified bound: prices, annealing, and an exact core beside it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np

from allocator.engine.assign.board import Board, Seen
from allocator.engine.assign.core import fits, solve_core
from allocator.engine.assign.pairs import Assigned, Bools, Floats, Ints, Pairs
from allocator.engine.assign.polish import Polish
from allocator.engine.assign.prices import Prices, best_prices, certify
from allocator.engine.assign.search import Search

ROUNDS = 2000
FIRST_MOVES, GROWTH, SHARE, LARGE_SHARE = 12, 4.0, 5.0, 1.3
"""Moves for each pair in the first cycle, how much longer the next one is, and how many fit into the time."""

LARGE = 50_000
"""From so many pairs on, one slow cycle is worth more than several, and than mixtures."""


HOT, WARM = 0.3, 0.12
LARGEST_CORE = 12_000
MOST_ROWS = 3000
"""Up to so many rows, a few workers at a time are settled exactly."""

SLICES = (("sat", 0.1), ("scip", 0.2))
"""Solvers of the core, one after the other while it is not solved, and their shares of the time that is left."""


def settle(
    pairs: Pairs,
    *,
    seconds: float,
    threads: int = 2,
    seed: int = 1,
    start: Ints | None = None,
    stop: Callable[[], bool] = lambda: False,
    on_progress: Seen = lambda value, bound: None,
) -> Assigned:
    """The best allocation found in so many seconds, and a bound that none can beat.

    ``start`` (rows,), the pair of each row, is an allocation to begin with; one that is not allowed is ignored.
    ``stop`` is asked often and ends the run; what was found until then is the answer. ``on_progress`` is told the value
    and the bound whenever one of them gets better, from any thread.
    """
    if pairs.rows == 0:
        nobody = np.zeros(0, dtype=np.int64)
        return Assigned(nobody, pairs.value(nobody), pairs.value(nobody), True)
    board = Board(pairs, seconds=seconds, stop=stop, seen=on_progress)
    if start is not None:
        board.offer(start)
    price, _ = best_prices(pairs, ROUNDS)
    certificate = certify(pairs, price)
    board.raise_bound(certificate.bound)
    run = Run(board, price, certificate)
    board.offer(pairs.start[:-1] + 0 if board.good else run.order[run.pairs.start[:-1]])
    helpers = [threading.Thread(target=run.anneal, args=(seed + k,), daemon=True) for k in range(threads - 1)]
    for helper in helpers:
        helper.start()
    run.prove(seed + threads, alone=threads < 2)
    for helper in helpers:
        helper.join()
    return board.answer()


class Run:
    """The question with each row's pairs sorted by priced cost, cheapest first; ``order`` are their own indices."""

    def __init__(self, board: Board, price: Floats, certificate: Prices) -> None:
        asked = board.pairs
        self.board, self.price, self.certificate = board, price, certificate
        priced = asked.cost + price[asked.worker] * asked.load
        self.order: Ints = np.lexsort((priced, asked.row_of)).astype(np.int64)
        self.pairs = Pairs(
            asked.start,
            asked.worker[self.order],
            asked.cost[self.order],
            asked.load[self.order],
            asked.room,
            asked.slopes,
            asked.breaks,
        )
        self.excess: Floats = priced[self.order] - np.repeat(priced[self.order][asked.start[:-1]], np.diff(asked.start))
        self.position = np.empty_like(self.order)
        self.position[self.order] = np.arange(len(self.order))

    def anneal(self, seed: int, seconds: float = float("inf")) -> None:
        """Cool down again and again, more slowly each time, from scratch or from a mixture of two good allocations."""
        search, board = Search(self.pairs, self.excess, self.price, seed), self.board
        moves, keen, turn = FIRST_MOVES * max(len(self.pairs.worker), 5000), 1.0, 0
        end = time.monotonic() + min(seconds, board.left)
        large = len(self.pairs.worker) > LARGE
        share = LARGE_SHARE if large else SHARE
        while board.going() and time.monotonic() < end:
            hot = HOT
            if turn % 2 == 1 and len(board.good) > 1 and not large:
                search.begin(self._mixture(search.random))
                hot = WARM
            begun = time.monotonic()
            found = search.cycle(
                moves, hot, limit=self._limit(), keen=keen, going=lambda: board.going() and time.monotonic() < end
            )
            spent = time.monotonic() - begun
            if found:
                board.offer(self.order[search.best])
            else:
                keen *= 3
            turn += 1
            room = max(0.0, end - time.monotonic())
            moves = int(moves * max(0.05, min(GROWTH, (end - begun) / share / spent, room / spent)))
            search.begin(search.taken)

    def _mixture(self, random: np.random.Generator) -> Ints:
        """Each row as in one of two good allocations."""
        good = self.board.good
        one, two = random.choice(len(good), size=2, replace=False)
        mine = random.random(self.pairs.rows) < random.random()
        mixed: Ints = np.where(mine, self.position[good[one][1]], self.position[good[two][1]])
        return mixed

    def _limit(self) -> float:
        """How much dearer than the cheapest a pair may be in anything better than the best."""
        value = self.board.value
        return np.inf if value is None else value - self.certificate.total / self.certificate.scale

    def prove(self, seed: int, *, alone: bool) -> None:
        """Solve what is left after fixing, if that is little, else search; alone, search first."""
        board = self.board
        pairs = len(self.pairs.worker)
        self.anneal(
            seed, min(0.3 * board.left, 0.02 + 1e-3 * pairs) if alone else min(0.05 * board.left, 0.01 + 1e-4 * pairs)
        )
        for solver, share in SLICES:
            here = self.candidates()
            if not board.going() or here.sum() > LARGEST_CORE or not fits(self.pairs):
                break
            if self._core(here, solver, board.left * share):
                return
        if fits(self.pairs) and self.pairs.rows <= MOST_ROWS:
            self.anneal(seed + 1000, board.left * 0.25)
            self.polish(seed)
        else:
            self.anneal(seed + 1000)

    def polish(self, seed: int) -> None:
        """Mend the best allocation there is, a few workers at a time, to the end; without one, search for one."""
        board = self.board
        second = np.quantile(self.excess, 0.5)
        polish = Polish(self.pairs, self.excess, float(second), seed)
        while board.going():
            if not board.good:
                self.anneal(seed + 2000, board.left * 0.2)
                continue
            mended = polish.mend(self.position[board.good[0][1]], seconds=board.left, going=board.going)
            if mended is not None:
                board.offer(self.order[mended])

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
