"""Findings as text."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from allocator.cli.findings import csv_option, findings_text, previous_option, write_findings
from allocator.errors import UsageError
from allocator.records import Finding, Severity


def finding(severity: Severity, what: str, *, do: str = "") -> Finding:
    """A finding in row 2 of the workers."""
    return Finding(severity=severity, code="x", what=what, table="workers", row=2, do=do)


def found(code: str, what: str, *, do: str = "") -> Finding:
    """An error with a code of the catalogue in row 2 of the workers."""
    return Finding(severity=Severity.ERROR, code=code, what=what, table="workers", row=2, do=do)


def test_the_worst_comes_first_whatever_the_order_of_finding() -> None:
    """Proves the grouping: errors, then warnings, then notes, each with its number, none that is empty."""
    text = findings_text(
        [finding(Severity.NOTE, "n1"), finding(Severity.ERROR, "e1", do="Mend it."), finding(Severity.NOTE, "n2")]
    )
    assert text == (
        "Errors: the run stops until these are put right (1)\n"
        "  x (1): x\n"
        "    workers row 2: e1\n"
        "      What to do: Mend it.\n"
        "\n"
        "Notes: for the record (2)\n"
        "  x (2): x\n"
        "    workers row 2: n1\n"
        "    workers row 2: n2"
    )


def test_what_to_do_is_said_once_where_it_is_the_same() -> None:
    """Proves that like stands with like: one heading with the title and a count, and one thing to do, or one each."""
    same = [found("bad_date", "a.", do="Mend it."), found("bad_date", "b.", do="Mend it.")]
    assert findings_text([same[0], found("no_age", "n.", do="Fill it in."), same[1]]) == (
        "Errors: the run stops until these are put right (3)\n"
        "  bad_date (2): a cell is not a date, or a date that can be read in two ways\n"
        "    workers row 2: a.\n"
        "    workers row 2: b.\n"
        "      What to do: Mend it.\n"
        "  no_age (1): somebody has neither a date of birth nor an age\n"
        "    workers row 2: n.\n"
        "      What to do: Fill it in."
    )
    other = findings_text([same[0], found("bad_date", "b.", do="Look it up.")])
    assert "row 2: a.\n      What to do: Mend it.\n    workers row 2: b.\n      What to do: Look it up." in other


@pytest.mark.parametrize(("count", "shown", "more"), [(6, 6, ""), (42, 5, "    and 37 more in findings.csv")])
def test_many_of_one_sort_are_counted(count: int, shown: int, more: str) -> None:
    """Proves that the first few are shown with how many more there are and where, and that one more saves no line."""
    text = findings_text([found("bad_date", f"date {n}.") for n in range(count)], rest="in findings.csv")
    assert text.startswith(f"Errors: the run stops until these are put right ({count})\n  bad_date ({count}): ")
    assert text.count("workers row 2: date ") == shown
    assert [line for line in text.splitlines() if " more" in line] == ([more] if more else [])


def test_the_list_as_a_file(tmp_path: Path) -> None:
    """Proves that the file has every finding and what DESIGN names, is its owner's alone, and replaces nothing."""
    file = tmp_path / "findings.csv"
    note = Finding(severity=Severity.NOTE, code="blank_word", what="=1+1", table="workers", file="w.csv", value="-")
    write_findings([note, found("bad_date", "a.", do="Mend it.")], file)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert [*rows[0]][:8] == ["severity", "code", "table", "row", "column", "record_id", "what", "do"]
    assert [row["code"] for row in rows] == ["bad_date", "blank_word"]
    assert (rows[1]["what"], rows[1]["title"]) == ("'=1+1", "a cell such as #N/A was read as blank")
    assert (rows[1]["file"], rows[1]["sheet"], rows[1]["value"]) == ("w.csv", "", "'-")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(UsageError, match=r"findings\.csv is there already. Name another file"):
        write_findings([note], file)
    with pytest.raises(UsageError, match=r"cannot be written: No such file or directory. Name another place"):
        write_findings([note], tmp_path / "nowhere" / "findings.csv")


def test_the_options_of_a_command_that_lists_findings(tmp_path: Path) -> None:
    """Proves that a command gets the file to write and the earlier caseload as paths, and none unless asked."""

    @click.command()
    @csv_option
    @previous_option
    def command(as_csv: Path | None, previous: Path | None) -> None:
        click.echo(f"{as_csv!r} {previous!r}")

    given = CliRunner().invoke(command, ["--csv", "list.csv", "--previous", str(tmp_path)])
    assert given.output == f"{Path('list.csv')!r} {tmp_path!r}\n"
    assert CliRunner().invoke(command, []).output == "None None\n"


def test_nothing_found_is_no_text() -> None:
    """Proves that without findings there is nothing to print."""
    assert findings_text([]) == ""
