"""The codes of the returns (Annex A, SSD, SSDA903 OC3) as words of a caseload; it opens no file and knows no column.

A value may be a code ("X", "X2", "b)"), a code with its words ("X: In custody") or the words alone ("In custody").
"""

from __future__ import annotations

from enum import StrEnum

from allocator.records import Activity, InTouch


class Left(StrEnum):
    """Why somebody is not, or no longer, for this service: left out, and counted."""

    DIED = "died"
    RETURNED_HOME = "returned_home"
    NOT_REQUIRED = "not_required"
    NO_ELIGIBILITY = "no_eligibility"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"


EDUCATION = frozenset(
    {
        Activity.HIGHER_EDUCATION,
        Activity.HIGHER_EDUCATION_PART_TIME,
        Activity.OTHER_EDUCATION,
        Activity.OTHER_EDUCATION_PART_TIME,
    }
)
"""Activities that are education (F1, P1, F2, P2)."""

IN_TOUCH = {
    "YES": InTouch.YES,
    "NO": InTouch.NO,
    "DIED": Left.DIED,
    "REFU": InTouch.REFUSED,
    "NREQ": Left.NOT_REQUIRED,
    "RHOM": Left.RETURNED_HOME,
}
"""IN_TOUCH of SSDA903 (rule 131) and SSD, and by the same words Annex A's "LA in Touch" a) to f)."""
