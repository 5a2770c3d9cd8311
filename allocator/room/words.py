"""Room in plain sentences for a manager; it counts nothing itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
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
    yield from (short(group) for group in groups if group.short)


def short(group: Group) -> str:
    """That a group asks for more than its workers can hold."""
    people, workers = _counted(group.people, "person", "people"), _counted(group.workers, "worker", "workers")
    return (
        f"Short of room: {people} ({group.title}): {posts(group.work)} of work that asks for {group.asks_for}; "
        f"{workers} can hold {posts(group.ceiling)}."
    )


def posts(amount: Fraction) -> str:
    """An amount of work as full-time posts with one decimal, half up."""
    return f"{_decimal(amount)} posts"


def _decimal(amount: Fraction) -> Decimal:
    exact = Decimal(amount.numerator) / amount.denominator
    return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def _answer(total: Filled) -> str:
    if not total.ceiling:
        return "No: nobody has any room."
    return "Yes, in total." if total.work <= total.ceiling else "No: there is more work than room."


def _full(filled: Filled) -> str:
    held = f"{posts(filled.work)} of work, {posts(filled.ceiling)} at the ceilings"
    return f"{held}." if filled.percent is None else f"{held}: {_decimal(filled.percent)} % full."


def _counted(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"


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
