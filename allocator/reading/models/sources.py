"""Which source stands behind which value of a service model; it decides no value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ASSUMPTION = "assumption: "
NOT_GIVEN = "not given"
THIS_RUN = "set for this run"
# What a model says about itself needs no source and is never taken over from another file.
ABOUT_ITSELF = ("name", "title", "about", "source", "sources")


def leaves(table: Mapping[str, Any], *, below: str = "") -> Iterator[tuple[str, Any]]:
    """Every value as (dotted key, value); a list of plain values is one value, tables in a list are numbered."""
    for key, value in table.items():
        if not below and key in ABOUT_ITSELF:
            continue
        if isinstance(value, Mapping):
            yield from leaves(value, below=f"{below}{key}.")
        elif isinstance(value, list | tuple) and value and all(isinstance(entry, Mapping) for entry in value):
            for position, entry in enumerate(value):
                yield from leaves(entry, below=f"{below}{key}.{position}.")
        else:
            yield f"{below}{key}", value


def covering(key: str, sources: Mapping[str, str]) -> str | None:
    """The key of ``sources`` that says where a value comes from: its own, or that of the nearest table around it."""
    while key and key not in sources:
        key = key.rpartition(".")[0]
    return key or None


def merged_sources(inherited: Mapping[str, str], table: Mapping[str, Any]) -> dict[str, str]:
    """The sources of what ``table`` sets over those it takes over.

    A source never outlives its value: where a value is set anew and the file gives no source, it has none.
    """
    own: dict[str, str] = dict(table.get("sources", {}))
    keys = [key for key, _ in leaves(table)]
    stale = {old for old in inherited if any(_within(old, key) for key in (*keys, *_lists(table)))}
    unsaid = {key: NOT_GIVEN for key in keys if covering(key, own) is None}
    return {key: text for key, text in inherited.items() if key not in stale} | unsaid | own


def _within(key: str, table: str) -> bool:
    return key == table or key.startswith(f"{table}.")


def _lists(table: Mapping[str, Any]) -> list[str]:
    """Keys of lists of tables: they replace what was there as a whole."""
    return [key for key, value in table.items() if isinstance(value, list)]
