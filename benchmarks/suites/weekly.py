"""The weekly run on every shipped instance that can be run."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.cases import Asked, Case, Week
from benchmarks.suites._instances import case_of, folders, week_of

QUESTION = "How long does a manager wait on a Monday, and is every level proven?"
SECONDS, REPEATS, BACKENDS = 60.0, 3, ("ours",)


def cases(asked: Asked) -> Iterator[Case]:
    """One case for each instance."""
    return (case_of(folder) for folder in folders(asked))


def question(case: Case) -> Week:
    """The instance as it stands."""
    return week_of(case)
