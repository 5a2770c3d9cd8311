"""How far a run is, on standard error and only for somebody who looks at a terminal; it never touches the result."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allocator.answer import Progress


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A function that shows one step of a run on a bar; one that does nothing when quiet or not on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield _nothing
        return
    from rich.console import Console  # late: slow to load, and not needed without a terminal
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), TextColumn("{task.fields[state]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading the caseload", total=None, state="")

        def show(step: Progress) -> None:
            bar.update(
                task, description=level_text(step), total=step.of, completed=step.position - 1, state=state_text(step)
            )

        yield show


def level_text(step: Progress) -> str:
    """Which level is being settled, such as ``Level 3 of 6 (changes)``."""
    return f"Level {step.position} of {step.of} ({step.level})"


def state_text(step: Progress) -> str:
    """Best value, bound and time left, as far as they are known."""
    parts = []
    if step.value is not None:
        parts.append(f"best {step.value:.6g}")
    if step.bound is not None:
        parts.append(f"at least {step.bound:.6g}")
    if step.seconds_left is not None:
        parts.append(f"{max(0.0, step.seconds_left):.0f} s left")
    return ", ".join(parts)


def _nothing(_: Progress) -> None:
    """Show nothing."""
