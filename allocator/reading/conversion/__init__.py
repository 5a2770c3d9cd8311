"""From an extract to a written caseload: the one way, what is held against it first, and what it may not replace."""

from allocator.reading.conversion.converting import Conversion, convert

__all__ = ["Conversion", "convert"]
