"""Counting cuts: how many people of a certain size still fit a worker, which fractions of people hide; they exclude no answer.

Where the room of a worker is r and loads are l, whole people obey sum floor(l/t) x <= floor(r/t) for every t > 0 (Chvatal
and Gomory's rounding). Whoever may leave the worker adds at most ceil(l/t) to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from allocator.engine.options import NOBODY, Options
from allocator.engine.people import Bools, Ints
from allocator.engine.room import Room

MOST_PEOPLE = 6
"""Cuts are made for rooms of up to so many people; larger rooms waste little."""


@dataclass(frozen=True)
class Cut:
    """sum of ``weights`` over taken ``options`` <= ``limit``, in every allowed allocation."""

    options: Ints
    weights: Ints
    limit: int


def counting_cuts(options: Options, room: Room, active: Bools) -> tuple[Cut, ...]:
    """Cuts for every worker whose ceiling binds whatever happens."""
    index = np.flatnonzero(active & (options.worker != NOBODY))
    index = index[np.argsort(options.worker[index], kind="stable")]
    bounds = np.searchsorted(options.worker[index], np.arange(len(room.ceiling) + 1))
    cuts: list[Cut] = []
    for worker in np.flatnonzero(room.strict).tolist():
        here = index[bounds[worker] : bounds[worker + 1]]
        given = here[options.given[here]]
        stays = here[~options.given[here]]
        left = int(room.ceiling[worker] - options.base_load[worker] - options.load[stays].sum())
        if len(given) and left >= 0:
            cuts.extend(_cuts(options, given, stays, left))
    return tuple(cuts)


def _cuts(options: Options, given: Ints, stays: Ints, left: int) -> Iterator[Cut]:
    """Cuts of one worker with ``left`` units of room while everybody stays."""
    seen = set()
    for people in range(MOST_PEOPLE + 1):
        size = left // (people + 1) + 1
        weights = options.load[given] // size
        if size in seen or (weights > 0).sum() <= people:
            continue
        seen.add(size)
        leaving = -(-options.load[stays] // size)
        yield Cut(np.concatenate([given, stays]), np.concatenate([weights, leaving]), people + int(leaving.sum()))
