"""The weekly run stage by stage, from importing the program to the run folder on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.cases import PIPELINE, Asked, Case, Week
from benchmarks.suites._instances import case_of, folder_of, folders, week_of

QUESTION = "Where do the seconds and the memory of a weekly run go?"
SECONDS, REPEATS, BACKENDS = 60.0, 3, ("ours",)
STANDARD = ("tiny", "leaver-week", "lincolnshire-2025", "lincolnshire-lait")


def cases(asked: Asked) -> Iterator[Case]:
    """Ordinary weeks of several sizes."""
    return (case_of(folder, asks=PIPELINE) for folder in folders(asked, STANDARD))


def tables(case: Case, _: Path) -> Path:
    """The instance's own tables."""
    return folder_of(case)


def question(case: Case) -> Week:
    """The instance as it stands."""
    return week_of(case)
