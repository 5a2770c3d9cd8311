"""Writes a model file for a test and says how a model is refused; it expects nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from allocator.errors import ModelError
from allocator.reading.models import load_model

MINE = """
extends = "lincolnshire-2025"
title = "Mine"
about = "Eighteen."
source = "a meeting"
"""


def write(folder: Path, text: str, *, name: str = "mine.toml") -> str:
    """Writes a model file and gives its path back."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def problems(name: str, overrides: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """What is said about a model that is refused."""
    with pytest.raises(ModelError, match="cannot be used") as refused:
        load_model(name, overrides or {})
    return refused.value.problems
