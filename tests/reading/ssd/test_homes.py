"""Addresses: where somebody lives on the day, whether they have just moved, and nothing else of the address."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.reading.ssd.folders import address, one, read

PRISON = json.dumps({"BUILDING": "HMP North Sea Camp", "STREET": "Croppers Lane", "TOWN": "Boston"})
HOME = json.dumps({"HOUSE": "7", "STREET": "Croppers Lane", "TOWN": "Boston", "UPRN": "100"})

# as of 5 January 2026: 28 days before it is 8 December 2025
CASES: dict[str, tuple[list[dict[str, str]], str | None, date | None]] = {
    "latest that has begun": (
        [
            address("P1", "LN11AA", "2020-01-01"),
            address("P1", "pe1 1aa", "2024-01-01"),
            address("P1", "NG316PZ", "2026-02-01"),
        ],
        "PE1 1AA",
        None,
    ),
    "an end ahead": ([address("P1", "DN359XY", "2020-01-01", "2026-01-06")], "DN35 9XY", None),
    "an end on the day": ([address("P1", "LN11AA", "2020-01-01", "2026-01-05")], None, None),
    "for a single day": (
        [address("P1", "PE11AA", "2020-01-01"), address("P1", "LN11AA", "2025-01-05", "2025-01-05")],
        "PE1 1AA",
        None,
    ),
    "moved 28 days ago": ([address("P1", "LN11AA", "2025-12-08")], "LN1 1AA", date(2025, 12, 8)),
    "moved 29 days ago": ([address("P1", "LN11AA", "2025-12-07")], "LN1 1AA", None),
    "moved today": ([address("P1", "LN11AA", "2026-01-05")], "LN1 1AA", date(2026, 1, 5)),
    "written anew": (
        [address("P1", "LN11AA", "2020-01-01", "2025-12-20"), address("P1", "LN1 1AA", "2025-12-20")],
        "LN1 1AA",
        None,
    ),
    "no beginning": ([address("P1", "LN11AA")], "LN1 1AA", None),
    "a town": ([address("P1", "", "2020-01-01", text=HOME)], "Boston", None),
    "a prison": ([address("P1", "", "2020-01-01", text=PRISON)], "HMP North Sea Camp", None),
    "no fixed abode": ([address("P1", "ZZ993VZ", "2020-01-01", text=HOME)], None, None),
    "broken text": ([address("P1", "", "2020-01-01", text='{"TOWN": "Bos')], None, None),
    "not an address": ([address("P1", "", "2020-01-01", text='["Boston"]')], None, None),
    "none": ([], None, None),
}


@pytest.mark.parametrize("case", CASES)
def test_home(tmp_path: Path, case: str) -> None:
    """Proves place and move of every case, without a finding."""
    rows, place, moved = CASES[case]
    extract, findings = read(tmp_path, address=rows)
    person = one(extract)
    assert person.place == place
    assert (person.key_event, person.key_event_date) == (("move", moved) if moved else (None, None))
    assert [finding for finding in findings if finding.table == "ssd_address"] == []


FOUND = {
    "impossible_address": (address("P1", "LN11AA", "2025-12-20", "2025-12-01"), None),
    "not_a_postcode": (address("P1", "LINCOLN", "2020-01-01"), None),
}


@pytest.mark.parametrize("code", FOUND)
def test_addresses_that_cannot_be(tmp_path: Path, code: str) -> None:
    """Proves that each is found with its row, and gives no place."""
    row, place = FOUND[code]
    extract, findings = read(tmp_path, address=[row])
    assert one(extract).place == place
    assert [(f.code, f.row, f.record_id) for f in findings if f.table == "ssd_address"] == [(code, 2, "P1")]


def test_a_date_that_cannot_be_read(tmp_path: Path) -> None:
    """Proves that such an address is found and the other one used."""
    rows = [address("P1", "LN11AA", "soon"), address("P1", "PE11AA", "2020-01-01")]
    extract, findings = read(tmp_path, address=rows)
    assert one(extract).place == "PE1 1AA"
    found = [f for f in findings if f.table == "ssd_address"]
    assert [(f.code, f.row) for f in found] == [("impossible_address", 2)]
    assert found[0].what == "'soon' is not a date that can be read. The address was not used."


def test_two_addresses_at_once(tmp_path: Path) -> None:
    """Proves that two from one day on are found, and the first one counts."""
    rows = [address("P1", "LN11AA", "2020-01-01"), address("P1", "PE11AA", "2020-01-01")]
    extract, findings = read(tmp_path, address=rows)
    assert one(extract).place == "LN1 1AA"
    assert [f.code for f in findings if f.table == "ssd_address"] == ["two_addresses"]


def test_street_and_house_come_out_nowhere(tmp_path: Path) -> None:
    """Proves that of an address nothing but the place is in the extract or in a finding."""
    extract, findings = read(tmp_path, address=[address("P1", "nowhere", "2020-01-01", text=HOME)])
    assert one(extract).place == "Boston"
    assert "Croppers" not in f"{extract!r} {findings!r}"
