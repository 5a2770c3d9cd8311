"""What somebody filled in by hand is not lost when an extract is converted anew over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from allocator.errors import InputError
from allocator.reading.conversion import convert
from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector
from allocator.records import Finding
from tests.reading.team.extracts import AS_OF, extract, team_file


def without_places(place: str = "") -> Extract:
    """The small extract, of which nobody has another place than this one."""
    one = extract()
    people = tuple((row, person.model_copy(update={"place": place or None})) for row, person in one.people)
    return replace(one, people=people)


def again(out: Path, made: Extract, *, team: Path | None = None) -> list[str]:
    """Convert over what is there; what is said of it, with the table."""
    try:
        convert(made, out, as_of=AS_OF, found=Collector(), overwrite=True, team=team)
    except InputError as error:
        every = [finding for finding in error.findings if isinstance(finding, Finding)]
        mine = [finding for finding in every if finding.code == "filled_in_by_hand"]
        return [f"{finding.table} {finding.column}: {finding.what}" for finding in mine]
    return []


def edited(file: Path, change: Callable[[str], str]) -> None:
    """A table as somebody saves it."""
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A caseload without places and bases."""
    convert(without_places(), tmp_path / "county", as_of=AS_OF, found=Collector())
    return tmp_path / "county"


def test_what_nobody_touched_is_replaced(out: Path) -> None:
    """Proves that last week's caseload gives way, with places that its List 8 gave and this week's does not."""
    assert again(out, without_places("LN1 1AA")) == []
    assert again(out, without_places()) == []


def test_what_is_filled_in_stays(out: Path) -> None:
    """Proves an error that names the columns, counts the rows, and leaves every byte as it was."""
    edited(out / "young_people.csv", lambda text: text.replace("former_relevant,,", "former_relevant,Spilsby,", 1))
    edited(out / "young_people.csv", lambda text: text.replace("standard", "high", 2))
    lines = (out / "young_people.csv").read_text(encoding="utf-8")
    said = "young_people complexity: complexity, place filled in by hand in 2 rows would be lost."
    assert again(out, without_places()) == [said]
    assert (out / "young_people.csv").read_text(encoding="utf-8") == lines


def test_a_place_that_the_extract_has_is_no_loss(out: Path) -> None:
    """Proves that a town gives way to a postcode, and that towns of an extract may become blank again."""
    edited(out / "young_people.csv", lambda text: text.replace("former_relevant,,", "former_relevant,Spilsby,"))
    assert len(again(out, without_places())) == 1
    assert again(out, without_places("LN1 1AA")) == []
    assert again(out, without_places("Boston")) == []


def test_a_base_belongs_into_the_team_workbook(out: Path, tmp_path: Path) -> None:
    """Proves that bases typed into the table of workers are asked for, until the team workbook has them."""
    edited(out / "workers.csv", lambda text: text.replace("W2,,", "W2,Lincoln,"))
    assert again(out, without_places()) == ["workers base: base filled in by hand in 1 row would be lost."]
    team = team_file(tmp_path / "mine.xlsx", ("worker_id", "base"), ("W1", "Boston"), ("W2", "Lincoln"))
    assert again(out, without_places(), team=team) == []


def test_a_workbook_keeps_it_too(tmp_path: Path) -> None:
    """Proves the same of a caseload in one .xlsx, in whatever capitals."""
    file = tmp_path / "county.xlsx"
    convert(without_places(), file, as_of=AS_OF, found=Collector())
    book = openpyxl.load_workbook(file)
    sheet = book["young_people"]
    at = [cell.value for cell in sheet[1]].index("locked") + 1
    sheet.cell(3, at).value, sheet.cell(4, at).value = "YES", "No"
    book.save(file)
    assert again(file, without_places()) == ["young_people locked: locked filled in by hand in 1 row would be lost."]
