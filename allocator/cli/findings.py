"""Findings as a person reads them: the worst first, each with what, where and what to do; it judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from allocator.records import Finding, Severity

HEADINGS = {
    Severity.ERROR: "Errors: the run stops until these are put right",
    Severity.WARNING: "Warnings: these need a look",
    Severity.NOTE: "Notes: for the record",
}


def findings_text(findings: Iterable[object]) -> str:
    """The findings grouped by severity, errors first; an empty text where there are none."""
    known = [finding for finding in findings if isinstance(finding, Finding)]
    groups = {severity: [f for f in known if f.severity is severity] for severity in HEADINGS}
    return "\n\n".join(_group(HEADINGS[severity], members) for severity, members in groups.items() if members)


def _group(heading: str, findings: Sequence[Finding]) -> str:
    lines = [f"{heading} ({len(findings)})"]
    for finding in findings:
        lines.append(f"  {finding.where}: {finding.what}")
        if finding.do:
            lines.append(f"      What to do: {finding.do}")
    return "\n".join(lines)
