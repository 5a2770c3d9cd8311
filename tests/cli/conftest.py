"""A command line run in this process, its output caught."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from allocator.cli import main


class Ran(NamedTuple):
    """What one command line left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run ``allocator`` with the words given and return exit code, standard output and standard error."""

    def run(*words: object) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words])
        caught = capsys.readouterr()
        return Ran(code, caught.out, caught.err)

    return run
