"""The template: it can be read as it is, names every column, and explains each in words."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from allocator.errors import UsageError
from allocator.reading.caseload import read_caseload
from allocator.reading.tables.columns import TABLES, WORKERS, YOUNG_PEOPLE
from allocator.reading.template import write_template


def rows(file: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.reader(stream))


def test_template_reads_without_a_finding(tmp_path: Path) -> None:
    """The example rows are sound, so that what is found later comes from what was filled in."""
    caseload = read_caseload(write_template(tmp_path / "new"))
    assert (caseload.findings, caseload.as_of) == ((), date(2025, 6, 2))
    assert caseload.young_people[0].current_worker == caseload.workers[0].worker_id


def test_every_column_is_there(tmp_path: Path) -> None:
    """Headers are complete and in order."""
    folder = write_template(tmp_path / "new")
    assert tuple(rows(folder / "young_people.csv")[0]) == YOUNG_PEOPLE.headers
    assert tuple(rows(folder / "workers.csv")[0]) == WORKERS.headers


def test_words(tmp_path: Path) -> None:
    """Every column of every table is explained."""
    words = rows(write_template(tmp_path / "new") / "words.csv")[1:]
    assert [(table, column) for table, column, *_ in words] == [
        (table.name, column.name) for table in TABLES.values() for column in table.columns
    ]
    assert ["workers", "role", "", "16-20, 21+, all; blank: all"] in words


def test_template_is_not_written_over(tmp_path: Path) -> None:
    """What has been filled in stays, be it the team workbook or a table."""
    write_template(tmp_path)
    with pytest.raises(UsageError, match=r"team\.xlsx is there already and was left alone"):
        write_template(tmp_path)
    (tmp_path / "team.xlsx").unlink()
    with pytest.raises(UsageError, match=r"holds young_people\.csv, workers\.csv, words\.csv, caseload\.toml already"):
        write_template(tmp_path)
