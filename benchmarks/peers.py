"""The backends by name, with a plain word where there is none of that name; it runs none."""

from __future__ import annotations

from types import ModuleType

from allocator.errors import UsageError
from allocator.reading.near import did_you_mean
from benchmarks.backends.registry import backends
from benchmarks.cases import PIPELINE, Case

OURS = "ours"


def known() -> dict[str, ModuleType]:
    """Every backend by its name, ours first."""
    return dict(sorted(backends().items(), key=lambda found: found[0] != OURS))


def backend_named(name: str) -> ModuleType:
    """The backend of that name; raises UsageError with the name that was meant."""
    there = known()
    if name not in there:
        raise UsageError(f"There is no backend {name}.{did_you_mean(name, there)} There are {', '.join(there)}.")
    return there[name]


def can_answer(name: str, case: Case) -> bool:
    """Whether a backend can do what a case asks for; stages of the pipeline are timed of ours alone."""
    return name == OURS if case.asks == PIPELINE else hasattr(backend_named(name), case.asks)
