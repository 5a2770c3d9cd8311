"""Reads a service model's TOML and what it takes over with ``extends``; it checks no value."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from allocator.bundled import models_dir
from allocator.errors import ModelError
from allocator.reading.models.sources import ABOUT_ITSELF, merged_sources
from allocator.reading.near import did_you_mean

Table = dict[str, Any]
SHARED = "shared"


def read_table(path: Path, *, seen: tuple[Path, ...] = ()) -> Table:
    """The table of a model file over everything it extends.

    Tables are merged key by key, lists replace lists. What a file says about itself (name, title, about, source) is not
    taken over. Raises ModelError where a file cannot be read, or extends itself.
    """
    table = _parse(path)
    parent = table.pop("extends", None)
    if parent is None:
        return table | {"sources": merged_sources({}, table)}
    base = read_table(_parent(parent, path, seen=(*seen, path.resolve())), seen=(*seen, path.resolve()))
    inherited = {key: value for key, value in base.items() if key not in ABOUT_ITSELF}
    return deep_merge(inherited, table) | {"sources": merged_sources(base["sources"], table)}


def deep_merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> Table:
    """``over`` laid upon ``under``: tables key by key, everything else replaced."""
    merged = dict(under)
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = deep_merge(merged[key], value) if both else value
    return merged


def named_files() -> dict[str, Path]:
    """The service models that come with the program, by name."""
    return {path.stem: path for path in sorted(models_dir().glob("*.toml"))}


def _parse(path: Path) -> Table:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ModelError(str(path), ["it is not a text file in UTF-8; save it as UTF-8."]) from None
    except OSError as error:
        raise ModelError(str(path), [f"it cannot be read: {error.strerror}."]) from None
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ModelError(str(path), [f"it is not valid TOML: {error}."]) from None
    if not isinstance(table.get("sources", {}), Mapping):
        raise ModelError(str(path), ["sources must be a table: below [sources], one line for each key and its source."])
    return table


def _parent(parent: object, path: Path, *, seen: tuple[Path, ...]) -> Path:
    """The file that ``extends`` names: a shipped model, a shared part, or a .toml beside the file itself."""
    if not isinstance(parent, str):
        raise ModelError(str(path), [f"extends is {parent}, but must be the name of a model or of a .toml file."])
    named = {entry.stem: entry for entry in sorted((models_dir() / SHARED).glob("*.toml"))} | named_files()
    found = path.parent / parent if parent.endswith(".toml") else named.get(parent)
    if found is None or not found.is_file():
        raise ModelError(str(path), [f"it extends {parent}, but there is no such model.{did_you_mean(parent, named)}"])
    if found.resolve() in seen:
        raise ModelError(str(path), [f"it extends {parent}, which in turn extends it; take one of the two lines out."])
    return found
