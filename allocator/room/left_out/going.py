"""Which held people it would pay most to move at given prices, exactly and without looking at all of them closely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allocator.room.left_out.table import NOWHERE, Leavers
from allocator.room.left_out.whole import Ints

AT_ONCE = 64
"""Kinds that are looked at closely at a time."""


@dataclass(frozen=True)
class Going:
    """Kinds and the columns they would go to, one entry for each person who goes, with what that fetches (all > 0)."""

    kind: Ints
    to: Ints
    gain: NDArray[Any]


def going(leavers: Leavers, prices: NDArray[Any]) -> Going:
    """The best that as many as may go can fetch; ``prices`` (columns,) of a unit of load, whole or not.

    Nobody can fetch more than their room at home is worth, less their lightest load at the lowest price: who cannot
    beat those found already by that need not be looked at.
    """
    somewhere = leavers.lightest < NOWHERE
    hope = prices[leavers.home] * leavers.freed - prices.min() * np.where(somewhere, leavers.lightest, 0)
    order = np.flatnonzero(somewhere & (hope > 0))
    order = order[np.argsort(-hope[order], kind="stable")]
    best = Going(order[:0], order[:0], hope[:0])
    for start in range(0, len(order), AT_ONCE):
        if len(best.kind) == leavers.most and hope[order[start]] <= best.gain[-1]:
            break
        best = _best(best, _closely(leavers, prices, order[start : start + AT_ONCE]), leavers.most)
    return best


def _closely(leavers: Leavers, prices: NDArray[Any], kinds: Ints) -> Going:
    cost = np.where(leavers.may[kinds], leavers.load[kinds] * prices, NOWHERE)
    to = cost.argmin(axis=1)
    gain = prices[leavers.home[kinds]] * leavers.freed[kinds] - cost[np.arange(len(kinds)), to]
    times = np.minimum(leavers.count[kinds], leavers.most) * (gain > 0)
    return Going(np.repeat(kinds, times), np.repeat(to, times), np.repeat(gain, times))


def _best(one: Going, other: Going, most: int) -> Going:
    gain = np.concatenate([one.gain, other.gain])
    order = np.argsort(-gain, kind="stable")[:most]
    return Going(np.concatenate([one.kind, other.kind])[order], np.concatenate([one.to, other.to])[order], gain[order])
