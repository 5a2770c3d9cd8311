"""Generalised assignment at any size, with a certified bound; nothing else in the engine imports it or numba."""

from allocator.engine.assign.pairs import Assigned, Pairs
from allocator.engine.assign.settle import settle

__all__ = ["Assigned", "Pairs", "settle"]
