"""What is known of an instance, level by level, and whether an answer contradicts it; it solves nothing.

Levels are settled one after the other, so a value or a bound says something of a level only where all levels above it
have the values that are known.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from allocator.bundled import instances_dir
from benchmarks.rows import Level

FILE, EXPECTED = Path(__file__).with_name("best_known.toml"), "expected.json"
SLACK = 1e-6  # the same quantity in floating point, added up in another order


@dataclass(frozen=True)
class KnownLevel:
    """The best value found and the best bound proven for one level, in its own units; equal where it is proven."""

    key: str
    value: float
    bound: float | None
    proven: bool

    def says_no(self, level: Level) -> Iterator[str]:
        """What an answer claims that cannot be true, if this is."""
        if self.bound is not None and level.value < self.bound - _slack(self.bound):
            kind = "proven optimum" if self.proven else "known bound"
            yield f"{self.key} is {level.value:.9g}, below the {kind} of {self.bound:.9g}"
        if level.bound is not None and level.bound > self.value + _slack(self.value):
            yield f"{self.key} has a bound of {level.bound:.9g}, above the known value of {self.value:.9g}"
        if level.proven and level.value > self.value + _slack(self.value):
            yield f"{self.key} is called proven at {level.value:.9g}, but {self.value:.9g} is known"


def known_of(folder: Path) -> tuple[KnownLevel, ...]:
    """What is on file for the instance in ``folder``: the library's for a shipped one, else its own expected.json."""
    if folder.resolve().parent == instances_dir().resolve():
        return levels_of(library()["instances"].get(folder.name, {}))
    path = folder / EXPECTED
    return tuple(map(_level, json.loads(path.read_text("utf-8"))["levels"])) if path.is_file() else ()


@cache
def library() -> Mapping[str, Any]:
    """The library's own file: ``version``, ``instances`` by name, and ``drawn`` ones by suite and case."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def contradictions(levels: Sequence[Level], known: Sequence[KnownLevel]) -> tuple[str, ...]:
    """Everything in ``levels`` that contradicts what is known, as far down as the values above are the known ones."""
    found: list[str] = []
    for level, on_file in zip(levels, known, strict=False):
        if level.key != on_file.key:
            break
        found += on_file.says_no(level)
        if abs(level.value - on_file.value) > _slack(on_file.value):
            break
    return tuple(found)


def levels_of(entry: Mapping[str, Any]) -> tuple[KnownLevel, ...]:
    """The levels of an entry of the library; none where it has none."""
    return tuple(map(_level, entry.get("levels", ())))


def _level(data: Mapping[str, Any]) -> KnownLevel:
    return KnownLevel(data["key"], data["value"], data.get("bound"), data["proven"])


def _slack(value: float) -> float:
    return SLACK * max(1.0, abs(value))
