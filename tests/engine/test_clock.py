"""allocator.engine.clock."""

from __future__ import annotations

import os
import signal
import threading
import time
from itertools import pairwise

import pytest
from ortools.sat.python import cp_model

from allocator.answer import Limits
from allocator.engine.clock import Clock, listening
from tests.engine.small import clock


def test_time_runs_down_and_stops_at_nothing() -> None:
    """Proves that what is left shrinks, stays at zero, and that nothing is left after a wish to stop."""
    running = clock(30.0)
    first = running.left
    assert 29 < running.left <= first <= 30
    assert not running.over
    running.interrupted = True
    assert (running.left, running.over) == (0.0, True)
    assert clock(0.0).over


def test_a_solver_gets_no_more_than_is_left() -> None:
    """Proves that seconds, threads and seed of the run reach the solver, and that it leaves Ctrl-C alone."""
    parameters = Clock(Limits(seconds=5, threads=3, seed=17)).solver(60.0).parameters
    assert 4 < parameters.max_time_in_seconds <= 5
    assert (parameters.num_workers, parameters.random_seed, parameters.catch_sigint_signal) == (3, 17, False)
    assert Clock(Limits(seconds=5, threads=0)).solver(2.0).parameters.num_workers == 1
    assert clock(0.0).solver(9.0).parameters.max_time_in_seconds == 0.01


def test_threads_that_are_busy_aside_are_not_given_away() -> None:
    """Proves that whoever searches gets what is left of the run's threads, and never fewer than one."""
    running = Clock(Limits(seconds=60, threads=3))
    assert running.solver(1.0).parameters.num_workers == 3
    running.busy = 1
    assert (running.threads, running.solver(1.0).parameters.num_workers) == (2, 2)
    running.busy = 3
    assert running.threads == 1


def test_nothing_is_solved_when_time_is_up() -> None:
    """Proves that an empty model, which would be optimal at once, is not even begun."""
    over = clock(0.0)
    assert over.run(over.solver(1.0), cp_model.CpModel()) == cp_model.UNKNOWN
    running = clock()
    assert running.run(running.solver(1.0), cp_model.CpModel()) == cp_model.OPTIMAL


MARKS = 14
PAIRS = [(high, low) for high in range(MARKS) for low in range(high)]


def _hard() -> cp_model.CpModel:
    """A ruler of 14 marks as short as can be: optimal rulers of this length take far longer than any test."""
    model = cp_model.CpModel()
    marks = [model.new_int_var(0, 300, "") for _ in range(MARKS)]
    for a, b in pairwise(marks):
        model.add(a < b)
    gaps = [model.new_int_var(1, 300, "") for _ in PAIRS]
    model.add_all_different(gaps)
    for gap, (high, low) in zip(gaps, PAIRS, strict=True):
        model.add(gap == marks[high] - marks[low])
    model.minimize(marks[-1])
    return model


def test_the_wish_to_stop_ends_a_search_under_way() -> None:
    """Proves that a search of up to 20 seconds ends soon after somebody asked to stop, without a proof."""
    running = clock(20.0)
    timer = threading.Timer(0.3, lambda: setattr(running, "interrupted", True))
    timer.start()
    begin = time.monotonic()
    status = running.run(running.solver(20.0), _hard())
    timer.join()
    assert status in (cp_model.FEASIBLE, cp_model.UNKNOWN)
    assert time.monotonic() - begin < 5


def test_the_first_ctrl_c_is_a_wish_and_the_second_an_order() -> None:
    """Proves that one Ctrl-C only marks the clock, that the next one ends the program as usual."""
    running, before = clock(), signal.getsignal(signal.SIGINT)

    def twice() -> None:
        with listening(running):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)
            assert running.interrupted
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.5)

    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        twice()
    assert signal.getsignal(signal.SIGINT) is before


def test_handlers_are_left_alone_outside_the_main_thread() -> None:
    """Proves that a library user may solve in a thread, where Python allows no handlers."""
    seen: list[object] = []

    def work() -> None:
        with listening(clock()):
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGINT)]
