"""Public instances of the generalised assignment problem, read from a folder; the project itself holds none."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from allocator.errors import InputError, UsageError
from benchmarks.cases import ASSIGN, Asked, Assignment, Case
from benchmarks.gap import Gap, MalformedGap, read

QUESTION = "How near to the best known values, on instances that were made to be hard, beside CP-SAT and HiGHS?"
SECONDS, REPEATS, BACKENDS = 60.0, 1, ("ours",)
BEST_KNOWN = "best_known.csv"
NOT_AN_INSTANCE = {".csv", ".md", ".json", ".html"}


def cases(asked: Asked) -> Iterator[Case]:
    """One case for each file of the folder; a file best_known.csv beside them says what is known."""
    if asked.gap_dir is None:
        raise UsageError("The suite gap needs --gap-dir DIR: a folder of instances in the OR-Library's text form.")
    known = _best_known(asked.gap_dir / BEST_KNOWN)
    files = [path for path in asked.gap_dir.iterdir() if path.is_file() and path.suffix not in NOT_AN_INSTANCE]
    for path in sorted(files, key=lambda path: _natural(path.name)):
        if not path.name.startswith("."):
            yield Case(path.stem, {"path": str(path), **known.get(path.stem, {})}, ASSIGN)


def question(case: Case) -> Assignment:
    """The instance, with the best known value and bound where they are published."""
    return Assignment(_read(Path(case.facts["path"])), case.facts.get("value"), case.facts.get("bound"))


def _read(path: Path) -> Gap:
    try:
        return read(path)
    except MalformedGap as error:
        raise InputError(f"{path} is no assignment instance: {error}.") from error


def _best_known(path: Path) -> dict[str, dict[str, float]]:
    """Value and bound by instance; nothing where there is no such file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        try:
            return {line["instance"]: _figures(line) for line in csv.DictReader(lines)}
        except (KeyError, TypeError, ValueError) as error:
            columns = "instance, best_known_bound and best_known_value"
            raise UsageError(f"{path} cannot be read ({error}): it needs the columns {columns}.") from error


def _figures(line: dict[str, str]) -> dict[str, float]:
    figures = {"value": line["best_known_value"], "bound": line["best_known_bound"]}
    return {name: float(text) for name, text in figures.items() if text.strip()}


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part or 0), text) for text, part in re.findall(r"([^0-9]*)([0-9]*)", name)]
