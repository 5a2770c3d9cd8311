"""The workers of a caseload as arrays, one row each in the order of the caseload; it knows no young person."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from allocator.engine.people import Bools, Codes, Ints, bits
from allocator.engine.standing import may_be_given
from allocator.load import capacity, years_of_experience
from allocator.records import Band, Caseload, Need, Role, Worker
from allocator.rule_book import enforces
from allocator.service_model import ServiceModel, caseload_class


@dataclass(frozen=True)
class Workers:
    """Arrays of shape (workers,), unless another shape is named."""

    ids: tuple[str, ...]
    capacity: tuple[Fraction, ...]
    ceiling: tuple[Fraction, ...]
    caps: Ints  # index of the caseload class
    base: Ints  # -1: unknown
    takes: Bools
    serves: Bools  # (workers, 2): 16-20, 21+
    has: Bools  # (workers, needs)
    languages: NDArray[np.object_]


def worker_arrays(caseload: Caseload, model: ServiceModel, *, codes: Codes, bases: dict[str, int]) -> Workers:
    """Index every worker of the caseload."""
    staff, as_of = caseload.workers, caseload.as_of
    caps = [caseload_class(model, w, years_of_experience(w, as_of)) for w in staff]
    shares = [capacity_now(w, model, caseload) for w in staff]
    ceilings = [share * model.caseloads[i].ceiling_ratio for share, i in zip(shares, caps, strict=True)]
    serves = [[w.role is not Role.OLDER, w.role is not Role.YOUNGER] for w in staff]
    has = [[need in w.skills for need in Need] for w in staff]
    return Workers(
        ids=tuple(w.worker_id for w in staff),
        capacity=tuple(shares),
        ceiling=tuple(ceilings),
        caps=np.array(caps, dtype=np.int64),
        base=np.array([bases.get(w.base.strip(), -1) for w in staff], dtype=np.int64),
        takes=np.array([may_be_given(w, model, as_of) for w in staff], dtype=bool),
        serves=np.array(serves, dtype=bool).reshape(len(staff), len(Band)),
        has=np.array(has, dtype=bool).reshape(len(staff), len(Need)),
        languages=np.array([bits(w.languages, codes) for w in staff], dtype=object),
    )


@enforces("induction")
def capacity_now(worker: Worker, model: ServiceModel, caseload: Caseload) -> Fraction:
    """Share of a post that a worker gives on the day of the run, induction counted."""
    return capacity(worker, model, as_of=caseload.as_of)
