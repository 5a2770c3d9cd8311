"""Findings: every one that there is, gathered while files are read, worded so that nothing personal is repeated."""

from allocator.reading.findings.catalogue import CATALOGUE, title_of
from allocator.reading.findings.collector import Collector, Source, collector_for
from allocator.reading.findings.errors import errors_among, in_words, without_errors
from allocator.reading.findings.wording import LONGEST

__all__ = [
    "CATALOGUE",
    "LONGEST",
    "Collector",
    "Source",
    "collector_for",
    "errors_among",
    "in_words",
    "title_of",
    "without_errors",
]
