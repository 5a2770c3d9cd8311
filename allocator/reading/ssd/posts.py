"""Job titles and roles as posts of a caseload, matched by what they mean; a title that means none is kept as it is."""

from __future__ import annotations

import re

from allocator.reading.cells import as_post

LCW, TEAM_MANAGER, SOCIAL_WORKER = "lcw", "team_manager", "social_worker"

# The first that fits counts: a leaving care team manager is a manager, a leaving care social worker a social worker.
_MEANINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (TEAM_MANAGER, re.compile(r"\bteam (manager|leader)\b")),
    (SOCIAL_WORKER, re.compile(r"\bsocial worker\b|\bsw\b")),
    (
        LCW,
        re.compile(
            r"\b(personal|leaving care|care leavers?'?s?|after ?care|young (person|adult)s?'?s?) advis[eo]rs?\b"
            r"|\b(leaving care|care leavers?'?s?|after ?care) (support )?(key )?(worker|practitioner|officer)s?\b"
            r"|^(senior )?(lcw|pa|ypa)$"
        ),
    ),
)


def post_of(title: str) -> str | None:
    """``lcw`` for personal advisers and leaving care workers, ``team_manager`` ...; None where there is no title."""
    words = " ".join(re.sub(r"[-_/,.()]", " ", title.casefold()).split())
    for post, meaning in _MEANINGS:
        if meaning.search(words):
            return post
    return as_post(title) or None
