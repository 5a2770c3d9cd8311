"""What a finding means for the run, where its severity alone does not say it; it changes nothing about the run."""

from __future__ import annotations

from allocator.reading.findings import CATALOGUE
from allocator.records import Severity

_OTHERWISE = {
    Severity.ERROR: "The run stops.",
    Severity.WARNING: "The run goes on with what is there.",
    Severity.NOTE: "Nothing: it is for the record.",
}

EFFECTS: dict[str, str] = {
    "unknown_table": "It is left out.",
    "unknown_setting": "The key is ignored.",
    "misspelt_column": "The column is kept, but not used.",
    "unknown_column": "The column is kept, but not used.",
    "column_without_header": "The column is left out.",
    "column_of_names": "The column is left out.",
    "blank_word": "The cell counts as blank.",
    "id_looks_like_name": "The ids are used, but not repeated in any message.",
    "id_spelling": "The worker's own spelling is used.",
    "ids_alike": "They count as two.",
    "double_entry": "They count as two people.",
    "age_at_edge": "They take part like everybody else.",
    "age_disagrees": "The date of birth is used.",
    "category_against_age": "The category is used as it stands: duty and visits follow it.",
    "since_in_future": "It counts as today.",
    "since_before_start": "Both dates are used as they stand.",
    "since_without_worker": "The date is not used.",
    "unknown_current_worker": "They are given a worker, as if theirs had left.",
    "unknown_avoided_worker": "That id keeps nobody apart.",
    "avoids_everybody": "They stay without a worker.",
    "referred_in_future": "No weeks of waiting are counted.",
    "referred_long_ago": "The wait is counted as it stands.",
    "change_in_future": "The date is used as it stands.",
    "key_event_without_date": "The event protects nobody.",
    "key_event_far_away": "The event protects nobody.",
    "group_of_one": "The group has no effect.",
    "group_avoids_worker": "The wish is kept and the group is parted.",
    "group_without_worker": "The wishes are kept and the group is parted.",
    "group_locked_apart": "The locks are kept and the group is parted.",
    "place_blank": "Their journeys are priced at the median.",
    "lock_without_worker": "The lock is void.",
    "lock_worker_left": "The lock is void.",
    "education_disagrees": "Nothing for who works with whom.",
    "custody_disagrees": "Nothing for who works with whom.",
    "suitability_disagrees": "Nothing for who works with whom.",
    "contact_in_future": "Nothing for who works with whom.",
    "contact_before_birth": "Nothing for who works with whom.",
    "contact_overdue": "Nothing for who works with whom.",
    "plan_in_future": "Nothing for who works with whom.",
    "plan_overdue": "Nothing for who works with whom.",
    "absence_without_start": "The absence is left out.",
    "absence_long_past": "Their people are given to others.",
    "start_far_ahead": "They are given nobody until then.",
    "contract_above_full_time": "The contract is used as it stands.",
    "base_blank": "Their journeys are priced at the median.",
    "no_contract": "They are given nobody.",
    "nobody_on_duty": "Nobody can be given to anybody.",
    "unknown_place": "Journeys there are priced at the median.",
    "unknown_base": "Journeys from there are priced at the median.",
    "lock_worker_leaves": "The lock is void.",
    "nobody_for_band": "The rule age_band cannot be kept for them.",
    "nobody_with_skill": "The rule specialist cannot be kept for them.",
    "nobody_at_base": "The rule home_base cannot be kept for them.",
    "post_without_caps": "The caps for everybody are used.",
    "caps_too_small": "Nobody of that band can be given to anybody.",
    "no_room_for_one": "They are given nobody.",
    "other_day": "The day that was given, or today, is used: ages follow it.",
    "far_above_ceiling": "They keep their people and are given nobody.",
}


def effect_of(code: str) -> str:
    """What a finding of the catalogue means for the run, in a sentence."""
    return EFFECTS.get(code) or _OTHERWISE[CATALOGUE[code].severity]
