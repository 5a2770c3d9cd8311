"""Settings: caseload.toml says title, day, model and overrides; what it says wrongly is a finding; options win."""

from __future__ import annotations

import gc
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from allocator.errors import InputError, UsageError
from allocator.reading.caseload import read_caseload
from tests.reading.folders import folder, one, read


def test_all_settings(tmp_path: Path) -> None:
    """Each key arrives; tables of overrides become dotted keys, and decimals stay exact."""
    toml = """
title = "Week 23"
as_of = 2025-06-02
model = "kent"
[set]
"rules.intake.per_week" = 2
rules.balance.strength = "off"
levels.cost.tolerance_percent = 0.5
[options]
seed = 7
"""
    caseload = read(tmp_path, toml=toml)
    assert (caseload.title, caseload.as_of, caseload.model) == ("Week 23", date(2025, 6, 2), "kent")
    assert caseload.overrides == {
        "rules.intake.per_week": 2,
        "rules.balance.strength": "off",
        "levels.cost.tolerance_percent": Decimal("0.5"),
    }
    assert caseload.options == {"seed": 7}


def test_an_option_wins_over_the_file(tmp_path: Path) -> None:
    """The day of the call counts more than the day in the file."""
    assert read_caseload(folder(tmp_path), as_of=date(2025, 7, 7)).as_of == date(2025, 7, 7)


def test_without_settings(tmp_path: Path) -> None:
    """Without a file the folder is the title and today is the day."""
    place = folder(tmp_path)
    (place / "caseload.toml").unlink()
    caseload = read_caseload(place)
    assert (caseload.title, caseload.as_of, caseload.model) == ("caseload", date.today(), None)


@pytest.mark.parametrize("as_of", ['"02/06/2025"', "2025-06-02T09:00:00"])
def test_days_in_words(tmp_path: Path, as_of: str) -> None:
    """A day in quotation marks or with a time is a day."""
    assert read(tmp_path, toml=f"as_of = {as_of}\n").as_of == date(2025, 6, 2)


@pytest.mark.parametrize(
    ("toml", "code", "what"),
    [
        ("titel = 'x'", "unknown_setting", "titel means nothing here. Did you mean title?"),
        ("title = 3", "bad_settings", "title is not a text."),
        ("set = 3", "bad_settings", "set is not a table."),
        ("as_of = 'Monday'", "bad_settings", "as_of: 'Monday' is not a date that can be read."),
    ],
)
def test_wrong_settings(tmp_path: Path, toml: str, code: str, what: str) -> None:
    """Each wrong key or value is a finding about caseload.toml."""
    found = one(tmp_path, code, toml=toml)
    assert (found.what, found.where) == (what, "caseload.toml")


def test_no_toml(tmp_path: Path) -> None:
    """A file that is not TOML is said to be none, with an example."""
    found = one(tmp_path, "bad_settings", toml="title: x")
    assert found.what.startswith("caseload.toml cannot be read: ")
    assert found.do == 'Write lines such as title = "Week 23" and as_of = 2025-06-02.'


def test_no_such_caseload(tmp_path: Path) -> None:
    """A folder that is not there is a wrong call, with the nearest name."""
    folder(tmp_path)
    with pytest.raises(UsageError, match=r"There is no caseload .*caselaod\. Did you mean caseload\?"):
        read_caseload(tmp_path / "caselaod")


def test_not_a_caseload(tmp_path: Path) -> None:
    """A single CSV file is no caseload."""
    file = folder(tmp_path) / "workers.csv"
    with pytest.raises(UsageError, match=r"workers\.csv is neither a folder of CSV files nor an \.xlsx workbook"):
        read_caseload(file)


@pytest.mark.parametrize("on", [True, False])
def test_collector_is_left_as_it_was(tmp_path: Path, on: bool) -> None:
    """Reading pauses the garbage collector and leaves it on, or off, as it found it, also when the input has errors."""
    place = folder(tmp_path)
    (place / "workers.csv").unlink()
    before = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        with pytest.raises(InputError, match="The table workers is missing"):
            read_caseload(place)
        assert gc.isenabled() is on
    finally:
        (gc.enable if before else gc.disable)()
