"""What was run, on what and how, in words for the head of the page; it excuses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.conflicts import conflicts
from benchmarks.report.results import Folder, Results
from benchmarks.report.statistics.repeats import together
from benchmarks.report.statistics.solved import STATED
from benchmarks.report.text import counted, listed, moment, round_percent
from benchmarks.rows import Machine, Row

NAMED = 4  # contradictions told one by one
BUSY = 0.5  # of the cores: above this load before a run, somebody else was at work


@dataclass(frozen=True)
class Source:
    """One results folder in words: facts as (what, how it was)."""

    name: str
    facts: tuple[tuple[str, str], ...]


def alike(folders: Sequence[Folder]) -> list[Folder]:
    """Folders that ran on the same machine with the same versions, put together under their names."""
    groups: list[list[Folder]] = []
    for folder in folders:
        same = next((group for group in groups if group[0].machine == folder.machine), None)
        if same is None:
            groups.append([folder])
        else:
            same.append(folder)
    return [
        Folder(listed([folder.name for folder in group]), group[0].machine, tuple(row for f in group for row in f.rows))
        for group in groups
    ]


def source(folder: Folder) -> Source:
    """The facts of one folder; those that it does not state are left out."""
    machine, rows = folder.machine, folder.rows
    started = sorted(row.started for row in rows if row.started)
    facts = (
        ("Runs", counted(len(rows), "row")),
        ("Begun", " to ".join(dict.fromkeys(moment(one) for one in (started[0], started[-1]))) if started else ""),
        ("Processor", f"{machine.processor}, {counted(machine.cores, 'core')}"),
        ("Memory", f"{machine.memory_mib:,} MiB"),
        ("System", f"{machine.system}, Python {machine.python}"),
        ("Versions", ", ".join(f"{name} {version}" for name, version in sorted(machine.versions.items()))),
        ("Commit", machine.allocator_commit),
        ("Cluster", counted(machine.cluster_workers, "worker") if machine.cluster_workers else ""),
        ("Load before runs", _load(rows)),
    )
    return Source(folder.name, tuple((what, how) for what, how in facts if how))


def protocol(rows: Sequence[Row]) -> tuple[str, str]:
    """Two sentences: how often and within which limits it was run, and what the figures below are of."""
    repeats = _range(len(group.rows) for group in together(rows))
    limits = _range(row.limit_seconds for row in rows if row.limit_seconds)
    threads = _range(row.threads for row in rows)
    within = f"in at most {limits} seconds" if limits else "without a limit of time"
    return (
        f"Each backend was run {_times(repeats)} on each of its cases, {within}, with {_threads(threads)}.",
        "Seconds are wall seconds (median, least and most of the repeats); value, bound, gap and proof are always "
        "those of the worst repeat, and a case counts as proven only where every repeat proved it and no audit refused "
        "one.",
    )


def cautions(results: Results) -> list[str]:
    """What a reader must know before they believe a figure."""
    found = _contradictions(results)
    machines = {_hardware(folder.machine) for folder in results.folders}
    if len(machines) > 1 and results.changes:
        found.append("The folders were not run on the same machine: before and after say nothing about the program.")
    for folder in alike(results.folders):
        busy = [row for row in folder.rows if (row.load_before or 0.0) > BUSY * folder.machine.cores]
        if busy:
            found.append(
                f"{folder.name}: before {len(busy):,} of {counted(len(folder.rows), 'run')} the machine was busy "
                f"(load {_load(busy)} on {counted(folder.machine.cores, 'core')}), which makes times longer."
            )
        if folder.machine.allocator_commit.endswith(("dirty", "+")):
            found.append(f"{folder.name}: the code was not that of its commit, but changed after it.")
    return found


def _contradictions(results: Results) -> list[str]:
    """Runs of one case that cannot both be right, the first few."""
    said = conflicts(row for folder in results.folders for row in folder.rows)
    more = [f"{counted(len(said) - NAMED, 'more contradiction')} of this kind."] if len(said) > NAMED else []
    return [*(f"Two runs cannot both be right. {one}." for one in said[:NAMED]), *more]


def gap_words() -> str:
    """What a gap is, and which is called small."""
    return (
        "A gap is (value - bound) / max(1, |value|); of several levels the largest counts. "
        f"Beside proof, the report counts what is within {round_percent(STATED)}."
    )


def _hardware(machine: Machine) -> tuple[str, int, int]:
    return machine.processor, machine.cores, machine.memory_mib


def _load(rows: Iterable[Row]) -> str:
    loads = [row.load_before for row in rows if row.load_before is not None]
    return " to ".join(dict.fromkeys((f"{min(loads):.2f}", f"{max(loads):.2f}"))) if loads else ""


def _range(numbers: Iterable[float]) -> str:
    found = sorted(set(numbers))
    return " to ".join(f"{number:g}" for number in dict.fromkeys((found[0], found[-1]))) if found else ""


def _times(repeats: str) -> str:
    return "once" if repeats == "1" else f"{repeats} times"


def _threads(threads: str) -> str:
    return "1 thread" if threads == "1" else f"{threads} threads"
