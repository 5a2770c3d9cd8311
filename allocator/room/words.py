"""Room in plain sentences for a manager; it counts nothing itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from allocator.room.fullness import Filled, Fullness
from allocator.room.open_people import OpenPeople
from allocator.room.seats import Group

NAMED = 5


def sentences(fullness: Fullness, groups: tuple[Group, ...], waiting: OpenPeople) -> Iterator[str]:
    """How full it is, who waits, and every group that is short; the first sentence is the answer."""
    yield f"{_answer(fullness.total)} {_full(fullness.total)}"
    for role, filled in fullness.by_role.items():
        yield f"Aged {role.value}: {_full(filled)}"
    yield from _waiting(waiting)
    for group in groups:
        if group.short:
            yield (
                f"Short of room: {group.people} people ({group.title}) are {posts(group.work)} of work that asks for "
                f"{group.asks_for}; {_workers(group.workers)} can hold {posts(group.ceiling)}."
            )


def posts(amount: Fraction) -> str:
    """An amount of work as full-time posts with one decimal."""
    return f"{float(amount):.1f} posts"


def _answer(total: Filled) -> str:
    return "Yes, in total." if total.work <= total.ceiling else "No: there is more work than room."


def _full(filled: Filled) -> str:
    held = f"{posts(filled.work)} of work, {posts(filled.ceiling)} at the ceilings"
    return f"{held}." if filled.percent is None else f"{held}: {float(filled.percent):.1f} % full."


def _workers(number: int) -> str:
    return "1 worker" if number == 1 else f"{number} workers"


def _waiting(waiting: OpenPeople) -> Iterator[str]:
    if not waiting.people:
        yield "Nobody waits for a worker."
        return
    who = "1 person needs a worker" if waiting.people == 1 else f"{waiting.people} people need a worker"
    yield f"{who} now ({posts(waiting.work)} of work); {posts(waiting.room)} of room are left with workers on duty."
    if waiting.fit_nowhere:
        named, more = ", ".join(waiting.fit_nowhere[:NAMED]), len(waiting.fit_nowhere) - NAMED
        others = f" and {more} more" if more > 0 else ""
        yield f"As things stand no single worker has room for {named}{others}."
