"""How series are told apart: by colour (safe for colour-blind readers), by dash and form of mark; it draws nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DASHES = ("", "7 3", "2 3", "9 3 2 3", "14 4", "4 2 1 2 1 2", "1 2")
FORMS = ("circle", "square", "triangle", "diamond", "cross", "plus", "ring")


@dataclass(frozen=True)
class Look:
    """``kind`` is the style class that the page colours; ``dash`` an SVG dash array; ``form`` the form of a mark."""

    kind: str
    dash: str = ""
    form: str = "circle"
    hatched: bool = False


QUIET = Look("quiet", "3 3", "ring")
BETTER, WORSE = Look("better", "", "circle"), Look("worse", "", "triangle")


def looks(names: Iterable[str]) -> dict[str, Look]:
    """A look for every name; after seven the colours come again, hatched where they fill."""
    return {
        name: Look(f"s{rank % 7 + 1}", DASHES[rank % 7], FORMS[rank % 7], hatched=rank % 14 >= 7)
        for rank, name in enumerate(dict.fromkeys(names))
    }
