"""Cases of the suite that grows, by family: the same week at many sizes; what ended by its limit is in no fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.report.statistics.growth import FEWEST, PowerLaw, fit
from benchmarks.report.statistics.repeats import SOLVE, WHOLE, Repeats

GROWTH = "growth"
UNITS = {"k", "x", "people", "fte", "posts"}
NEARLY = 0.95  # of the limit
FROM = 1000  # people; what smaller weeks take is mostly the same for all of them
SHORTEST = 1e-6  # seconds: no clock says less
RUN, SOLVING = ", tables to run folder", ", solving alone"
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Series:
    """One family solved by one backend: (people, median seconds) by size, and the law through those in the fit.

    ``fitted`` are the sizes from 1,000 people on where there are three of them, else all; ``others`` the smaller ones.
    ``stopped`` are sizes whose runs ended because their time was up: how long they would have taken, nobody knows.
    """

    family: str
    backend: str
    fitted: Points
    others: Points
    stopped: Points
    law: PowerLaw | None

    @property
    def points(self) -> Points:
        """Everything that was timed."""
        return (*self.others, *self.fitted, *self.stopped)


def family(case: str) -> str:
    """A case's name without its size: weekly-1000 and weekly-100000 are both weekly."""
    words = re.findall(r"[^\W\d_]+", case)
    return " ".join(word for word in words if word.lower() not in UNITS) or "all"


def growth_series(cases: Sequence[Repeats]) -> tuple[Series, ...]:
    """Every family, phase (a whole pipeline or the solving alone) and backend of the suite with two sizes or more."""
    grown = [repeats for repeats in cases if repeats.suite == GROWTH]
    whole = {family(repeats.case) for repeats in grown if repeats.phase == WHOLE}
    groups: dict[tuple[str, str], list[Repeats]] = {}
    for repeats in grown:
        if repeats.phase in (SOLVE, WHOLE) and repeats.seconds and repeats.accepted and repeats.rows[0].people > 0:
            name = family(repeats.case)
            name += RUN if repeats.phase == WHOLE else SOLVING if name in whole else ""
            groups.setdefault((name, repeats.backend), []).append(repeats)
    found = (_series(name, backend, group) for (name, backend), group in groups.items())
    return tuple(one for one in found if len({people for people, _ in one.points}) > 1)


def _series(name: str, backend: str, cases: Sequence[Repeats]) -> Series:
    timed, stopped = (
        tuple(sorted(_point(repeats) for repeats in cases if _is_stopped(repeats) == wanted))
        for wanted in (False, True)
    )
    large = tuple((people, taken) for people, taken in timed if people >= FROM)
    fitted = large if len({people for people, _ in large}) >= FEWEST else timed
    return Series(name, backend, fitted, timed[: len(timed) - len(fitted)], stopped, fit(fitted))


def _point(repeats: Repeats) -> tuple[float, float]:
    return repeats.rows[0].people, max(repeats.seconds.median if repeats.seconds else 0.0, SHORTEST)


def _is_stopped(repeats: Repeats) -> bool:
    """Whether the limit ended it: it took nearly all of it, and did not prove everything."""
    limit = repeats.rows[0].limit_seconds
    return bool(limit and not repeats.proven and repeats.seconds and repeats.seconds.median >= NEARLY * limit)
