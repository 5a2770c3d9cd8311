"""Writes best_known.toml again: ``python -m benchmarks.library.refresh [RESULTS ...]``. It asks no solver.

Shipped instances have what stands in their expected.json; drawn ones are improved by the rows of results folders:
values of every backend whose answer the audit passed, bounds of ours alone, which are whole-number certificates. A
date is kept where nothing about its instance has changed.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from allocator.bundled import instances_dir
from allocator.reading.models import load_model
from allocator.reading.tables.settings import FILE_NAME
from allocator.versions import version_of
from benchmarks.cases import ASSIGN, Asked, Case, Week
from benchmarks.library.drawn import improved, key_of, sha256_of
from benchmarks.library.known import EXPECTED, FILE, levels_of
from benchmarks.library.version import instance_sha256, model_sha256
from benchmarks.rows import DONE, Row, read_rows
from benchmarks.suites import suite_named

HEADER = """\
# Best known values, level by level. Written by: python -m benchmarks.library.refresh [RESULTS ...]
# "instances" are the shipped ones, "drawn" those that suites draw, by suite and case. Values and bounds are in the
# units of each level; a bound holds given the values above it. See README.md for how to cite a version and how to
# report an improvement. sha256 is that of the tables, model_sha256 of the rules as used.
"""
OURS = "ours"
Entry = Mapping[str, Any]


def shipped(before: Mapping[str, Entry], today: date) -> dict[str, Entry]:
    """Every shipped instance of which something is known, in the order of names."""
    folders = sorted(path.parent for path in instances_dir().glob(f"*/{EXPECTED}"))
    return {folder.name: _dated(_shipped(folder), before.get(folder.name, {}), today) for folder in folders}


def drawn(before: Mapping[str, Entry], rows: Sequence[Row], today: date) -> dict[str, Entry]:
    """The drawn instances as known before, improved by ``rows``, in the order of names."""
    found = dict(before)
    for suite, case in _cases(rows):
        key = key_of(suite, case.name)
        same = [row for row in rows if (row.suite, row.case) == (suite, case.name)]
        found[key] = _dated(_improved(suite, case, same, before.get(key, {})), before.get(key, {}), today)
    return dict(sorted(found.items()))


def text(version: str, instances: Mapping[str, Entry], others: Mapping[str, Entry]) -> str:
    """The whole file."""
    tables = (*_tables("instances", instances), *_tables("drawn", others))
    return "\n".join([HEADER, f'version = "{version}"', *tables]) + "\n"


def _shipped(folder: Path) -> Entry:
    known = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
    overrides = tomllib.loads((folder / FILE_NAME).read_text(encoding="utf-8")).get("set", {})
    return {
        "sha256": instance_sha256(folder),
        "model": known["model"],
        "model_sha256": model_sha256(load_model(known["model"], overrides)),
        "as_of": known["as_of"],
        "how": known["confirmed by"],
        "levels": [{key: level[key] for key in ("key", "value", "bound", "proven")} for level in known["levels"]],
    }


def _improved(suite: str, case: Case, rows: Sequence[Row], before: Entry) -> Entry:
    """What is known of a drawn instance once the runs of it as it is now are looked at; from nothing if it changed."""
    week = suite_named(suite).question(case)
    assert isinstance(week, Week)
    stated = {
        "sha256": sha256_of(week.caseload),
        "model": week.model.name,
        "model_sha256": model_sha256(week.model),
        "as_of": week.caseload.as_of.isoformat(),
    }
    same = all(before.get(key) == value for key, value in stated.items())
    known, how = (levels_of(before), before["how"]) if same else ((), "")
    same_week = (stated["sha256"], stated["model_sha256"])
    for row in (row for row in rows if (row.tables_sha256, row.model_sha256) == same_week):
        better = improved(known, row.levels, trust_bounds=row.backend == OURS)
        known, how = (known, how) if better == known else (better, f"{row.backend}, seed {row.seed}")
    return {**stated, "how": how, "levels": [asdict(level) for level in known]}


def _cases(rows: Sequence[Row]) -> Iterator[tuple[str, Case]]:
    """Every drawn case of the rows: not the public ones, nor shipped instances as they stand."""
    for suite in dict.fromkeys(row.suite for row in rows):
        names = {row.case for row in rows if row.suite == suite}
        for case in suite_named(suite).cases(Asked()) if suite != "gap" else ():
            shipped_as_it_is = case.name in {path.name for path in instances_dir().iterdir()}
            if case.name in names and case.asks != ASSIGN and not shipped_as_it_is:
                yield suite, case


def _dated(stated: Entry, before: Entry, today: date) -> Entry:
    """With the date and version of ``before`` where all else is the same, else with today's."""
    dated = {"found": before.get("found"), "found_with": before.get("found_with")}
    if {**stated, **dated} != dict(before):
        dated = {"found": today.isoformat(), "found_with": f"allocator {version_of('allocator')}"}
    return {**stated, **dated}


def _tables(name: str, entries: Mapping[str, Entry]) -> Iterator[str]:
    for key, about in entries.items():
        yield f'\n[{name}."{key}"]'
        yield from (f'{word} = "{value}"' for word, value in about.items() if word != "levels")
        yield "levels = ["
        for level in about["levels"]:
            bound = f"bound = {level['bound']}, " if level.get("bound") is not None else ""
            proven = str(level["proven"]).lower()
            yield f'  {{ key = "{level["key"]}", value = {level["value"]}, {bound}proven = {proven} }},'
        yield "]"


def main(folders: Sequence[str]) -> None:
    """Write the file again, with what the results in ``folders`` add."""
    there, today = tomllib.loads(FILE.read_text(encoding="utf-8")), date.today()
    rows = [row for folder in folders for row in read_rows(Path(folder))[1]]
    passed = [row for row in rows if row.outcome == DONE and row.audit == "passed" and row.levels]
    instances, others = shipped(there["instances"], today), drawn(there.get("drawn", {}), passed, today)
    FILE.write_text(text(there["version"], instances, others), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
