"""A preset: the figures of one synthetic county, read from TOML and checked; it draws nothing.

A preset may extend another one. Every figure has its source (document, table) or "assumption" in the table ``sources``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from allocator.errors import UsageError
from allocator.generate.background import Background, Cohort, History, Homes, NewPerson, WhoIsApart
from allocator.generate.staffing import Workforce
from allocator.rule_settings import Settings

FOLDER = Path(__file__).parent / "presets"
PRESETS = ("lincolnshire-2023", "lincolnshire-2025", "lincolnshire-lait", "england-10k", "england-100k")


class Week(Settings):
    """Who was referred in the last days and who asked for another worker."""

    new: tuple[NewPerson, ...] = ()
    apart: tuple[WhoIsApart, ...] = ()


class Counties(Settings):
    """Many counties instead of one: a table of their towns, how many, and how many towns around count as near."""

    towns: str
    number: Annotated[int, Field(ge=1)]
    out_of_county_towns: Annotated[int, Field(ge=1)]


class Preset(Settings):
    """Everything that ``generate`` needs to know about a county."""

    name: str
    title: str
    about: str
    model: str
    as_of: date
    seed: int
    cohort: Cohort
    background: Background
    homes: Homes
    workforce: Workforce
    history: History
    week: Week = Week()
    counties: Counties | None = None
    overrides: dict[str, Any] = Field(default_factory=dict)
    sources: dict[str, str]


def load_preset(name: str) -> Preset:
    """The preset of that name; raises UsageError with near misses for an unknown one."""
    if name not in PRESETS:
        near = get_close_matches(name, PRESETS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"There is no preset {name}.{hint} There are {', '.join(PRESETS)}.")
    return Preset.model_validate({"name": name, **_read(name)})


def _read(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text, parse_float=Decimal)
    parent = data.pop("extends", None)
    return data if parent is None else _merged(_read(parent), data)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """``above`` laid over ``below``: sections are merged, everything that holds figures is replaced as a whole."""
    merged = dict(below)
    for key, value in above.items():
        section = isinstance(value, dict) and isinstance(merged.get(key), dict) and key in Preset.model_fields
        merged[key] = {**merged[key], **value} if section else value
    return merged
