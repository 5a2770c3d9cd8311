"""The sets of work that are tightest for the room they may go to, by minimum cuts; it knows neither people nor workers.

Work may go to certain sorts of room. Whatever set of work is taken, it has no more room than all the sorts together
that any of it may go to. The tightest set has the most work for its room; what is left beside it and its room is looked
at again.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, Generic, TypeVar

import networkx as nx

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)


@dataclass(frozen=True)
class Tight(Generic[K, R]):
    """Kinds of work that may go to these sorts of room and to no others."""

    kinds: frozenset[K]
    sorts: frozenset[R]
    work: Fraction
    room: Fraction

    @property
    def short(self) -> Fraction:
        """Work for which there is no room; 0 where there is enough."""
        return max(Fraction(0), self.work - self.room)

    def tighter_than(self, other: Tight[K, R]) -> bool:
        """Whether there is more work for the room here."""
        return self.work * other.room > other.work * self.room


@dataclass(frozen=True)
class Question(Generic[K, R]):
    """Work by kind, room by sort, and the sorts to which each kind may go."""

    work: Mapping[K, Fraction]
    room: Mapping[R, Fraction]
    may: Mapping[K, frozenset[R]]

    def tightest(self) -> Iterator[Tight[K, R]]:
        """The tightest set, then the tightest of what is left without its kinds and its room, until nothing is left.

        Work that has no room at all comes first.
        """
        kinds, sorts = frozenset(kind for kind, amount in self.work.items() if amount), frozenset(self.room)
        while kinds:
            nowhere = [kind for kind in kinds if not any(self.room[sort] for sort in self.may[kind] & sorts)]
            found = self._set(nowhere, sorts) if nowhere else self._densest(kinds, sorts)
            yield found
            kinds, sorts = kinds - found.kinds, sorts - found.sorts

    def _set(self, kinds: Iterable[K], left: frozenset[R]) -> Tight[K, R]:
        kinds = frozenset(kinds)
        sorts = frozenset[R]().union(*(self.may[kind] for kind in kinds)) & left
        work, room = (self.work[kind] for kind in kinds), (self.room[sort] for sort in sorts)
        return Tight(kinds, sorts, sum(work, Fraction(0)), sum(room, Fraction(0)))

    def _densest(self, kinds: frozenset[K], sorts: frozenset[R]) -> Tight[K, R]:
        """Begins with everything; what is cut off at its density is denser still, until nothing is cut off."""
        best = self._set(kinds, sorts)
        while True:
            denser = self._set(self._cut(best, kinds, sorts), sorts)
            if not denser.tighter_than(best):
                return best
            best = denser

    def _cut(self, than: Tight[K, R], kinds: frozenset[K], sorts: frozenset[R]) -> frozenset[K]:
        """The kinds with most work too many where room is stretched to ``than``'s density; in whole numbers."""
        amounts = [*(self.work[kind] for kind in kinds), *(self.room[sort] for sort in sorts), than.work, than.room]
        scale = lcm(*(amount.denominator for amount in amounts))
        network: nx.DiGraph[Any] = nx.DiGraph()
        for kind in kinds:
            network.add_edge("from", (kind, "kind"), capacity=int(self.work[kind] * scale) * int(than.room * scale))
            network.add_edges_from(((kind, "kind"), (sort, "sort")) for sort in self.may[kind] & sorts)
        for sort in sorts:
            network.add_edge((sort, "sort"), "to", capacity=int(self.room[sort] * scale) * int(than.work * scale))
        _, (side, _) = nx.minimum_cut(network, "from", "to")
        return frozenset(kind for kind in kinds if (kind, "kind") in side)
