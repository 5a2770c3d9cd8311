"""The key: beside the caseload, its owner's alone, whole or not at all, read again; a wrong one is refused in words."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.errors import UsageError
from allocator.reading.findings import Collector
from allocator.reading.privacy import Key, key_beside, read_key, write_key
from allocator.reading.privacy.key import _key

KEY = Key({"Robin Example": "W01", "Example, Robin": "W01", "=Kim": "W02"}, {"943 476 5919": "P0001"})
POSIX = pytest.mark.skipif(os.name != "posix", reason="there are no permissions here")


def test_it_lies_beside_the_caseload(tmp_path: Path) -> None:
    """Next to the folder and never in it, so that passing the folder on does not pass the key on."""
    assert key_beside(tmp_path / "county") == tmp_path / "county-worker-key.csv"


def test_it_reads_back(tmp_path: Path) -> None:
    """Names, spellings and people come back, and a formula is none in the file; without people it is two columns."""
    file = tmp_path / "key.csv"
    write_key(file, KEY)
    assert read_key(file) == KEY
    assert file.read_text(encoding="utf-8") == (
        'worker_id,person_id,name\nW01,,"Example, Robin"\nW01,,Robin Example\nW02,,\'=Kim\n,P0001,943 476 5919\n'
    )
    write_key(file, Key({"Robin Example": "W01"}))
    assert file.read_text(encoding="utf-8") == "worker_id,name\nW01,Robin Example\n"
    assert read_key(tmp_path / "none.csv") == Key()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_as_a_spreadsheet_saves_it(tmp_path: Path, encoding: str) -> None:
    """With another encoding, a mark at the beginning, semicolons and line ends of its own it is still the key."""
    file = tmp_path / "key.csv"
    file.write_bytes("worker_id;name\r\nW01;Zoë Example\r\n\r\n".encode(encoding))
    assert read_key(file).workers == {"Zoë Example": "W01"}


@given(st.dictionaries(st.text("ab=+-@'| ,\"", min_size=1).filter(lambda t: t == " ".join(t.split())), st.just("W01")))
def test_any_name_reads_back(tmp_path_factory: pytest.TempPathFactory, names: dict[str, str]) -> None:
    """Whatever signs a name has; only a quotation mark before a sign that begins a formula is not kept."""
    file = tmp_path_factory.mktemp("key") / "key.csv"
    names = {name: worker for name, worker in names.items() if name and not name.startswith("'")}
    write_key(file, Key(names))
    assert read_key(file).workers == names


@POSIX
def test_it_is_the_owners_whatever_the_umask(tmp_path: Path) -> None:
    """From the first byte on and also where a file that others may read is written over."""
    file = tmp_path / "key.csv"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o666)
    before = os.umask(0)
    try:
        write_key(file, KEY)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key.csv"]


@POSIX
def test_others_are_locked_out_and_that_is_said(tmp_path: Path) -> None:
    """A key that others could read is a warning, and from then on they cannot."""
    file, found = tmp_path / "key.csv", Collector()
    write_key(file, KEY)
    file.chmod(0o644)
    assert read_key(file, found) == KEY
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [(finding.code, finding.what) for finding in found.found] == [
        ("key_open_to_others", "Others could read the key to names; now only its owner can.")
    ]
    read_key(file, found)
    assert len(found.found) == 1


def test_a_failure_leaves_the_old_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full while the key is written loses neither the old key nor leaves half of a new one."""
    file = tmp_path / "key.csv"
    write_key(file, KEY)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(UsageError, match="No space left on device"):
        write_key(file, Key({"Sam New": "W03"}))
    assert read_key(file) == KEY
    assert [path.name for path in tmp_path.iterdir()] == ["key.csv"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "name,worker_id\nRobin,W01\n", "\x00\x01"])
def test_something_else(tmp_path: Path, text: str) -> None:
    """A file that is no key is not read as one, and not written over."""
    file = tmp_path / "key.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"key\.csv is not a key to workers' names \(worker_id,name\)\. Move it away"):
        read_key(file)


@pytest.mark.parametrize(
    ("rows", "number"),
    [("W01,Robin\nW02\n", 3), ("W01,\n", 2), (",Robin\n", 2), ("W01,Robin\nW02,Robin\n", 3)],
)
def test_damaged(tmp_path: Path, rows: str, number: int) -> None:
    """A row without id or name, or a name with two ids, is refused with its number and without the name."""
    file = tmp_path / "key.csv"
    file.write_text(f"worker_id,name\n{rows}", encoding="utf-8")
    with pytest.raises(
        UsageError, match=rf"key\.csv is a damaged key: row {number} is not one id and one name"
    ) as error:
        read_key(file)
    assert "Robin" not in str(error.value)


def test_a_row_for_a_worker_and_a_person(tmp_path: Path) -> None:
    """With people in it, a row stands for one of the two."""
    with pytest.raises(UsageError, match="row 2 is not one id and one name"):
        _key(tmp_path / "key.csv", [(2, "W01", "P0001", "Robin")])
