"""Sets two results folders side by side on the command line, by the rule in benchmarks/README.md; it runs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from benchmarks.commands.words import as_table
from benchmarks.conflicts import conflicts
from benchmarks.report.statistics.change import SLOWER, Change, change
from benchmarks.report.statistics.repeats import together
from benchmarks.rows import FAILED, Machine, Row, read_rows

CONTRADICTED, WORSE = 1, 3
FOLDER = click.Path(file_okay=False, path_type=Path)
HEADINGS = ("suite", "case", "backend", "phase", "old s", "new s", "ratio", "95 %", "verdict")
REGRESSION = "regression"


@click.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
def compare(old: Path, new: Path) -> int:
    """Set the results in NEW beside those in OLD, case by case.

    Ratios are those of median seconds, NEW over OLD, with a bootstrap interval. The exit code is 1 where anything
    contradicts what is proven, 3 where something is worse than before.

    \b
    Example:
      python -m benchmarks compare runs/benchmarks/before runs/benchmarks/after
    """
    (machine_before, before), (machine_after, after) = read_rows(old), read_rows(new)
    for said in differences(machine_before, machine_after):
        click.echo(said, err=True)
    found = pairs(before, after)
    if not found:
        raise click.UsageError(f"{old} and {new} have no case of the same backend in common: nothing can be compared.")
    click.echo(as_table([HEADINGS, *map(_line, found)]))
    wrong = impossible(before, after)
    for said in wrong:
        click.echo(f"Contradiction: {said}")
    if wrong:
        return CONTRADICTED
    return WORSE if any(each.worse for each in found) else 0


def pairs(before: Sequence[Row], after: Sequence[Row]) -> tuple[Change, ...]:
    """Every case, backend and phase that is in both."""
    old = {repeats.place: repeats for repeats in together(before)}
    return tuple(change(old[new.place], new) for new in together(after) if new.place in old)


def impossible(before: Sequence[Row], after: Sequence[Row]) -> tuple[str, ...]:
    """Whatever contradicts what is proven: in the new rows by themselves, or between any two rows."""
    known = (f"{row.suite} {row.case}: {row.backend}: {row.error}" for row in after if _contradicts(row))
    return (*dict.fromkeys(known), *conflicts([*before, *after]))


def differences(before: Machine, after: Machine) -> tuple[str, ...]:
    """What the two ran on, as far as it differs and is more than another commit: times may then not be comparable."""
    old, new = asdict(before), asdict(after)
    names = [name for name in old if old[name] != new[name] and name != "allocator_commit"]
    return tuple(f"Not on the same machine: {name} was {old[name]}, now {new[name]}." for name in names)


def _contradicts(row: Row) -> bool:
    return row.outcome == FAILED and "contradicts what is known" in row.error


def _line(found: Change) -> tuple[str, ...]:
    ratio, sides = found.ratio, (found.before.seconds, found.after.seconds)
    interval = "-" if ratio is None or ratio.low is None else f"{ratio.low:.2f} to {ratio.high:.2f}"
    verdict = REGRESSION if found.verdict == SLOWER else found.verdict
    return (
        *found.place,
        *(f"{side.median:.3f}" if side else "-" for side in sides),
        f"{ratio.ratio:.2f}" if ratio else "-",
        interval,
        "; ".join([verdict, *found.notes]),
    )
