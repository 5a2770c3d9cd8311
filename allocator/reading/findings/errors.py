"""Which findings stop a run, and how they are listed when they do; it finds nothing itself."""

from __future__ import annotations

from collections.abc import Iterable

from allocator.errors import InputError
from allocator.records import Finding, Severity


def errors_among(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that stop a run."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def in_words(finding: Finding) -> str:
    """One finding as a line: where, what, what to do."""
    return f"{finding.where}: {finding.what} {finding.do}".rstrip()


def without_errors(source: str, findings: tuple[Finding, ...], *, so: str = "") -> tuple[Finding, ...]:
    """The findings; InputError, with all of them and a line for each error, where one is an error.

    ``source`` is what has the errors, as a sentence begins with it; ``so`` is what follows from them.
    """
    errors = errors_among(findings)
    if errors:
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        lines = "\n".join(f"  - {in_words(finding)}" for finding in errors)
        raise InputError(f"{source} has {count}{so}:\n{lines}", findings)
    return findings
