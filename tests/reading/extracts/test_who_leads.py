"""Who works with somebody: one rule for every extract that names an allocated worker and a personal adviser."""

from __future__ import annotations

import pytest

from allocator.reading.extracts.who_leads import Allocated, says_nobody, who_leads
from allocator.records import Lead

LCW, SOCIAL_WORKER = Lead.LCW, Lead.SOCIAL_WORKER


@pytest.mark.parametrize(
    ("worker", "adviser", "age", "expected"),
    [
        ("Y07", "Y03", 18, Allocated("Y03", LCW)),  # the adviser comes first
        ("Y07", None, 18, Allocated("Y07", LCW)),
        ("Y07", None, 17, Allocated(None, SOCIAL_WORKER)),  # the worker of a child is the social worker
        ("Y07", "Y03", 17, Allocated("Y03", SOCIAL_WORKER)),  # two of them: twin-tracked
        ("Y03", "Y03", 17, Allocated("Y03", LCW)),
        (None, "Y03", 16, Allocated("Y03", LCW)),
        (None, "Y03", 21, Allocated("Y03", LCW)),
        (None, None, 16, Allocated(None, LCW)),
        (None, None, 25, Allocated(None, LCW)),
    ],
)
def test_who_leads(worker: str | None, adviser: str | None, age: int, expected: Allocated) -> None:
    """Proves the rule for every way in which the two columns can be filled, below and from 18."""
    assert who_leads(worker, adviser, age=age) == expected


def test_a_leaving_care_worker_leads_before_18_too() -> None:
    """Proves that a worker who is known to be a leaving care worker is not taken for the social worker."""
    assert who_leads("Y07", None, age=17, worker_advises=True) == Allocated("Y07", LCW)
    assert who_leads("Y07", "Y03", age=17, worker_advises=True) == Allocated("Y03", LCW)


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        *((word, True) for word in ("Unallocated", "not yet allocated", "No adviser", "TBC")),
        *((word, False) for word in ("", "A1", "Nobody's Example", "Tbcample")),
    ],
)
def test_words_for_nobody(text: str, nobody: bool) -> None:
    """Proves which words are nobody, and that what only begins like them is somebody; a blank says nothing."""
    assert says_nobody(text) is nobody
