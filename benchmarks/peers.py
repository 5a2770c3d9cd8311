"""The backends by name, with a plain word where there is none of that name; it runs none."""

from __future__ import annotations

from types import ModuleType

from allocator.errors import UsageError
from allocator.reading.near import did_you_mean

ALL = "all"


def known() -> dict[str, ModuleType]:
    """Every backend by its name."""
    try:
        from benchmarks.backends.registry import backends  # type: ignore[import-not-found,unused-ignore]
    except ModuleNotFoundError:
        from benchmarks import only_ours

        return {"ours": only_ours}
    found: dict[str, ModuleType] = backends()
    return found


def backend_named(name: str) -> ModuleType:
    """The backend of that name; raises UsageError with the name that was meant."""
    there = known()
    if name not in there:
        raise UsageError(f"There is no backend {name}.{did_you_mean(name, there)} There are {', '.join(there)}.")
    return there[name]


def can_answer(name: str, function: str) -> bool:
    """Whether a backend answers caseloads ("allocate") or public assignment instances ("assign")."""
    return hasattr(backend_named(name), function)
