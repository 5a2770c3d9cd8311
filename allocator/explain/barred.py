"""What keeps somebody from a worker as things end: the first rule in a fixed order; it looks for no way out."""

from __future__ import annotations

from enum import StrEnum

from allocator.explain.end_state import EndState, WorkerEnd
from allocator.records import YoungPerson


class Bar(StrEnum):
    """One reason against one pair; ``words`` follow the worker's id in a sentence."""

    OFF_DUTY = "on_duty"
    APART = "apart"
    CEILING = "ceiling"
    TOO_FAR = "travel"
    INTAKE = "intake"

    @property
    def words(self) -> str:
        """How the reason reads after a worker's id."""
        return WORDS[self]


WORDS = {
    Bar.OFF_DUTY: "takes nobody now",
    Bar.APART: "is to be kept apart",
    Bar.CEILING: "has no room",
    Bar.TOO_FAR: "has no room for so long a journey",
    Bar.INTAKE: "takes no more this week",
}


def barred(state: EndState, person: YoungPerson, end: WorkerEnd) -> Bar | None:
    """The first rule that keeps this person from this worker, or None where they could be given."""
    if not end.takes:
        return Bar.OFF_DUTY
    if end.worker.worker_id in person.avoid_workers:
        return Bar.APART
    if end.room <= 0:
        return Bar.CEILING
    if end.room < state.share(person, end):
        return Bar.TOO_FAR if end.room >= state.share_near_by(person, end) else Bar.CEILING
    return None if state.intake_left(end) else Bar.INTAKE
