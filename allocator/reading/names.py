"""What looks like a person's name, so that it is warned of and not repeated; it cannot tell a name for certain."""

from __future__ import annotations

import re

LONGEST = 40
_NAME = re.compile(r"[^\W\d_]{2,}[.']?([ '-]+[^\W\d_]+[.']?)+|[A-Z][^\W\d_A-Z]{2,}")

_COLUMN = re.compile(
    r"((young )?person'?s?|child'?s?|worker'?s?|full|first|last|family|given|middle|preferred|known)?[ _]*name"
)
_COLUMNS = frozenset({"forename", "forenames", "surname", "surnames", "initials", "known as", "known_as", "names"})


def heads_names(header: str) -> bool:
    """Whether a column with this header holds people's names."""
    return _COLUMN.fullmatch(header.casefold()) is not None or header.casefold() in _COLUMNS


def looks_like_name(text: str) -> bool:
    """Two or more words of letters alone, or one that begins with a capital and goes on in small letters."""
    return _NAME.fullmatch(text) is not None


def shown(identifier: str) -> str:
    """An id as it may be repeated in a message: what looks like a name is not, and what is long is cut."""
    if looks_like_name(identifier):
        return "(what looks like a name)"
    return identifier if len(identifier) <= LONGEST else f"{identifier[:LONGEST]}..."
