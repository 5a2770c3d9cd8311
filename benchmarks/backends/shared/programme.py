"""The whole question as one integer linear programme, in whole numbers, for any solver to read; it solves nothing.

The first columns are the options, in their order; then come the load of each worker, load above each break, and a few
yes-or-no columns. Nothing is folded, fixed or cut: that is left to the presolve of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from allocator.engine.clock import Clock
from allocator.engine.objective import Objective
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from benchmarks.backends.shared.question import Question


class OutOfTime(Exception):
    """The time limit was reached while a model was still being written down."""


@dataclass(frozen=True)
class Row:
    """``low`` <= weights x columns <= ``high``; None where a side is open."""

    columns: Ints
    weights: Ints
    low: int | None
    high: int | None

    @property
    def one_of(self) -> bool:
        """Whether it says: exactly one of these."""
        return self.low == self.high == 1 and bool((self.weights == 1).all())


@dataclass(frozen=True)
class Line:
    """weights x columns + constant."""

    columns: Ints
    weights: Ints
    constant: int


class Programme:
    """Columns from ``lower`` to ``upper``, and rows; a level is a line over the columns. Raises OutOfTime."""

    def __init__(self, question: Question, clock: Clock) -> None:
        self.question, self.options, self.clock = question, question.options, clock
        self.lower, self.upper = [0] * len(self.options), [1] * len(self.options)
        self.rows: list[Row] = []
        self._over: dict[tuple[int, int], int] = {}
        for begin, end in zip(self.options.start[:-1].tolist(), self.options.start[1:].tolist(), strict=True):
            self._row(range(begin, end), [1] * (end - begin), low=1, high=1)
        moving = np.flatnonzero(self.options.mover)
        self._at_most(moving, question.room.moves)
        self.load = {int(w): self._load(int(w)) for w in np.unique(self.options.worker) if w != NOBODY}
        self.split = self._splits()
        self.excuse = [self._excuse(excuse.option, excuse.siblings) for excuse in question.setting.siblings.excuses]

    def in_time(self) -> None:
        """Raise OutOfTime once the run's time is over; whoever writes a model down asks row by row."""
        if self.clock.over:
            raise OutOfTime

    def line(self, level: Objective) -> Line:
        """A level over the columns; above what loads and siblings make it, solvers press it down themselves."""
        used = np.flatnonzero(level.linear)
        extra = dict(self._joint(level))
        constant = level.constant
        for piece, slope in enumerate(level.slopes.tolist()):
            for worker, base in enumerate(self.options.base_load.tolist()):
                threshold = int(level.breaks[worker, piece])
                if worker not in self.load:
                    constant += slope * max(0, base - threshold)
                elif slope:
                    column = self.over(worker, threshold)
                    extra[column] = extra.get(column, 0) + slope
        columns = np.concatenate([used, _ints(extra)])
        return Line(columns, np.concatenate([level.linear[used], _ints(extra.values())]), constant)

    def over(self, worker: int, threshold: int) -> int:
        """The column of load above a break; one for all levels."""
        if (worker, threshold) not in self._over:
            column = self._column(max(0, self.upper[self.load[worker]] - threshold))
            self._row([column, self.load[worker]], [1, -1], low=-threshold)
            self._over[worker, threshold] = column
        return self._over[worker, threshold]

    def _load(self, worker: int) -> int:
        """The column of a worker's load, with ceiling and intake; a ceiling may bind only once somebody is given."""
        room, here = self.question.room, np.flatnonzero(self.options.worker == worker)
        base, most = int(self.options.base_load[worker]), int(room.most[worker])
        column = self._column(max(base, most), lower=base)
        self._row([*here, column], [*self.options.load[here], -1], low=-base, high=-base)
        given = here[self.options.given[here]]
        self._at_most(given, int(room.intake[worker]))
        if not room.strict[worker] and len(given):
            anybody = self._column(1)
            for option in given:
                self._row([option, anybody], [1, -1], high=0)
            self._row([column, anybody], [1, most - int(room.ceiling[worker])], high=most)
        return column

    def _splits(self) -> list[int]:
        """1 where somebody of a group is given to a worker and another ends with a different one."""
        columns = []
        for group in self.question.setting.siblings.groups:
            split = self._column(1)
            columns.append(split)
            spans = [range(int(self.options.start[r]), int(self.options.start[r + 1])) for r in group.rows]
            for mine, span in enumerate(spans):
                for option in (i for i in span if self.options.given[i]):
                    others = [other for k, other in enumerate(spans) if k != mine]
                    self._apart(option, split, others, group.fixed_workers)
        return columns

    def _apart(self, option: int, split: int, others: Sequence[range], fixed: Iterable[int]) -> None:
        """Who is given here is with each sibling, or that sibling has nobody, or the group is split."""
        worker = self.options.worker[option]
        if any(other != worker for other in fixed):
            self._row([option, split], [1, -1], high=0)
        for span in others:
            with_me = [i for i in span if self.options.worker[i] in (worker, NOBODY)]
            self._row([option, split, *with_me], [1, *[-1] * (1 + len(with_me))], high=0)

    def _excuse(self, option: int | None, siblings: Sequence[int]) -> int:
        """1 where an age band is unmet and no sibling is there to excuse it."""
        unmet = self._column(1)
        mine = [] if option is None else [option]
        weights = [1, *[-1] * len(mine), *[1] * len(siblings)]
        self._row([unmet, *mine, *siblings], weights, low=1 - len(mine))
        return unmet

    def _joint(self, level: Objective) -> Iterator[tuple[int, int]]:
        if level.split:
            yield from ((column, level.split) for column in self.split)
        yield from ((column, w) for column, w in zip(self.excuse, level.excuse, strict=True) if w)

    def _at_most(self, options: Ints, limit: int) -> None:
        if len(options) > limit:
            self._row(options, [1] * len(options), high=limit)

    def _column(self, upper: int, *, lower: int = 0) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.upper) - 1

    def _row(
        self, columns: Iterable[int], weights: Iterable[int], *, low: int | None = None, high: int | None = None
    ) -> None:
        self.in_time()
        self.rows.append(Row(_ints(columns), _ints(weights), low, high))

    def taken(self, chosen: Bools) -> Ints:
        """The options among the columns (columns,) that a solution chooses."""
        return np.flatnonzero(chosen[: len(self.options)])


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)
