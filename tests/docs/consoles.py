"""The console sessions of a Markdown text: which commands are shown and what they print; it knows no product text."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from allocator.cli import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
PROMPT = "$ "


class Shown(NamedTuple):
    """One command of a session and what is printed under it (nothing: only that it works is shown)."""

    command: str
    printed: str


def shown_in(text: str) -> Iterator[Shown]:
    """Every command of every console block, in order."""
    for block in BLOCK.findall(text):
        for part in re.split(rf"^{re.escape(PROMPT)}", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            yield Shown(command, printed)


def prints(command: str, folder: Path) -> tuple[int, str]:
    """Exit code and standard output of an ``allocator`` command that is run in ``folder``."""
    program, *words = shlex.split(command)
    assert program == "allocator", f"only allocator is run, not {program}"
    out = io.StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(io.StringIO()):
        code = main(words)
    return code, out.getvalue()


def with_output(text: str, folder: Path) -> str:
    """The text with what its commands print now, where it shows what they print."""

    def again(block: re.Match[str]) -> str:
        parts = []
        for command, printed in shown_in(block.group(0)):
            output = prints(command, folder)[1]
            parts.append(f"{PROMPT}{command}\n{output if printed else ''}")
        return "```console\n" + "".join(parts) + "```"

    return BLOCK.sub(again, text)


def playground(folder: Path) -> Path:
    """``folder`` with the instances in it, as a reader of the README has them."""
    (folder / "instances").symlink_to(ROOT / "instances", target_is_directory=True)
    return folder
