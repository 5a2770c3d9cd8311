"""Judges somebody's answer to an instance on the command line; what is said of it is decided elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from benchmarks.cases import Asked, Assignment, Question
from benchmarks.checking import Checked, Stand
from benchmarks.commands.words import as_table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
HEADINGS = ("level", "value", "best known", "bound", "how it stands")
MOST = 20


@click.command()
@click.argument("instance")
@click.argument("allocation", type=FILE)
def check(instance: str, allocation: Path) -> int:
    """Judge ALLOCATION, somebody's answer to INSTANCE. The exit code is 0 if it holds, else 1.

    INSTANCE is a shipped instance or a folder of tables, and ALLOCATION a CSV with the columns person_id and worker_id
    (blank: nobody), such as allocation.csv of a run folder. Or INSTANCE is a file in the OR-Library's form of the
    generalised assignment problem, and ALLOCATION the number of each job's agent, counted from 1.

    \b
    Example:
      python -m benchmarks check lincolnshire-2025 runs/monday/allocation.csv
    """
    from benchmarks.answers import read_agents, read_ends  # late: all of these load the solver or the tables
    from benchmarks.checking import check_assignment, check_week

    question = _question(instance)
    if isinstance(question, Assignment):
        found = check_assignment(question, read_agents(allocation, question.gap))
    else:
        found = check_week(question, read_ends(allocation, question))
    click.echo(words_of(found))
    return 0 if found.holds else 1


def words_of(found: Checked) -> str:
    """Levels, breaches, and whether the answer holds."""
    parts = [as_table([HEADINGS, *map(_line, found.levels)])]
    parts += _listed("What new pairs leave open", found.breaches)
    parts += _listed("Why it does not hold", found.faults)
    return "\n\n".join([*parts, "The answer holds." if found.holds else "The answer does not hold."])


def _question(instance: str) -> Question:
    from benchmarks.suites import gap  # late: it loads the tables
    from benchmarks.suites._instances import case_of, folders, week_of

    path = Path(instance)
    if path.is_file():
        cases = gap.cases(Asked(gap_dir=path.absolute().parent))
        return gap.question(next(case for case in cases if Path(case.facts["path"]) == path.absolute()))
    return week_of(case_of(next(folders(Asked(instances=(instance,))))))


def _listed(what: str, sentences: tuple[str, ...]) -> list[str]:
    more = [f"  - and {len(sentences) - MOST} more"] if len(sentences) > MOST else []
    lines = [f"  - {sentence}" for sentence in sentences[:MOST]] + more
    return ["\n".join([f"{what} ({len(sentences)}):", *lines])] if sentences else []


def _line(level: Stand) -> tuple[str, ...]:
    known = level.known
    best, bound = ("-", "-") if known is None else (f"{known.value:.6g}", "-")
    if known is not None and known.bound is not None:
        bound = f"{known.bound:.6g}"
    return level.key, f"{level.value:.6g}", best, bound, level.said
