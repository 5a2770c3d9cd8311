"""What the SSD and OC3 can hold of a young person and a worker, field by field, as the documentation prints it.

It reads nothing: the round trip of a whole county holds the words to what the readers do.
"""

from __future__ import annotations

from collections.abc import Mapping

YES, NO = "yes", "no"
_NEEDS = "partly: disability; custody (accommodation X); parent (activity G6, so not of those in education or work)"
_MOVE = "partly: a move in the last 28 days"

SSD_HELD: Mapping[str, str] = {
    "person_id": YES,
    "date_of_birth": YES,
    "age": "no: the date of birth alone",
    "category": YES,
    "place": "yes: the postcode; without one, the town or the prison",
    "current_worker": YES,
    "worker_since": YES,
    "former_uasc": YES,
    "needs": _NEEDS,
    "in_education": "yes: by the activity",
    "keep_after_21": NO,
    "complexity": NO,
    "languages": NO,
    "keep_together": NO,
    "avoid_workers": NO,
    "locked": NO,
    "lead": "partly: under 18, where the allocated worker is not the adviser",
    "referred": NO,
    "changes_so_far": YES,
    "last_change": "partly: the day on which the current worker followed another",
    "key_event": _MOVE,
    "key_event_date": _MOVE,
    "in_touch": YES,
    "accommodation": YES,
    "suitability": YES,
    "activity": YES,
    "pathway_plan": YES,
    "latest_contact": YES,
}
"""Of a young person, by field: yes, no, or "partly: ..."."""

SSD_WORKERS_HELD: Mapping[str, str] = {
    "worker_id": "yes: of those who work with somebody",
    "base": NO,
    "fte": YES,
    "role": NO,
    "team": YES,
    "skills": NO,
    "languages": NO,
    "start_date": NO,
    "last_day": NO,
    "absent_from": NO,
    "absent_to": NO,
    "reduction_percent": NO,
    "post": "yes: by the job title",
    "experience_years": NO,
}
"""Of a worker, by field."""

_AGES = "partly: of those of 17 to 21"
OC3_HELD: Mapping[str, str] = {
    "in_touch": _AGES,
    "activity": _AGES,
    "in_education": f"{_AGES}, by the activity",
    "accommodation": f"{_AGES}, where its suitability is known",
    "suitability": _AGES,
    "needs": f"{_AGES}: custody (X2) and parent (G6)",
}
"""What OC3 adds to an extract; fields that are not named here it neither fills nor changes."""
