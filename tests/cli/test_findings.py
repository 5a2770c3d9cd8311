"""Findings as text."""

from __future__ import annotations

from allocator.cli.findings import findings_text
from allocator.records import Finding, Severity


def finding(severity: Severity, what: str, *, do: str = "") -> Finding:
    """A finding in row 2 of the workers."""
    return Finding(severity=severity, code="x", what=what, table="workers", row=2, do=do)


def test_the_worst_comes_first_whatever_the_order_of_finding() -> None:
    """Proves the grouping: errors, then warnings, then notes, each with its number, none that is empty."""
    text = findings_text(
        [finding(Severity.NOTE, "n1"), finding(Severity.ERROR, "e1", do="Mend it."), finding(Severity.NOTE, "n2")]
    )
    assert text == (
        "Errors: the run stops until these are put right (1)\n"
        "  workers row 2: e1\n"
        "      What to do: Mend it.\n"
        "\n"
        "Notes: for the record (2)\n"
        "  workers row 2: n1\n"
        "  workers row 2: n2"
    )


def test_nothing_found_is_no_text() -> None:
    """Proves that without findings there is nothing to print."""
    assert findings_text([]) == ""
