"""What each format can hold of a young person, field by field, as the documentation prints it; it reads nothing.

The round trip of a whole county holds the words to what the readers do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

YES, NO = "yes", "no"
_PLACE = "partly: List 8, the postcode of the placement of those still looked after"
_NEEDS = "partly: disability; custody (accommodation X); parent (activity G6, so not of those in education or work)"
_UNDER_18 = "partly: under 18, where the allocated worker is not the adviser"
_IN_CARE = "partly: List 8, of those still looked after"


class Held(NamedTuple):
    """Whether Annex A holds a field, in its form of 13 and of 17 columns: yes, no, or "partly: ..."."""

    annex_a_13: str
    annex_a_17: str


HELD: Mapping[str, Held] = {
    "person_id": Held(YES, YES),
    "date_of_birth": Held(YES, YES),
    "age": Held(YES, YES),
    "category": Held(YES, YES),
    "place": Held(_PLACE, _PLACE),
    "current_worker": Held(YES, YES),
    "worker_since": Held(NO, NO),
    "former_uasc": Held(_IN_CARE, YES),
    "needs": Held(_NEEDS, _NEEDS),
    "in_education": Held(YES, YES),
    "keep_after_21": Held(NO, NO),
    "complexity": Held(NO, NO),
    "languages": Held(NO, NO),
    "keep_together": Held(NO, NO),
    "avoid_workers": Held(NO, NO),
    "locked": Held(NO, NO),
    "lead": Held(NO, _UNDER_18),
    "referred": Held(NO, NO),
    "changes_so_far": Held(NO, NO),
    "last_change": Held(NO, NO),
    "key_event": Held(NO, NO),
    "key_event_date": Held(NO, NO),
    "in_touch": Held(YES, YES),
    "accommodation": Held(YES, YES),
    "suitability": Held(YES, YES),
    "activity": Held(YES, YES),
    "pathway_plan": Held(NO, YES),
    "latest_contact": Held(NO, YES),
}
"""Of a young person, by field."""

WORKERS_HELD: Mapping[str, Held] = {
    "worker_id": Held("yes: of those who work with somebody", "yes: of those who work with somebody"),
    "team": Held("yes: the one that most of their rows name", "yes: the one that most of their rows name"),
}
"""Of a worker, by field; fields that are not named here neither form holds."""
