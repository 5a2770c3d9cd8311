"""The engine: from a caseload, its travel and its service model to an answer, level by level; it reads and writes no file."""

from allocator.engine.answering import solve

__all__ = ["solve"]
