"""Who is ahead on a case, ours or a peer: answer first, then value level by level, then proof, then time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.report.statistics.gap import EQUAL
from benchmarks.report.statistics.repeats import OURS, SOLVE, Repeats
from benchmarks.rows import Row

NOTICED = 1.05  # a factor in time below this is called equal
ANSWER, VALUE, PROOF, TIME = "answer", "value", "proof", "time"


@dataclass(frozen=True)
class Verdict:
    """One case, ours against one peer; ``who`` is ahead ("" for nobody) and in what.

    ``amount`` is the share by which a value is better or the factor by which a run is faster, ``level`` the level whose
    value decides ("" for a plain assignment), and ``values`` are ours and theirs there.
    """

    suite: str
    case: str
    peer: str
    who: str
    by: str = ""
    amount: float = 0.0
    level: str = ""
    values: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Difference:
    """One thing in which two differ; ``sign`` is 1 where ours is ahead, -1 where the peer is."""

    by: str
    sign: int
    amount: float = 0.0
    level: str = ""
    values: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Score:
    """On how many of the ``cases`` that both were run on which of the two is ahead."""

    peer: str
    cases: int
    ours: int
    equal: int
    theirs: int


def verdicts(cases: Iterable[Repeats]) -> tuple[Verdict, ...]:
    """Ours against every peer on every case that both were run on."""
    by_case: dict[tuple[str, str], dict[str, Repeats]] = {}
    for repeats in cases:
        if repeats.phase == SOLVE:
            by_case.setdefault((repeats.suite, repeats.case), {})[repeats.backend] = repeats
    pairs = ((found[OURS], found[peer]) for found in by_case.values() if OURS in found for peer in found)
    return tuple(compare(ours, theirs) for ours, theirs in pairs if theirs.backend != OURS)


def scores(found: Iterable[Verdict]) -> tuple[Score, ...]:
    """The verdicts counted for each peer."""
    by_peer: dict[str, list[str]] = {}
    for verdict in found:
        by_peer.setdefault(verdict.peer, []).append(verdict.who)
    return tuple(
        Score(peer, len(who), who.count(OURS), who.count(""), who.count(peer)) for peer, who in by_peer.items()
    )


def compare(ours: Repeats, theirs: Repeats) -> Verdict:
    """Who is ahead: the worst of our repeats against the worst of theirs, and medians of time."""
    found = next(_differences(ours, theirs), Difference("", 0))
    who = {1: OURS, -1: theirs.backend, 0: ""}[found.sign]
    return Verdict(ours.suite, ours.case, theirs.backend, who, found.by, found.amount, found.level, found.values)


def _differences(ours: Repeats, theirs: Repeats) -> Iterator[Difference]:
    """What differs, the weightiest first."""
    if ours.accepted != theirs.accepted:
        yield Difference(ANSWER, 1 if ours.accepted else -1)
    if not (ours.accepted and theirs.accepted and ours.worst and theirs.worst):
        return
    for level, mine, other in _values(ours.worst, theirs.worst):
        if abs(mine - other) > EQUAL * max(1.0, abs(mine), abs(other)):
            share = abs(mine - other) / max(1.0, abs(min(mine, other)))
            yield Difference(VALUE, 1 if mine < other else -1, share, level, (mine, other))
    if ours.proven != theirs.proven:
        yield Difference(PROOF, 1 if ours.proven else -1)
    yield from _time(ours, theirs)


def _time(ours: Repeats, theirs: Repeats) -> Iterator[Difference]:
    if ours.seconds and theirs.seconds and min(ours.seconds.median, theirs.seconds.median) > 0:
        factor = theirs.seconds.median / ours.seconds.median
        if max(factor, 1 / factor) >= NOTICED:
            yield Difference(TIME, 1 if factor > 1 else -1, max(factor, 1 / factor))


def _values(ours: Row, theirs: Row) -> Iterator[tuple[str, float, float]]:
    """The figures that both state: the one figure, or those levels that both have, in our order."""
    if ours.value is not None and theirs.value is not None:
        yield "", ours.value, theirs.value
    elsewhere = {level.key: level.value for level in theirs.levels}
    yield from ((lv.key, lv.value, elsewhere[lv.key]) for lv in ours.levels if lv.key in elsewhere)
