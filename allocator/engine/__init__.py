"""The engine: from a caseload, its travel and its model to an answer, level by level; it touches no file."""

from allocator.engine.answering import solve

__all__ = ["solve"]
