"""Figures and names as words for a reader: it rounds for show only, and never up to a proof."""

from __future__ import annotations

import math
import re

ESCAPES = re.compile("\x1b\\[[0-9;]*[A-Za-z]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
UNIT = "\u00a0%"  # never parted from its figure
LEAST = 0.00001  # the smallest share that is written as a figure
NONE = "–"  # noqa: RUF001 (what stands where there is no figure)


def plain(words: str) -> str:
    """The words without what XML cannot hold: control characters, such as colours of a terminal, become blanks."""
    return re.sub(" +", " ", CONTROL.sub(" ", ESCAPES.sub("", words))).strip()


def seconds(value: float | None) -> str:
    """Seconds with as many digits as mean something: 0.004, 0.123, 4.57, 61.3, 1,234."""
    if value is None:
        return NONE
    places = 3 if value < 1 else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{places}f}"


def percent(share: float | None) -> str:
    """A gap as a percentage with three digits that mean something; what is above 0 never reads as 0."""
    if share is None:
        return NONE
    if share == 0:
        return f"0{UNIT}"
    if abs(share) < LEAST:
        return f"under 0.001{UNIT}" if share > 0 else f"above -0.001{UNIT}"
    figure = abs(share) * 100
    places = 4 if figure < 0.1 else 3 if figure < 1 else 2 if figure < 10 else 1 if figure < 100 else 0
    return f"{share * 100:,.{places}f}{UNIT}"


def round_percent(share: float) -> str:
    """A share that is round by itself, without idle zeros: 0.1 %."""
    return f"{share * 100:g}{UNIT}"


def value(figure: float | None) -> str:
    """A value or bound: whole numbers as such, others to four digits after the point at most."""
    if figure is None or not math.isfinite(figure):
        return NONE
    return f"{figure:,.0f}" if figure == round(figure) else f"{figure:,.4f}".rstrip("0").rstrip(".")


def mib(figure: float | None) -> str:
    """Memory in MiB, without a fraction."""
    return NONE if figure is None else f"{figure:,.0f}"


def factor(ratio: float) -> str:
    """A ratio: 1.05, 12.3, 123."""
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}" if ratio < 100 else f"{ratio:,.0f}"


def tick(figure: float) -> str:
    """A figure at an axis, as short as it is exact."""
    return f"{figure:,.10g}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """The number with its noun: 1 case, 2 cases."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: list[str]) -> str:
    """a, b and c."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


def moment(started: str) -> str:
    """Day and minute of a moment in ISO form, with its offset from UTC where it has one; other words as they are."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)?", started)
    if not found:
        return started
    day, minute, offset = found.groups(default="")
    return f"{day} {minute}" + (" UTC" if offset in ("Z", "+00:00") else f" {offset}".rstrip())
