"""What an extract of any system says, before ids, a table of workers and a caseload are made of it."""

from allocator.reading.extracts.extract import Excluded, Extract, Row

__all__ = ["Excluded", "Extract", "Row"]
