"""The first day of a service: nobody has a worker yet."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.cases import Asked, Case, Week
from benchmarks.suites._instances import case_of, folders, from_scratch, week_of

QUESTION = "Everybody is to be given a worker at once: how near to the best is the answer after a minute?"
SECONDS, REPEATS, BACKENDS = 60.0, 1, ("ours",)
STANDARD = ("insourcing-day", "lincolnshire-lait")
AS_IT_STANDS = "insourcing-day"


def cases(asked: Asked) -> Iterator[Case]:
    """The in-sourcing day as it is shipped, other instances from scratch."""
    for folder in folders(asked, STANDARD):
        shipped = folder.name == AS_IT_STANDS
        yield case_of(folder, folder.name if shipped else f"{folder.name}/from-scratch", scratch=not shipped)


def question(case: Case) -> Week:
    """The instance with nobody given to anybody."""
    return week_of(case, from_scratch if case.facts["scratch"] else None)
