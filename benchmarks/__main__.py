"""``python -m benchmarks``: time a suite, print one CSV row for each stage; it writes no file and passes no verdict."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import fields

from benchmarks.suites import STANDARD, SUITES
from benchmarks.timing import Timing, as_row, time_imports, time_instance


def main(arguments: Sequence[str] | None = None) -> int:
    """Time one suite; rows go to standard output, what is going on to standard error."""
    asked = _parser().parse_args(arguments)
    rows = csv.DictWriter(sys.stdout, [column.name for column in fields(Timing)], lineterminator="\n")
    rows.writeheader()
    for name in SUITES[asked.suite]:
        print(f"{name}: {asked.repeats} times", file=sys.stderr, flush=True)
        found = time_instance(name, repeats=asked.repeats, threads=asked.threads, seconds=asked.time_limit)
        rows.writerows(as_row(timing) for timing in found)
        sys.stdout.flush()
    print(f"importing ortools and pandas alone: {time_imports(asked.repeats):.3f} s", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("suite", nargs="?", default=STANDARD, choices=sorted(SUITES), help="what to time")
    parser.add_argument("--repeats", type=int, default=5, help="how often each instance is run")
    parser.add_argument("--threads", type=int, default=2, help="threads of the search")
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds for all levels together")
    return parser


if __name__ == "__main__":
    sys.exit(main())
