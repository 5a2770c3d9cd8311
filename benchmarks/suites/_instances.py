"""Instances as cases of a suite: shipped ones by name, others by folder; what suites have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from allocator.bundled import instances_dir
from allocator.errors import UsageError
from allocator.pipeline import Options, prepare
from allocator.reading.caseload import read_caseload
from allocator.reading.near import did_you_mean
from allocator.records import Caseload
from benchmarks.cases import ALLOCATE, Asked, Case, Week
from benchmarks.library.known import known_of

NOT_TO_BE_RUN = "untidy"  # one of every finding: it cannot be run before it is put right


def folders(asked: Asked, standard: Sequence[str] | None = None) -> Iterator[Path]:
    """The instances asked for, else the ``standard`` ones, else every shipped one that can be run."""
    shipped = sorted(path.parent.name for path in instances_dir().glob("*/caseload.toml"))
    names = asked.instances or standard or [name for name in shipped if name != NOT_TO_BE_RUN]
    return (_folder(name, shipped) for name in names)


def _folder(name: str, shipped: Sequence[str]) -> Path:
    if name in shipped:
        return instances_dir() / name
    if Path(name).is_dir():
        return Path(name).absolute()
    raise UsageError(f"There is no instance {name}, shipped or as a folder.{did_you_mean(name, shipped)}")


def case_of(folder: Path, name: str = "", *, asks: str = ALLOCATE, **facts: str | float) -> Case:
    """A case about one instance; shipped ones are named, so that another machine finds its own copy."""
    instance = folder.name if folder.parent == instances_dir() else str(folder)
    return Case(name or folder.name, {"instance": instance, **facts}, asks)


def folder_of(case: Case) -> Path:
    """The folder of a case's instance on this machine."""
    return Path(instances_dir(), case.facts["instance"])


def week_of(case: Case, change: Callable[[Caseload], Caseload] | None = None) -> Week:
    """The week of a case's instance, read and prepared; what is known holds only where nothing is changed."""
    folder = folder_of(case)
    caseload = read_caseload(folder)
    return week_from(change(caseload)) if change else week_from(caseload, folder)


def week_from(caseload: Caseload, folder: Path | None = None) -> Week:
    """A caseload with its model and travel."""
    caseload, model, travel = prepare(caseload, Options())
    return Week(caseload, travel, model, known_of(folder) if folder else ())


def from_scratch(caseload: Caseload) -> Caseload:
    """The same people and workers, but nobody has a worker yet; intake and induction are off, as on a first day."""
    nobody = {"current_worker": None, "worker_since": None, "last_change": None, "locked": False}
    people = tuple(person.model_copy(update=nobody) for person in caseload.young_people)
    off = {"rules.intake.strength": "off", "rules.induction.strength": "off"}
    return caseload.model_copy(update={"young_people": people, "overrides": {**caseload.overrides, **off}})
