"""Each worker of an instance leaves in turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from allocator.plan.edits import Edits, edited
from allocator.reading.caseload import read_caseload
from benchmarks.cases import Asked, Case, Week
from benchmarks.suites._instances import case_of, folders, week_of

QUESTION = "What if she leaves: is the answer there, and proven, for every single worker?"
SECONDS, REPEATS, BACKENDS = 60.0, 1, ("ours",)
STANDARD = ("lincolnshire-2025",)
NOTICE = timedelta(days=11)  # the Friday of next week, from a Monday: within the handover weeks


def cases(asked: Asked) -> Iterator[Case]:
    """One case for each worker of each instance who is not leaving anyway."""
    for folder in folders(asked, STANDARD):
        for worker in read_caseload(folder).workers:
            if worker.last_day is None:
                yield case_of(folder, f"{folder.name}/{worker.worker_id}", leaves=worker.worker_id)


def question(case: Case) -> Week:
    """The instance after the edit that ``allocator what-if --leave`` makes."""
    return week_of(case, lambda read: edited(read, Edits(leave={case.facts["leaves"]: read.as_of + NOTICE})))
