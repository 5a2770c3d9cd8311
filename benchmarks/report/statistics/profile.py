"""Performance profiles after Dolan and More: the share of cases on which each of two is near the faster; no ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST = 1e-6  # seconds: no clock says less
Step = tuple[float, float]  # factor, share of the cases


@dataclass(frozen=True)
class Profile:
    """Ours against one peer on ``cases`` that both were run on; factors from 1, shares from 0 to 1."""

    peer: str
    ours: tuple[Step, ...]
    theirs: tuple[Step, ...]
    cases: int


def profile(peer: str, pairs: Sequence[tuple[float | None, float | None]]) -> Profile:
    """The profile of (our seconds, their seconds), None where a case was not solved; it counts against who did not."""
    ratios = [_ratios(ours, theirs) for ours, theirs in pairs]
    return Profile(peer, _steps([r[0] for r in ratios]), _steps([r[1] for r in ratios]), len(pairs))


def _ratios(ours: float | None, theirs: float | None) -> tuple[float | None, float | None]:
    best = min((_positive(seconds) for seconds in (ours, theirs) if seconds is not None), default=1.0)
    return _over(ours, best), _over(theirs, best)


def _over(seconds: float | None, best: float) -> float | None:
    return None if seconds is None else _positive(seconds) / best


def _positive(seconds: float) -> float:
    return max(seconds, SHORTEST)


def _steps(ratios: Sequence[float | None]) -> tuple[Step, ...]:
    solved = sorted(ratio for ratio in ratios if ratio is not None)
    last = {ratio: (rank + 1) / len(ratios) for rank, ratio in enumerate(solved)}
    return tuple(last.items())
