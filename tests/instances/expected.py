"""What is known of every instance, for instances/*/expected.json: values, bounds, proof and who confirmed them.

``python -m tests.instances.expected [NAME ...]`` writes the files. Tiny ones are confirmed by enumeration, ordinary
weeks by a plain linear model; of the hard ones only the best value and the best bound are known.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from math import isclose
from pathlib import Path
from typing import Any

from allocator.answer import Limits
from allocator.bundled import instances_dir
from allocator.pipeline import Options, Run, allocate
from allocator.proposal import LevelResult
from tests.instances.second_backend import settled_values, with_journeys
from tests.oracle.case import Case
from tests.oracle.search import best_of_week
from tests.oracle.week import lay_out

FILE = "expected.json"
BY_ENUMERATION = ("tiny", "impossible")
BY_SECOND_BACKEND = (
    "lincolnshire-2023",
    "lincolnshire-2025",
    "lincolnshire-lait",
    "leaver-week",
    "peterborough-closes",
)
BOUND_ONLY = ("storm-week", "lait-33-posts", "insourcing-day")
SECONDS = 60.0
CLOSE = 1e-6

Confirm = Callable[[Run], list[float]]


def expected_of(name: str) -> dict[str, Any]:
    """Run one instance and say who confirms it; RuntimeError where a value is not confirmed."""
    run = allocate(instances_dir() / name, Options(limits=Limits(seconds=SECONDS, threads=2)))
    by, confirm = _who(name)
    if confirm is not None:
        _agree(name, run.answer.levels, confirm(run))
    return {
        "model": run.model.name,
        "as_of": run.caseload.as_of.isoformat(),
        "confirmed by": by,
        "levels": [_level(level) for level in run.answer.levels],
    }


def _who(name: str) -> tuple[str, Confirm | None]:
    if name in BY_ENUMERATION:
        return "oracle: every allowed allocation enumerated", by_enumeration
    if name in BY_SECOND_BACKEND:
        return "second backend: one linear model a level, SCIP", by_second_backend
    return "bound only", None


def by_enumeration(run: Run) -> list[float]:
    """Every level's value by the oracle."""
    stated = with_journeys(Case(run.caseload, run.model), run.travel)
    best, _ = best_of_week(lay_out(stated, usual_minutes=run.travel.median_minutes))
    return [float(value) for _, value in best.settled]


def by_second_backend(run: Run) -> list[float]:
    """Every level's value by a plain linear model."""
    values, _ = settled_values(Case(run.caseload, run.model), run.travel)
    return [float(value) for _, value in values]


def _agree(name: str, levels: Sequence[LevelResult], values: Sequence[float]) -> None:
    for level, value in zip(levels, values, strict=True):
        if not level.proven or not isclose(level.value, value, rel_tol=CLOSE, abs_tol=CLOSE):
            raise RuntimeError(f"{name}: {level.key} is {level.value} (proven: {level.proven}), confirmed is {value}")


def _level(level: LevelResult) -> dict[str, Any]:
    known: dict[str, Any] = {"key": level.key, "value": level.value, "bound": level.bound, "proven": level.proven}
    return known if level.heads is None else {**known, "heads": level.heads}


def write(name: str, folder: Path | None = None) -> Path:
    """Work out what is known of one instance and write it beside its tables, or into another folder."""
    path = (folder or instances_dir() / name) / FILE
    path.write_text(json.dumps(expected_of(name), indent=2) + "\n", encoding="utf-8")
    return path


def main(names: Sequence[str]) -> None:
    """Write the files of the instances named, or of all."""
    for name in names or (*BY_ENUMERATION, *BY_SECOND_BACKEND, *BOUND_ONLY):
        print(write(name))


if __name__ == "__main__":
    main(sys.argv[1:])
