"""``python -m tests.oracle``: random tiny cases against an enumeration of everything; it mends nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.oracle.binding import Rates, rates_of
from tests.oracle.case import Case
from tests.oracle.case_file import case_from_json, case_to_json
from tests.oracle.compare import Judged, judged
from tests.oracle.shrink import shrink
from tests.oracle.ways import WAYS
from tests.strategies import case_of

LEAST_BINDING, LEAST_UNALLOCATED = 0.05, 0.20
EVERY = 100


def main(arguments: list[str] | None = None) -> int:
    """0 if no case differs and the rates are reached, else 1."""
    asked = _parser().parse_args(arguments)
    if asked.replay:
        return _replay(asked.replay, asked.way)
    ways = tuple(WAYS) if asked.way == "all" else (asked.way,)
    differing = sum(_try(way, asked) for way in ways)
    short = [] if asked.no_rates else _print_rates(rates_of(map(case_of, _seeds(asked))))
    return 1 if differing or short else 0


def _seeds(asked: argparse.Namespace) -> range:
    return range(asked.seed, asked.seed + asked.cases)


def _try(way: str, asked: argparse.Namespace) -> int:
    """All cases on one way: how many differ."""
    differing, unproven, few = 0, 0, 0
    for number, seed in enumerate(_seeds(asked), start=1):
        case = case_of(seed)
        judged = _judged(case, way)
        if judged.found:
            differing += 1
            _report(seed, case, judged.found, way, asked.save)
        unproven, few = unproven + len(judged.unproven), few + bool(judged.unproven)
        if number % EVERY == 0:
            print(f"{way}: {number} cases, {differing} differ", file=sys.stderr, flush=True)
    left = f" {unproven} levels of {few} cases were not proven." if way != "direct" else ""
    print(f"{way}: {asked.cases} cases, {differing} differ.{left}", flush=True)
    return differing


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("--cases", type=int, default=2000, help="how many cases")
    parser.add_argument("--seed", type=int, default=1, help="number of the first case")
    parser.add_argument("--way", choices=[*WAYS, "all"], default="direct", help="how the engine is made to go")
    parser.add_argument("--no-rates", action="store_true", help="compare only, measure no rates")
    parser.add_argument("--save", type=Path, help="folder for the smallest form of every case that differs")
    parser.add_argument("--replay", type=Path, help="one such file, once more")
    return parser


def _judged(case: Case, way: str) -> Judged:
    """What is found; a crash is a difference too, and the other cases shall still be tried."""
    try:
        return judged(case, way)
    except Exception as fault:
        return Judged((f"crash: {type(fault).__name__}: {fault}",), ())


def _replay(path: Path, way: str) -> int:
    found = _judged(case_from_json(path.read_text(encoding="utf-8")), "direct" if way == "all" else way).found
    print("\n".join(found) or "No difference.")
    return 1 if found else 0


def _report(seed: int, case: Case, found: tuple[str, ...], way: str, folder: Path | None) -> None:
    print(f"case {seed}, {way}:")
    print("\n".join(f"  {line}" for line in found), flush=True)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        smallest = shrink(case, lambda smaller: bool(_judged(smaller, way).found))
        (folder / f"{way}-{seed}.json").write_text(case_to_json(smallest), encoding="utf-8")


def _print_rates(rates: Rates) -> list[str]:
    """One line for each rule; those that bind too seldom come back."""
    shares = rates.shares() | {"(somebody unallocated)": rates.unallocated_share}
    least = dict.fromkeys(shares, LEAST_BINDING) | {"(somebody unallocated)": LEAST_UNALLOCATED}
    for key, share in shares.items():
        print(f"{key:24}{share:7.1%}{'' if share >= least[key] else f'  below {least[key]:.0%}'}")
    return [key for key, share in shares.items() if share < least[key]]


if __name__ == "__main__":
    sys.exit(main())
