"""Puts another function in the place where the engine keeps a rule; it knows no rule."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

import allocator.engine  # noqa: F401 - fills the register
from allocator.rule_book import ENFORCED

Make = Callable[[Callable[..., Any]], Callable[..., Any]]


def spoil(patch: pytest.MonkeyPatch, key: str, make: Make) -> int:
    """Replace the function that enforces ``key`` wherever the engine refers to it; how many places that were."""
    original = ENFORCED[key]
    other, places = make(original), 0
    for module in _engine():
        for name, value in list(vars(module).items()):
            if value is original:
                patch.setattr(module, name, other)
                places += 1
            elif isinstance(value, dict):
                for word in [word for word, entry in value.items() if entry is original]:
                    patch.setitem(value, word, other)
                    places += 1
    return places


def _engine() -> Iterator[ModuleType]:
    for name in sorted(sys.modules):
        if name == "allocator.engine" or name.startswith("allocator.engine."):
            yield sys.modules[name]
