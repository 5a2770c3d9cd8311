"""Near misses among words that are known; it corrects nothing by itself."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

LIKENESS = 0.7


def fold(text: str) -> str:
    """A word without capitals, spaces, hyphens and underscores, so that ``Former relevant`` is ``former_relevant``."""
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter == "+")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is nearly ``word``, or None."""
    by_fold = {fold(name): name for name in known}
    close = get_close_matches(fold(word), by_fold, n=1, cutoff=LIKENESS)
    return by_fold[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``Did you mean X?`` with a leading space, or nothing."""
    near = nearest(word, known)
    return f" Did you mean {near}?" if near else ""
