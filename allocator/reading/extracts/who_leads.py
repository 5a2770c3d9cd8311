"""Who works with somebody and who leads, from the two people that an extract names; it looks nobody up.

Every extract names an allocated worker and, in its newer form, a personal adviser beside them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from allocator.records import Lead

ADULT = 18
_NOBODY = re.compile(
    r"(un|not (yet )?)allocated|no (allocated )?(worker|adviser|advisor)|awaiting( allocation)?"
    r"|to be allocated|vacan(t|cy)|tb[ac]|nobody",
    re.IGNORECASE,
)


class Allocated(NamedTuple):
    """The leaving care worker, or None, and who leads."""

    current_worker: str | None
    lead: Lead


def who_leads(worker: str | None, adviser: str | None, *, age: int, worker_advises: bool = False) -> Allocated:
    """Adviser first; from 18 the worker where there is no adviser; before 18 any other worker is the social worker.

    ``worker_advises`` says that the allocated worker is known to be a leaving care worker, whatever the age.
    """
    if adviser is None and (age >= ADULT or worker_advises):
        return Allocated(worker, Lead.LCW)
    beside = worker is not None and worker != adviser and not worker_advises
    return Allocated(adviser, Lead.SOCIAL_WORKER if age < ADULT and beside else Lead.LCW)


def says_nobody(text: str) -> bool:
    """Whether a cell for a worker says in words that there is none."""
    return _NOBODY.fullmatch(text) is not None
