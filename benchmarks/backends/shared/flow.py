"""Minimum-cost flows one after the other on one network, each among the best of those before; all in whole numbers."""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

from allocator.engine.people import Ints


class Network:
    """Arcs from ``tail`` to ``head`` with a ``capacity``, nodes with a ``supply`` (negative: a demand)."""

    def __init__(self, *, tail: Ints, head: Ints, capacity: Ints, supply: Ints) -> None:
        self.tail, self.head, self.capacity, self.supply = tail, head, capacity.copy(), supply.copy()
        self.fixed = np.zeros(len(tail), dtype=np.int64)

    def minimise(self, cost: Ints) -> Ints | None:
        """The cheapest flow (arcs,) among the cheapest by all costs before, or None if there is no flow at all."""
        arcs = np.flatnonzero(self.capacity > 0)
        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(self.tail[arcs], self.head[arcs], self.capacity[arcs], cost[arcs])
        solver.set_nodes_supplies(np.arange(len(self.supply)), self.supply)
        status = solver.solve()
        if status == solver.INFEASIBLE:
            return None
        if status != solver.OPTIMAL:
            raise OverflowError(f"The flow was not solved: {status}.")
        flow = self.fixed.copy()
        found = np.asarray(solver.flows(np.arange(len(arcs))), dtype=np.int64)
        flow[arcs] += found
        self._keep(arcs, found, cost)
        return flow

    def _keep(self, arcs: Ints, flow: Ints, cost: Ints) -> None:
        """Leave only the cheapest flows: where a reduced cost is not zero, the flow is the same in all of them."""
        distance = self._distances(arcs, flow, cost)
        reduced = cost[arcs] + distance[self.tail[arcs]] - distance[self.head[arcs]]
        self._fix(arcs[reduced != 0], flow[reduced != 0])

    def _distances(self, arcs: Ints, flow: Ints, cost: Ints) -> Ints:
        """Shortest distances in the residual network (Bellman and Ford); there are no negative cycles in it."""
        forward, back = flow < self.capacity[arcs], flow > 0
        tail = np.concatenate([self.tail[arcs[forward]], self.head[arcs[back]]])
        head = np.concatenate([self.head[arcs[forward]], self.tail[arcs[back]]])
        length = np.concatenate([cost[arcs[forward]], -cost[arcs[back]]])
        distance = np.zeros(len(self.supply), dtype=np.int64)
        while True:
            nearer = distance.copy()
            np.minimum.at(nearer, head, distance[tail] + length)
            if (nearer == distance).all():
                return distance
            distance = nearer

    def _fix(self, arcs: Ints, flow: Ints) -> None:
        self.fixed[arcs] += flow
        self.capacity[arcs] = 0
        np.subtract.at(self.supply, self.tail[arcs], flow)
        np.add.at(self.supply, self.head[arcs], flow)
