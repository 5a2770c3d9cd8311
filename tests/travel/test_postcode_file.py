"""The user's own file of postcodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from allocator.errors import PlaceFileError
from allocator.travel.postcode_file import read_postcode_file

ONS = """pcds,doterm,oseast1m,lat,long
LN1 3AA,,497700,53.2300,-0.5400
LN1 3AB,,497700,53.2340,-0.5300
LN1 1AA,,497000,53.2200,-0.5600
ZZ9 9ZZ,,0,99.999999,0.000000
NG1 1AA,,457000,52.9500,-1.1500
"""
CODE_POINT = """"LN1 3AA",10,497765,371815,"E92000001"
"LN1 3AB",10,0,0,"E92000001"
"""


def test_whole_postcodes_come_from_the_file(tmp_path: Path) -> None:
    """A wanted postcode has its own degrees; what nobody asked for is not kept."""
    file = tmp_path / "ons.csv"
    file.write_text(ONS, encoding="utf-8")
    found = read_postcode_file(file, ["ln13aa", "Boston"])
    assert found["LN13AA"] == (53.23, -0.54)
    assert "NG11AA" not in found
    assert set(found) == {"LN13AA", "LN1 3", "LN1"}


def test_a_sector_and_an_outward_code_are_the_mean_of_theirs(tmp_path: Path) -> None:
    """LN1 3: (53.230 + 53.234) / 2 = 53.232; LN1 has 53.220 too: (53.230 + 53.234 + 53.220) / 3 = 53.228."""
    file = tmp_path / "ons.csv"
    file.write_text(ONS, encoding="utf-8")
    found = read_postcode_file(file, ["LN1 3", "LN1"])
    assert found["LN1 3"] == pytest.approx((53.2320, -0.5350))
    assert found["LN1"] == pytest.approx((53.228, -0.54333333))


def test_a_postcode_without_a_place_is_left_out(tmp_path: Path) -> None:
    """The directories write latitude 99.999999 where they do not know."""
    file = tmp_path / "ons.csv"
    file.write_text(ONS, encoding="utf-8")
    assert read_postcode_file(file, ["ZZ9 9ZZ"]) == {}


def test_code_point_without_a_header_is_metres(tmp_path: Path) -> None:
    """A folder of files without header: Lincoln Cathedral comes out at its degrees, a row at 0, 0 is skipped."""
    (tmp_path / "ln.csv").write_text(CODE_POINT, encoding="utf-8")
    (tmp_path / "ng.csv").write_text('"NG1 1AA",10,457200,339800,"E92000001"\n', encoding="utf-8")
    found = read_postcode_file(tmp_path, ["LN1 3AA", "LN1 3AB"])
    assert found["LN13AA"] == pytest.approx((53.2344, -0.5361), abs=0.001)
    assert "LN13AB" not in found


def test_eastings_and_northings_with_a_header(tmp_path: Path) -> None:
    """Other spellings of the columns count too, and a row that is no number is skipped."""
    file = tmp_path / "own.csv"
    file.write_text("Postcode,Eastings,Northings\nLN1 3AA,497765,371815\nLN1 3AB,here,there\n", encoding="utf-8")
    assert set(read_postcode_file(file, ["LN1 3AA", "LN1 3AB"])) == {"LN13AA", "LN1 3", "LN1"}


def test_a_missing_file_is_named() -> None:
    """The message says which file and which option."""
    with pytest.raises(
        PlaceFileError, match=r"There is no postcode file nowhere\.csv\. Check the name given with --postc"
    ):
        read_postcode_file(Path("nowhere.csv"), [])


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    """A folder without any CSV is a mistake, not an empty directory of postcodes."""
    with pytest.raises(PlaceFileError, match="given with --postcodes holds no CSV file"):
        read_postcode_file(tmp_path, [])


def test_a_file_without_the_columns_says_what_it_has(tmp_path: Path) -> None:
    """Its first row is shown and what was expected is said."""
    file = tmp_path / "sales.csv"
    file.write_text("month,sales\n1,2\n", encoding="utf-8")
    with pytest.raises(
        PlaceFileError, match=r"Its first row is: month, sales\. Expected pcds, lat and long, or postcode"
    ):
        read_postcode_file(file, ["LN1 3AA"])


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A workbook given by mistake is told apart from a CSV file."""
    file = tmp_path / "book.csv"
    file.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(PlaceFileError, match=r"cannot be read: .*\. Give a CSV file\."):
        read_postcode_file(file, ["LN1 3AA"])
