"""Finds the names that an extract mentions inside its other texts ("Jane's team"); it knows no other names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from allocator.reading.privacy.spellings import words_of

SOMEBODY = "(name)"
SHORTEST, SHORTEST_ALONE = 2, 3  # "Jo's team" is Jo's, but "jo" elsewhere may be anything
_ORDINARY = (
    "north south east west central team care leaving leavers children young people service county city "
    "january february march april may june july august september october november december"
)
ORDINARY = frozenset(_ORDINARY.split())
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s$", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,.]*")


class _Word(NamedTuple):
    start: int
    end: int
    text: str  # in small letters, without 's
    possessive: bool
    capital: bool


class KnownNames:
    """Names by their words; each stands for an id, a single word of it perhaps for several people."""

    def __init__(self, ids: Mapping[str, str], *, is_place: Callable[[str], bool]) -> None:
        """``ids``: name -> id. ``is_place``: single words that are towns stay, unless they own something."""
        self._whole: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
        self._single: dict[str, set[str]] = defaultdict(set)
        self._is_place = is_place
        for name, identifier in ids.items():
            self._learn(words_of(name), identifier)

    def _learn(self, words: tuple[str, ...], identifier: str) -> None:
        for word in words:
            if len(word) >= SHORTEST:
                self._single[word].add(identifier)
        if len(words) > 1:
            for order in (words, (words[-1], *words[:-1])):
                same = self._whole[order[0]].setdefault(order, identifier)
                if same != identifier:  # two people of one name
                    self._whole[order[0]][order] = SOMEBODY

    def without(self, text: str, *, whole_only: bool = False) -> str:
        """The text with ids in place of names; with nothing there, and whole names alone, if ``whole_only``."""
        words = [_word(found) for found in _WORD.finditer(text)]
        if not any(word.text in self._single or word.text in self._whole for word in words):
            return text
        pieces, position, at = [], 0, 0
        while at < len(words):
            length, identifier = self._at(text, words, at, whole_only=whole_only)
            if identifier:
                last = words[at + length - 1]
                instead = "" if whole_only else f"{identifier}'s" if last.possessive else identifier
                pieces += [text[position : words[at].start], instead]
                position = last.end
            at += length
        return "".join((*pieces, text[position:]))

    def _at(self, text: str, words: list[_Word], at: int, *, whole_only: bool) -> tuple[int, str | None]:
        """How many words from here on are somebody's name, and whose: the longest name counts."""
        for order in sorted(self._whole.get(words[at].text, ()), key=len, reverse=True):
            these = words[at : at + len(order)]
            if tuple(word.text for word in these) == order and _adjacent(text, these):
                return len(order), self._whole[words[at].text][order]
        owners = () if whole_only else self._single.get(words[at].text, ())
        if not owners or not self._is_meant(words[at], alone=words[at].end - words[at].start == len(text)):
            return 1, None
        return 1, next(iter(owners)) if len(owners) == 1 else SOMEBODY

    def _is_meant(self, word: _Word, *, alone: bool) -> bool:
        """Whether a single word is somebody's name here: it owns something, or it has a capital and no other sense."""
        if word.possessive:
            return True
        ordinary = word.text in ORDINARY or self._is_place(word.text)
        return (word.capital or alone) and not ordinary and len(word.text) >= SHORTEST_ALONE


def _word(found: re.Match[str]) -> _Word:
    text = found.group()
    plain = _POSSESSIVE.sub("", text)
    return _Word(found.start(), found.end(), plain.replace("\u2019", "'").casefold(), plain != text, text[0].isupper())


def _adjacent(text: str, words: Iterable[_Word]) -> bool:
    words = list(words)
    return all(_BETWEEN.fullmatch(text[one.end : other.start]) for one, other in pairwise(words))
