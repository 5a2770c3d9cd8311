"""Time, threads and the wish to stop, shared by everything that searches; it searches nothing itself.

A solver runs in a thread of its own, so that Ctrl-C is heard at once; what is in hand is then kept.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ortools.sat.python import cp_model

from allocator.answer import Limits

LISTEN_SECONDS = 0.05


class Clock:
    """Counts down from the start of a run; ``interrupted`` is set once the user has asked to stop.

    ``busy`` counts the threads of the run that are at work on something else.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.start = time.monotonic()
        self.interrupted = False
        self.busy = 0

    @property
    def threads(self) -> int:
        """Threads for whoever searches now: those of the run, less those that are ``busy`` aside."""
        return max(1, self.limits.threads - self.busy)

    @property
    def left(self) -> float:
        """Seconds left for all levels together."""
        return 0.0 if self.interrupted else max(0.0, self.start + self.limits.seconds - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether to stop now."""
        return self.left <= 0.0

    def solver(self, seconds: float) -> cp_model.CpSolver:
        """A solver with this run's threads and seed, for at most ``seconds`` of what is left."""
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.01, min(seconds, self.left))
        solver.parameters.num_workers = self.threads
        solver.parameters.random_seed = self.limits.seed
        solver.parameters.catch_sigint_signal = False
        return solver

    def run(self, solver: cp_model.CpSolver, model: cp_model.CpModel) -> cp_model.CpSolverStatus:
        """Solve in a thread and keep listening."""
        if self.over:
            return cp_model.UNKNOWN
        answer: list[cp_model.CpSolverStatus] = []
        thread = threading.Thread(target=lambda: answer.append(solver.solve(model)), daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(LISTEN_SECONDS)
            if self.interrupted:
                solver.stop_search()
        return answer[0] if answer else cp_model.UNKNOWN


@contextmanager
def listening(clock: Clock) -> Iterator[None]:
    """Turn the first Ctrl-C into the wish to stop; a second one ends the program as usual."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: FrameType | None) -> None:
        clock.interrupted = True
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
