"""Finds the backends: every module of this folder that has a TITLE, by the name of its file; it runs none of them."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

import benchmarks.backends
from benchmarks.backends.shared.errors import UnknownBackend


def backends() -> dict[str, ModuleType]:
    """Every backend by the name of its file, in the order of the names."""
    here = benchmarks.backends
    names = sorted(found.name for found in pkgutil.iter_modules(here.__path__) if not found.ispkg)
    modules = {name: import_module(f"{here.__name__}.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "TITLE")}


def backend(name: str) -> ModuleType:
    """One backend; raises UnknownBackend, which lists those that there are."""
    known = backends()
    if name not in known:
        raise UnknownBackend(name, known)
    return known[name]
