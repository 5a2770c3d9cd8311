"""Whole or not at all: whatever the disk refuses, and when, nothing of the new is left and all of the old is there."""

from __future__ import annotations

import errno
import os
import stat
from decimal import Decimal
from pathlib import Path

import pytest

from allocator.errors import UsageError
from allocator.reading.writing.all_or_nothing import write_folder_whole, write_new, write_whole
from allocator.reading.writing.folder import write_caseload, write_owner_only
from allocator.records import Caseload, Worker
from tests.reading.writing.test_folder import AS_OF

CASELOAD = Caseload(
    title="One", as_of=AS_OF, young_people=(), workers=(Worker(worker_id="W1", base="Boston", fte=Decimal(1)),)
)


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every path below a folder with its bytes; folders are None."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


class Refusing:
    """A function of the system that works a number of times, refuses once, and works again."""

    def __init__(self, really: object, times: int, code: int) -> None:
        self.really, self.left, self.code = really, times, code

    def __call__(self, *args: object, **options: object) -> object:
        self.left -= 1
        if self.left == -1:
            raise OSError(self.code, os.strerror(self.code))
        return self.really(*args, **options)  # type: ignore[operator]


STEPS = [(name, times) for name in ("fsync", "open") for times in range(4)] + [("rename", times) for times in range(5)]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize(("step", "times"), STEPS)
def test_refused_at_any_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, times: int, code: int) -> None:
    """Two files replaced, one new and one taken away: refused at any step, the folder is as it was, to the byte."""
    (tmp_path / "a.csv").write_text("old a")
    (tmp_path / "b.csv").write_text("old b")
    (tmp_path / "gone.csv").write_text("to go")
    before = everything(tmp_path)
    files = {tmp_path / name: b"new" for name in ("a.csv", "b.csv", "c.csv")}
    if step == "rename":
        refusing = Refusing(Path.rename, times, code)
        monkeypatch.setattr(Path, "rename", lambda self, target: refusing(self, target))
    else:
        monkeypatch.setattr(os, step, Refusing(getattr(os, step), times, code))
    with pytest.raises(
        UsageError, match=r"cannot be written to \(.+\), so nothing was changed there\. Free some space"
    ):
        write_whole(files, remove=[tmp_path / "gone.csv"])
    monkeypatch.undo()
    assert everything(tmp_path) == before


def test_all_in_place(tmp_path: Path) -> None:
    """Unrefused, every file has its new text, what was to go has gone, and no draft is left."""
    (tmp_path / "a.csv").write_text("old a")
    (tmp_path / "gone.csv").write_text("to go")
    write_whole({tmp_path / "a.csv": b"new a", tmp_path / "b.csv": b"new b"}, remove=[tmp_path / "gone.csv"])
    assert everything(tmp_path) == {"a.csv": b"new a", "b.csv": b"new b"}
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("times", range(3))
def test_no_new_folder_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """A caseload of three files that does not fit leaves no folder, none of its parents and no draft."""
    monkeypatch.setattr(os, "fsync", Refusing(os.fsync, times, errno.ENOSPC))
    with pytest.raises(UsageError, match="No space left on device") as caught:
        write_caseload(CASELOAD, tmp_path / "new" / "caseload")
    assert caught.value.exit_code == 2
    assert everything(tmp_path) == {}


def test_a_new_folder_appears_with_everything_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no moment at which a new folder holds only some of its files."""
    seen: list[int] = []
    really = os.fsync

    def looks(handle: int) -> None:
        seen.append(len(list((tmp_path / "out").iterdir())) if (tmp_path / "out").exists() else -1)
        really(handle)

    monkeypatch.setattr(os, "fsync", looks)
    write_owner_only(tmp_path / "out", {"a.csv": "1", "b.csv": "2"})
    assert seen == [-1, -1, -1, 2]  # two files and their folder before it has its name; its parent after it
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_stopped_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while files are written leaves nothing either, and stays Ctrl-C."""

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        write_owner_only(tmp_path / "out", {"a.csv": "1"})
    assert everything(tmp_path) == {}


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    """A folder that is called like a file to be written stays, with what it holds."""
    (tmp_path / "a.csv").mkdir()
    (tmp_path / "a.csv" / "mine").write_text("mine")
    with pytest.raises(UsageError, match="cannot be written to"):
        write_whole({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"new"})
    assert everything(tmp_path) == {"a.csv": None, "a.csv/mine": b"mine"}


def test_a_place_below_a_file(tmp_path: Path) -> None:
    """Where a parent is a file, nothing is written and the file stays."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="cannot be written to"):
        write_owner_only(tmp_path / "file" / "out", {"a.csv": "1"})
    assert everything(tmp_path) == {"file": b"mine"}


@pytest.mark.parametrize("name", ["with space", "Zoë's Château", "📁", "x" * 250])
def test_any_name(tmp_path: Path, name: str) -> None:
    """Spaces, accents, emoji and the longest names are names like others."""
    write_owner_only(tmp_path / name, {"a.csv": "1"})
    assert everything(tmp_path) == {name: None, f"{name}/a.csv": b"1"}


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    """What stands there stays, and the caller is told."""
    (tmp_path / "a.csv").write_text("mine")
    with pytest.raises(FileExistsError, match="File exists"):
        write_new(tmp_path / "a.csv", b"new")
    write_new(tmp_path / "b.csv", b"new")
    assert everything(tmp_path) == {"a.csv": b"mine", "b.csv": b"new"}
    assert (tmp_path / "b.csv").stat().st_mode & 0o777 == 0o600


def test_a_new_file_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the data do not reach the disk there is no file, half or empty."""

    def full(_: int) -> None:
        raise OSError("full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"^full$"):
        write_new(tmp_path / "a.csv", b"new")
    assert everything(tmp_path) == {}


def test_a_folder_with_anything_in_it_is_replaced_only_when_asked(tmp_path: Path) -> None:
    """Unasked, it stays; asked, it holds the new files alone."""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "old.csv").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        write_folder_whole(tmp_path / "run", {"new.csv": b"1"})
    assert everything(tmp_path) == {"run": None, "run/old.csv": b"mine"}
    write_folder_whole(tmp_path / "run", {"new.csv": b"1"}, replace=True)
    assert everything(tmp_path) == {"run": None, "run/new.csv": b"1"}
