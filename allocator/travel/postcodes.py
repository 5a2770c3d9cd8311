"""Where a postcode is: from points of the user's own file, else from the bundled post towns; it stores no address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_WHOLE = re.compile(rf"({_OUTWARD})\s*([0-9])([A-Z]{{2}})")
_PART = re.compile(rf"({_OUTWARD})(?:\s+([0-9])[A-Z]?)?")
_INSIDE = re.compile(rf"\b{_OUTWARD}(?:\s*[0-9][A-Z]{{2}}|\s+[0-9])?\b")
_AREA = re.compile(r"[A-Z]+")


@dataclass(frozen=True)
class Postcode:
    """The parts of a postcode: LN1 3AA is outward LN1, sector LN1 3, whole LN13AA; LN1 has neither sector nor whole."""

    outward: str
    sector: str = ""
    whole: str = ""


def read_postcode(text: str) -> Postcode | None:
    """The parts of a text that is a postcode or the beginning of one, else None."""
    spelt = " ".join(text.upper().split())
    if match := _WHOLE.fullmatch(spelt):
        outward, digit, unit = match.groups()
        return Postcode(outward, f"{outward} {digit}", f"{outward}{digit}{unit}")
    if match := _PART.fullmatch(spelt):
        outward, digit = match.groups()
        return Postcode(outward, f"{outward} {digit}" if digit else "")
    return None


@dataclass(frozen=True)
class Postcodes:
    """``towns``: area, outward code or sector -> post town; ``points``: the same and whole postcodes -> degrees."""

    towns: Mapping[str, str]
    points: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def point(self, text: str) -> tuple[float, float] | None:
        """Degrees from the user's file: of the postcode itself, else of its sector, else of its outward code."""
        code = read_postcode(text)
        parts = (code.whole, code.sector, code.outward) if code else ()
        return next((self.points[part] for part in parts if part in self.points), None)

    def town(self, text: str) -> str | None:
        """The place that stands for the postcode: of its sector, else of its outward code, else of its area."""
        code = read_postcode(text)
        if code is None:
            return None
        area = _AREA.match(code.outward)
        parts = (code.sector, code.outward, area.group() if area else "")
        return next((self.towns[part] for part in parts if part in self.towns), None)

    def found_in(self, text: str) -> str | None:
        """The last postcode that stands somewhere in a longer text, such as "Grantham NG31 6PZ"."""
        found = _INSIDE.findall(text.upper())
        return found[-1] if found else None
