"""Puts together what is alike, in the order in which it is met first; it knows nothing about what it is given."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")


def alike(things: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """The things by ``key``."""
    groups: dict[Hashable, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return list(groups.values())
