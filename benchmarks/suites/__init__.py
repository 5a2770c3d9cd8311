"""One file for each suite: putting a file here is all it takes to add one; a name that begins with _ is no suite."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import cast

from allocator.errors import UsageError
from allocator.reading.near import did_you_mean
from benchmarks.cases import Suite


def suites() -> dict[str, Suite]:
    """Every suite by its name, in the order of names."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
    return {name: cast(Suite, import_module(f"{__name__}.{name}")) for name in names}


def suite_named(name: str) -> Suite:
    """The suite of that name; a hyphen counts as an underscore. Raises UsageError with the name that was meant."""
    known = suites()
    wanted = name.replace("-", "_")
    if wanted not in known:
        raise UsageError(f"There is no suite {name}.{did_you_mean(wanted, list(known))} There are {', '.join(known)}.")
    return known[wanted]
