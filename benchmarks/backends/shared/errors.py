"""What can go wrong when a backend is asked; it words nothing about allocations.

AllocatorError
├── NotApplicable            this backend cannot answer this question      exit 4
├── TooLarge                 the question laid out whole fills the memory  exit 4
└── UsageError
    └── UnknownBackend       no file of that name                          exit 2
"""

from __future__ import annotations

from collections.abc import Iterable

from allocator.errors import NoAnswerError, UsageError
from allocator.reading.near import did_you_mean


class NotApplicable(NoAnswerError):
    """A backend was asked what it cannot answer; the message says why and what it can answer."""


class TooLarge(NoAnswerError):
    """A question has more pairs than can be held in memory at once; a peer fails there, since it reduces nothing."""

    def __init__(self, pairs: int, most: int) -> None:
        super().__init__(f"The whole question has {pairs:,} pairs; more than {most:,} are not laid out at once.")


class UnknownBackend(UsageError):
    """A backend was named that there is no file for; the message lists those that there are."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        known = sorted(known)
        super().__init__(f"There is no backend {name}.{did_you_mean(name, known)} Known are {', '.join(known)}.")
