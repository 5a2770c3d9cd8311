"""Writes best_known.toml again from instances/*/expected.json: ``python -m benchmarks.library.refresh``.

A date is kept where nothing about its instance has changed. It asks no solver: what is known stands in expected.json.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from allocator.bundled import instances_dir
from allocator.reading.models import load_model
from allocator.reading.settings import FILE_NAME
from allocator.versions import version_of
from benchmarks.library.known import EXPECTED, FILE
from benchmarks.library.version import instance_sha256, model_sha256

HEADER = """\
# Best known values, level by level, of the instances in instances/. Written by: python -m benchmarks.library.refresh
# Values and bounds are in the units of each level; a bound holds given the values above it. See README.md for how to
# cite a version and how to report an improvement. sha256 is that of the tables, model_sha256 of the rules as used.
"""


def entry(folder: Path, before: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What the library says of one instance; the date and version of ``before`` stay where all else is the same."""
    known = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
    overrides = tomllib.loads((folder / FILE_NAME).read_text(encoding="utf-8")).get("set", {})
    stated = {
        "sha256": instance_sha256(folder),
        "model": known["model"],
        "model_sha256": model_sha256(load_model(known["model"], overrides)),
        "as_of": known["as_of"],
        "how": known["confirmed by"],
        "levels": [{key: level[key] for key in ("key", "value", "bound", "proven")} for level in known["levels"]],
    }
    dated = {"found": before.get("found"), "found_with": before.get("found_with")}
    if {**stated, **dated} != dict(before):
        dated = {"found": today.isoformat(), "found_with": f"allocator {version_of('allocator')}"}
    return {**stated, **dated}


def text(version: str, entries: Mapping[str, Mapping[str, Any]]) -> str:
    """The whole file."""
    return "\n".join([HEADER, f'version = "{version}"', *(line for item in entries.items() for line in _lines(*item))])


def entries(before: Mapping[str, Any], today: date) -> dict[str, dict[str, Any]]:
    """Every instance of which something is known, in the order of names."""
    folders = sorted(path.parent for path in instances_dir().glob(f"*/{EXPECTED}"))
    return {folder.name: entry(folder, before.get(folder.name, {}), today) for folder in folders}


def _lines(name: str, about: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n[instances.{name}]"
    yield from (f'{key} = "{value}"' for key, value in about.items() if key != "levels")
    yield "levels = ["
    for level in about["levels"]:
        proven = str(level["proven"]).lower()
        yield f'  {{ key = "{level["key"]}", value = {level["value"]}, bound = {level["bound"]}, proven = {proven} }},'
    yield "]"


if __name__ == "__main__":
    there = tomllib.loads(FILE.read_text(encoding="utf-8"))
    FILE.write_text(text(there["version"], entries(there["instances"], date.today())) + "\n", encoding="utf-8")
