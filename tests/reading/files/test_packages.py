"""Workbooks made to do harm are refused before anything of them is unpacked, in little time and memory."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from allocator.reading.files import packages
from tests.reading.files.made import refused, with_parts, workbook

LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (ord("b") + at, b"&%c;" % (ord("a") + at) * 10) for at in range(12)
)
ATTACKS = {
    "billion laughs": LAUGHS + b"]><x>&m;</x>",
    "quadratic blowup": b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 50_000 + b'">]><x>' + b"&a;" * 50_000 + b"</x>",
    "a file from outside": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>',
    "a definition from outside": b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>',
    "parameter entities": b"<!DOCTYPE x [<!ENTITY % a \"<!ENTITY b 'c'>\"> %a;]><x>&b;</x>",
}


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_entities(tmp_path: Path, attack: str, part: str) -> None:
    """Every part that declares entities is refused, in whatever encoding and behind whatever comment."""
    for xml in (
        ATTACKS[attack],
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- ' + b"x" * 40_000 + b" -->" + ATTACKS[attack],
        ("\ufeff" + ATTACKS[attack].decode()).encode("utf-16-le"),
    ):
        finding = refused(tmp_path, "a.xlsx", with_parts(workbook(), {part: lambda _, xml=xml: xml}))  # type: ignore[misc]
        assert (finding.code, finding.what) == (
            "unsafe_file",
            "a.xlsx has XML that declares entities, as no workbook does.",
        )
        assert finding.do == "Do not open it. Ask where it comes from, and export it again."


def test_zip_bomb(tmp_path: Path) -> None:
    """A hundred megabytes of nothing in a hundred kilobytes are refused by their ratio."""
    bomb = with_parts(workbook(), {"xl/worksheets/sheet1.xml": lambda _: bytes(100 * 2**20)})
    assert len(bomb) < 200_000
    assert refused(tmp_path, "a.xlsx", bomb).code == "unsafe_file"


def test_too_much_to_unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that are each small enough are counted together; so is their number."""
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1000)
    assert refused(tmp_path, "a.xlsx", workbook()).code == "too_large"
    monkeypatch.undo()
    monkeypatch.setattr(packages, "MOST_PARTS", 3)
    assert refused(tmp_path, "a.xlsx", workbook()).what == "a.xlsx unpacks to more than can be a list of people."


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    """A part that declares a hundredth of what it unpacks to is damaged, and no more than it declares is unpacked."""
    true, false = 5_000_000, 50_000
    data = with_parts(workbook(), {"xl/worksheets/sheet1.xml": lambda _: b" " * true})
    lying = data.replace(true.to_bytes(4, "little"), false.to_bytes(4, "little"))
    assert lying != data
    assert refused(tmp_path, "a.xlsx", lying).code == "unreadable_table"


def test_a_password_on_the_archive(tmp_path: Path) -> None:
    """Parts that are locked are told as a password."""
    data = bytearray(workbook())
    for at in (found for found in range(len(data) - 4) if data[found : found + 4] in (b"PK\x01\x02", b"PK\x03\x04")):
        data[at + (8 if data[at + 2] == 1 else 6)] |= 1
    finding = refused(tmp_path, "a.xlsx", bytes(data))
    assert (finding.code, finding.what) == ("wrong_kind_of_file", "a.xlsx has a password.")


def test_a_part_with_a_wrong_checksum(tmp_path: Path) -> None:
    """A part in which a byte has changed is damage, and nothing of it is believed."""
    data = workbook()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    changed = data.replace(zlib.crc32(sheet).to_bytes(4, "little"), b"\x01\x02\x03\x04")
    assert refused(tmp_path, "a.xlsx", changed).code == "unreadable_table"
