"""Fills in what only the returns ask for, so that it agrees with needs, education and age; it changes nothing else.

The shares are assumptions that look like a county's; no allocation depends on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from allocator.dates import age_on
from allocator.reading.extracts.codes import ALWAYS_UNSUITABLE
from allocator.records import Accommodation, Activity, Caseload, Category, InTouch, Need, Suitability, YoungPerson

Word = TypeVar("Word")
ADULT = 18
SEED = 9  # beside the caller's, so that the draws of a county and of its returns have nothing in common

_IN_TOUCH: Mapping[InTouch, int] = {InTouch.YES: 92, InTouch.NO: 5, InTouch.REFUSED: 3}
_LOOKED_AFTER = {
    Accommodation.COMMUNITY_HOME: 30,
    Accommodation.SEMI_INDEPENDENT: 45,
    Accommodation.SUPPORTED_LODGINGS: 15,
    Accommodation.PARENTS_OR_RELATIVES: 10,
}
_ADULT = {
    Accommodation.INDEPENDENT: 40,
    Accommodation.SEMI_INDEPENDENT: 17,
    Accommodation.PARENTS_OR_RELATIVES: 13,
    Accommodation.FORMER_FOSTER_CARERS: 9,
    Accommodation.SUPPORTED_LODGINGS: 5,
    Accommodation.ORDINARY_LODGINGS: 4,
    Accommodation.FOYER: 3,
    Accommodation.OTHER: 5,
    Accommodation.NO_FIXED_ABODE: 1,
    Accommodation.EMERGENCY: 1,
    Accommodation.BED_AND_BREAKFAST: 1,
    Accommodation.ABROAD: 1,
}
_OFTEN_UNSUITABLE = frozenset({Accommodation.EMERGENCY, Accommodation.BED_AND_BREAKFAST})
_STUDENT = {
    Activity.OTHER_EDUCATION: 70,
    Activity.OTHER_EDUCATION_PART_TIME: 15,
    Activity.HIGHER_EDUCATION: 13,
    Activity.HIGHER_EDUCATION_PART_TIME: 2,
}
_PUPIL = {Activity.OTHER_EDUCATION: 9, Activity.OTHER_EDUCATION_PART_TIME: 1}
_NOT_STUDENT = {
    Activity.TRAINING_OR_EMPLOYMENT: 28,
    Activity.TRAINING_OR_EMPLOYMENT_PART_TIME: 10,
    Activity.APPRENTICESHIP: 6,
    Activity.APPRENTICESHIP_PART_TIME: 1,
    Activity.NONE_OTHER: 40,
    Activity.NONE_ILLNESS_OR_DISABILITY: 15,
}


def with_returns(caseload: Caseload, *, seed: int) -> Caseload:
    """The caseload with the fields of the returns filled in; what is filled already stays. One seed, one answer."""
    draws = np.random.default_rng([seed, SEED]).random((len(caseload.young_people), 6))
    people = zip(caseload.young_people, draws, strict=True)
    return caseload.model_copy(
        update={"young_people": tuple(_filled(one, draw, caseload.as_of) for one, draw in people)}
    )


def _filled(person: YoungPerson, draw: NDArray[np.float64], as_of: date) -> YoungPerson:
    """One person; ``draw`` are six numbers from 0 to 1."""
    stated = person.in_touch, person.accommodation, person.activity
    in_touch = stated[0] or (InTouch.YES if is_child(person, as_of) else _pick(_IN_TOUCH, draw[0]))
    lives = stated[1] or _lives(person, in_touch, draw[1], as_of)
    drawn: dict[str, Any] = {
        "in_touch": in_touch,
        "accommodation": lives,
        "suitability": _suitability(lives, draw[2]),
        "activity": stated[2] or _activity(person, draw[3], as_of),
        "pathway_plan": as_of - timedelta(days=int(draw[4] * 200)),  # a tenth is older than six months
        "latest_contact": None if in_touch is InTouch.NO else as_of - timedelta(days=int(draw[5] * 70)),
    }
    return person.model_copy(update={name: value for name, value in drawn.items() if getattr(person, name) is None})


def is_child(person: YoungPerson, as_of: date) -> bool:
    """Whether somebody is not yet 18."""
    years = person.age if person.date_of_birth is None else age_on(person.date_of_birth, as_of)
    return (years or 0) < ADULT


def _lives(person: YoungPerson, in_touch: InTouch, draw: float, as_of: date) -> Accommodation:
    """Custody for those who need it and for nobody else: the code is read as the need."""
    if Need.CUSTODY in person.needs:
        return Accommodation.CUSTODY
    if in_touch is InTouch.NO:
        return Accommodation.NOT_KNOWN
    return _pick(_LOOKED_AFTER if is_child(person, as_of) else _ADULT, draw)


def _suitability(lives: Accommodation, draw: float) -> Suitability | None:
    if lives is Accommodation.NOT_KNOWN:
        return None
    unsuitable = lives in ALWAYS_UNSUITABLE or draw < (0.7 if lives in _OFTEN_UNSUITABLE else 0.04)
    return Suitability.UNSUITABLE if unsuitable else Suitability.SUITABLE


def _activity(person: YoungPerson, draw: float, as_of: date) -> Activity:
    """Parenting (G6) for parents out of education and for nobody else: the code is read as the need."""
    if person.in_education:
        young = is_child(person, as_of) or person.category is Category.ELIGIBLE
        return _pick(_PUPIL if young else _STUDENT, draw)
    return Activity.NONE_PREGNANCY_OR_PARENTING if Need.PARENT in person.needs else _pick(_NOT_STUDENT, draw)


def _pick(weights: Mapping[Word, int], draw: float) -> Word:
    """The word at ``draw`` (0 to 1) of all the weights laid end to end."""
    left = draw * sum(weights.values())
    for word, weight in weights.items():
        left -= weight
        if left < 0:
            return word
    return word
