"""Findings as a person reads them: the gravest first, like with like, with what, where and what to do; and as a file.

It judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from allocator.records import Finding, Severity
from allocator.report.findings import FindingGroup, grouped

HEADINGS = {
    Severity.ERROR: "Errors: the run stops until these are put right",
    Severity.WARNING: "Warnings: these need a look",
    Severity.NOTE: "Notes: for the record",
}
PLACES = 5  # of one sort on the screen; the others are in the list
Command = TypeVar("Command", bound=Callable[..., Any])


def csv_option(command: Command) -> Command:
    """The option ``--csv FILE`` of a command that lists findings."""
    kind = click.Path(dir_okay=False, path_type=Path)
    words = "Write every finding into this file as well, one row each."
    return click.option("--csv", "as_csv", type=kind, metavar="FILE", help=words)(command)


def previous_option(command: Command) -> Command:
    """The option ``--previous CASELOAD`` of a command that may hold a caseload against that of an earlier week."""
    kind = click.Path(exists=True, path_type=Path)
    words = "The caseload of an earlier week: what has changed too much since then is found as well."
    return click.option("--previous", type=kind, metavar="CASELOAD", help=words)(command)


def write_findings(findings: Iterable[object], file: Path | None) -> None:
    """Write all findings as ``findings.csv`` of a run folder has them, readable by the owner only, whole or not at all.

    Nothing is written where no ``file`` is asked for.
    Raises UsageError where there is such a file already or where it cannot be written.
    """
    if file is None:
        return
    from allocator.report.tables import findings as table_of  # late: loads the proposal
    from allocator.run_folder import write_table

    write_table(table_of(_known(findings)), file)


def findings_text(findings: Iterable[object], *, rest: str = "") -> str:
    """The findings by severity and sort, errors first; ``rest`` says where those are that are not shown."""
    groups = grouped(_known(findings), most=PLACES)
    parts = (_part(severity, [g for g in groups if g.severity is severity], rest) for severity in HEADINGS)
    return "\n\n".join(part for part in parts if part)


def _known(findings: Iterable[object]) -> list[Finding]:
    return [finding for finding in findings if isinstance(finding, Finding)]


def _part(severity: Severity, groups: Sequence[FindingGroup], rest: str) -> str:
    if not groups:
        return ""
    lines = [f"{HEADINGS[severity]} ({sum(group.count for group in groups)})"]
    return "\n".join([*lines, *(line for group in groups for line in _lines(group, rest))])


def _lines(group: FindingGroup, rest: str) -> Iterator[str]:
    """A heading with the code and how many there are, then place by place; what to do once where it is the same."""
    yield f"  {group.code} ({group.count}): {group.title}"
    for finding in group.shown:
        yield f"    {finding.where}: {finding.what}"
        if finding.do and not group.do:
            yield f"      What to do: {finding.do}"
    if group.more:
        yield f"    and {group.more} more{f' {rest}' if rest else ''}"
    if group.do:
        yield f"      What to do: {group.do}"
