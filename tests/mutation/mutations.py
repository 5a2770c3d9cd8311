"""What may go wrong with each rule: forgotten altogether, held too tightly, or held wrongly; nothing is run here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from tests.mutation.patching import Make

Whatever = Callable[..., Any]


@dataclass(frozen=True)
class Mutation:
    """One way to spoil the rule ``key``; ``make`` turns the right function into a wrong one."""

    key: str
    how: str
    make: Make

    @property
    def name(self) -> str:
        """How a test calls it."""
        return f"{self.key}: {self.how}"


def _always(value: Any) -> Make:
    return lambda _: lambda *args, **kwargs: value


def _then(change: Callable[[Any], Any]) -> Make:
    """The right answer, changed."""
    return lambda right: lambda *args, **kwargs: change(right(*args, **kwargs))


def _first_worker_too(right: Whatever) -> Whatever:
    """A need counts as unmet with the first worker of the table as well."""
    return lambda problem, person, worker, *rest: right(problem, person, worker, *rest) | (worker == 0)


def _no_growth(right: Whatever) -> Whatever:
    """Waiting makes nobody weigh more."""
    return lambda person, problem: right(person.model_copy(update={"referred": None}), problem)


def _not_the_absent(right: Whatever) -> Whatever:
    """Any absence at all, past or to come, keeps people away."""
    return lambda worker, *rest: right(worker, *rest) and worker.absent_from is None


def _full_from_the_start(_: Whatever) -> Whatever:
    return lambda worker, *rest: Fraction(worker.fte) * (1 - Fraction(worker.reduction_percent) / 100)


def _with_the_first(right: Whatever) -> Whatever:
    """Everybody is kept apart from the first worker of the table."""

    def apart(folk: Any, codes: Any) -> Any:
        pairs = right(folk, codes)
        first = np.array([[person, 0] for person in range(len(folk))], dtype=pairs.dtype)
        return np.concatenate([pairs.reshape(-1, 2), first])

    return apart


MUTATIONS = (
    Mutation("one_worker", "nobody counts who is left", _always(Fraction(0))),
    Mutation("one_worker", "waiting counts for nothing", _no_growth),
    Mutation("on_duty", "everybody takes people", _always(True)),
    Mutation("on_duty", "nobody with an absence takes people", _not_the_absent),
    Mutation("apart", "nobody is kept apart", _then(lambda pairs: pairs[:0])),
    Mutation("apart", "everybody from the first worker", _with_the_first),
    Mutation("locked", "no lock holds", _always(False)),
    Mutation("locked", "everybody is locked", _always(True)),
    Mutation("ceiling", "twice as high", _then(lambda units: units * 2)),
    Mutation("ceiling", "one unit of load too low", _then(lambda units: units - 1)),
    Mutation("intake", "one too many", _then(lambda left: left + 1)),
    Mutation("intake", "one too few", _then(lambda left: np.maximum(0, left - 1))),
    Mutation("continuity", "all losses are alike", _always(0)),
    Mutation("continuity", "losses count twice", _then(lambda points: points * 2)),
    Mutation("key_event", "never", _always(False)),
    Mutation("key_event", "always", _always(True)),
    Mutation("settled", "never", _always(False)),
    Mutation("settled", "always", _always(True)),
    Mutation("age_band", "always met", _then(np.zeros_like)),
    Mutation("age_band", "unmet with the first worker", _first_worker_too),
    Mutation("stay_after_21", "nobody stays", _always(False)),
    Mutation("stay_after_21", "everybody stays", _always(True)),
    Mutation("step_down", "nobody is due", _always([])),
    Mutation("step_down", "the last come first", _then(lambda due: due[::-1])),
    Mutation("home_base", "always met", _then(np.zeros_like)),
    Mutation("home_base", "unmet with the first worker", _first_worker_too),
    Mutation("specialist", "always met", _then(np.zeros_like)),
    Mutation("specialist", "unmet with the first worker", _first_worker_too),
    Mutation("language", "always met", _then(np.zeros_like)),
    Mutation("language", "unmet with the first worker", _first_worker_too),
    Mutation("together", "groups are not seen", _then(lambda siblings: replace(siblings, groups=()))),
    Mutation("together", "siblings excuse nothing", _then(lambda siblings: replace(siblings, excuses=()))),
    Mutation("travel", "the road costs nothing", _then(np.zeros_like)),
    Mutation("travel", "there, but not back", _then(lambda units: units // 2)),
    Mutation("induction", "full from the first day", _full_from_the_start),
    Mutation("induction", "a tenth too little", _then(lambda share: share * Fraction(9, 10))),
    Mutation("balance", "no threshold", _then(lambda level: replace(level, slopes=np.zeros_like(level.slopes)))),
    Mutation("balance", "the first threshold twice", _then(lambda level: replace(level, slopes=level.slopes * 2))),
)
