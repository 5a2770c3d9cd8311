"""What looks like a person's name, so that it is warned of and not repeated; it cannot tell a name for certain."""

from __future__ import annotations

import re

from allocator.reading.personal import looks_like_name, repeatable

__all__ = ["heads_names", "looks_like_name", "shown"]

LONGEST = 40
_COLUMN = re.compile(
    r"((young )?person'?s?|child'?s?|worker'?s?|full|first|last|family|given|middle|preferred|known)?[ _]*name"
)
_COLUMNS = frozenset({"forename", "forenames", "surname", "surnames", "initials", "known as", "known_as", "names"})


def heads_names(header: str) -> bool:
    """Whether a column with this header holds people's names."""
    return _COLUMN.fullmatch(header.casefold()) is not None or header.casefold() in _COLUMNS


def shown(identifier: str) -> str:
    """An id as it may be repeated in a message: what looks personal is not, and what is long is cut."""
    may = repeatable(identifier)
    return may if may != identifier or len(may) <= LONGEST else f"{may[:LONGEST]}..."
