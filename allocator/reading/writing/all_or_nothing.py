"""Puts files into place all together or not at all, readable by their owner only; it decides nothing about them.

Everything is first written beside where it belongs and flushed to the disk. Only then do names change, and should that
fail, what stood there before is put back. A new folder appears in one step, with everything in it. Should the process
be killed between two changes of names, what stood there is whole beside its place, its hidden name ending in .old.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from allocator.errors import UsageError

OWNER_ONLY_FILE, OWNER_ONLY_FOLDER = 0o600, 0o700
_NAME_BYTES = 100  # of a name are repeated in its draft's: a name of the full 255 bytes would leave no room


def write_whole(files: Mapping[Path, bytes], *, remove: Iterable[Path] = ()) -> None:
    """Write every file, and take those of ``remove`` away, or change nothing; folders that are not there are made.

    Raises UsageError where the system refuses: a full or read-only disk, a folder that belongs to somebody else.
    """
    with _all_or_nothing({path.parent for path in files}) as change:
        for path, data in files.items():
            change.write(path.absolute(), data)
        change.swap([path.absolute() for path in remove])


def write_folder_whole(folder: Path, files: Mapping[str, bytes], *, replace: bool = False) -> None:
    """Make ``folder`` hold these files (by name) and nothing else, or change nothing; parents are made.

    An empty folder may stand there; one that holds anything is replaced only with ``replace``, whatever came to stand
    there meanwhile. Raises UsageError as ``write_whole`` does.
    """
    place = folder.absolute()
    with _all_or_nothing({place.parent}) as change:
        change.write_folder(place, files)
        change.swap([place] if replace and place.is_dir() else [])


def write_new(file: Path, data: bytes) -> None:
    """Write one file where there is none, whole or not at all; FileExistsError where there is one, else any OSError.

    The place is taken first, so that no file of that name that comes to be meanwhile is ever replaced.
    """
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY_FILE))
    draft = _beside(file, "draft")
    try:
        _write(draft, data)
        draft.replace(file)
    except BaseException:
        _take_away(draft)
        _take_away(file)
        raise


@contextmanager
def _all_or_nothing(places: Iterable[Path]) -> Iterator[_Change]:
    """A change to fill in: finished at the end, or undone; what the system refuses is a UsageError naming places."""
    change = _Change()
    try:
        yield change
    except OSError as problem:
        change.undo()
        named = ", ".join(sorted(map(str, places)))
        reason = problem.strerror or str(problem)
        what = f"{named} cannot be written to ({reason}), so nothing was changed there."
        raise UsageError(f"{what} Free some space, or name another place.") from problem
    except BaseException:
        change.undo()
        raise
    change.finish()


class _Change:
    """Drafts with the places that they are meant for, what was moved aside, and the folders that were made."""

    def __init__(self) -> None:
        self.drafts: dict[Path, Path] = {}  # place -> draft: a file, or a new folder with all its files
        self.aside: dict[Path, Path] = {}
        self.placed: list[Path] = []
        self.made: list[Path] = []

    def write(self, path: Path, data: bytes) -> None:
        """Write the draft of one file."""
        folder = path.parent
        if folder in self.drafts or not folder.exists():
            _write(self._new_folder(folder) / path.name, data)
        else:
            self.drafts[path] = _beside(path, "draft")
            _write(self.drafts[path], data)

    def write_folder(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Write the draft of a whole folder, whatever stands at its place now."""
        draft = self._new_folder(folder)
        for name, data in files.items():
            _write(draft / name, data)

    def _new_folder(self, folder: Path) -> Path:
        if folder not in self.drafts:
            for parent in reversed([parent for parent in folder.parents if not parent.exists()]):
                parent.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)  # another run may be making it, too
                self.made.append(parent)
            draft = _beside(folder, "draft")
            draft.mkdir(mode=OWNER_ONLY_FOLDER)
            self.drafts[folder] = draft
        return self.drafts[folder]

    def swap(self, remove: Iterable[Path]) -> None:
        """Give every draft its name; files that stood there, and whatever stands at ``remove``, are moved aside."""
        remove = list(remove)
        for draft in self.drafts.values():
            _flush_folder(draft if draft.is_dir() else draft.parent)
        for place in dict.fromkeys([*self.drafts, *remove]):
            new = place in self.drafts and self.drafts[place].is_dir()
            if (place in remove) if new else (place.is_file() or place.is_symlink()):
                self.aside[place] = _beside(place, "old")  # noted first: whoever interrupts gets it back
                place.rename(self.aside[place])
        for place, draft in self.drafts.items():
            if os.name != "posix" and draft.is_dir() and place.is_dir():
                place.rmdir()  # fails unless empty, as the renaming does by itself elsewhere
            draft.rename(place)
            self.placed.append(place)

    def undo(self) -> None:
        """As it was before; what cannot be taken away now was never in its place."""
        for path in [*self.placed, *self.drafts.values()]:
            _take_away(path)
        for place, aside in self.aside.items():
            with suppress(OSError):
                aside.rename(place)
        for folder in reversed(self.made):
            with suppress(OSError):
                folder.rmdir()

    def finish(self) -> None:
        """Take away what was moved aside: everything is in its place."""
        for path in self.aside.values():
            _take_away(path)
        for place in self.drafts:
            with suppress(OSError):
                _flush_folder(place.parent)


def _beside(path: Path, ending: str) -> Path:
    name = path.name.encode()[:_NAME_BYTES].decode(errors="ignore")
    return path.with_name(f".{name}.{secrets.token_hex(4)}.{ending}")


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY_FILE)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _flush_folder(folder: Path) -> None:
    """Let a folder's names reach the disk, on systems that let folders be opened for it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _take_away(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
