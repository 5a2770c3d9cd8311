"""Everything that can go wrong, as one tree; it words nothing itself and prints nothing.

AllocatorError
├── UsageError          the command was put wrongly                      exit 2
│   ├── ModelError      a service model has an unknown key or value      exit 2
│   └── PlaceFileError  a postcode or road file cannot be used           exit 2
├── InputError          the caseload has errors, all of them listed      exit 1
├── NoAnswerError       stopped before there was any answer              exit 4
└── AuditError          the audit contradicts the proposal: our fault    exit 70

Whoever calls the library writes ``except AllocatorError``; the command line turns ``exit_code`` into the process's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class AllocatorError(Exception):
    """Something that allocator can say in plain words."""

    exit_code: ClassVar[int] = 70


class UsageError(AllocatorError):
    """The command, an option or a file name was put wrongly."""

    exit_code = 2


class ModelError(UsageError):
    """A service model is not usable; ``problems`` lists every reason in one go."""

    def __init__(self, where: str, problems: Sequence[str]) -> None:
        self.where, self.problems = where, tuple(problems)
        lines = "\n".join(f"  - {problem}" for problem in self.problems)
        super().__init__(f"The service model {where} cannot be used:\n{lines}")


class PlaceFileError(UsageError):
    """A file of postcodes or roads that was given cannot be read as one."""


class InputError(AllocatorError):
    """The caseload has errors; ``findings`` holds all of them (allocator.records.Finding)."""

    exit_code = 1

    def __init__(self, message: str, findings: Sequence[object] = ()) -> None:
        self.findings = tuple(findings)
        super().__init__(message)


class NoAnswerError(AllocatorError):
    """The run was stopped before there was anything to propose."""

    exit_code = 4


class AuditError(AllocatorError):
    """The audit contradicts the proposal, so nothing was written; ``contradictions`` says where."""

    exit_code = 70

    def __init__(self, contradictions: Sequence[str]) -> None:
        self.contradictions = tuple(contradictions)
        lines = "\n".join(f"  - {line}" for line in self.contradictions)
        super().__init__(f"The audit contradicts the proposal, so nothing was written. Please report this:\n{lines}")
