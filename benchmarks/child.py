"""The other end of ``benchmarks.process``: calls one function and leaves its result in a file; it judges nothing."""

from __future__ import annotations

import os
import pickle
import sys
import threading
import time
import traceback
from importlib import import_module
from pathlib import Path

from benchmarks.process import ARGUMENT, RESULT, Stages

PARENT_SECONDS = 1.0


def main(folder: Path) -> None:
    """Call what ``folder`` names and write what it returns, or in words what it raised."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    name, argument = pickle.loads((folder / ARGUMENT).read_bytes())
    try:
        module, _, function = name.partition(":")
        result = True, getattr(import_module(module), function)(argument, Stages(folder))
    except Exception as error:  # whatever it is becomes a failed row; the suite goes on
        result = False, in_words(error)
    draft = folder / f"{RESULT}.new"
    draft.write_bytes(pickle.dumps(result))
    draft.replace(folder / RESULT)


def in_words(error: Exception) -> str:
    """An exception in one line: its kind, its words, and where it was raised."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words} ({Path(last.filename).name}:{last.lineno})"


def _end_with(parent: int) -> None:
    """End at once where the parent is gone: a run that nobody waits for would disturb the others."""
    while os.getppid() == parent:
        time.sleep(PARENT_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
