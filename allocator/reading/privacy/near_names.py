"""Which names could be one person's though spelt otherwise: a slip, an initial, another order; it joins none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from allocator.reading.privacy.spellings import words_of

FEW = 4  # more of one sort are no slips: "Duty Worker North", "Duty Worker South" ...
Words = tuple[str, ...]


def near_names(ids: Mapping[str, str], known: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of ids whose names are nearly the same; ``ids`` (name: id) are of all names, ``known`` were met before.

    Nearly the same is one letter more, less or other, an initial for a forename, and all words of one in the other. Two
    who were both met before are two people, for whoever keeps the key was asked then.
    """
    before = {ids[name] for name in known if name in ids}
    alike: dict[object, dict[tuple[Words, str], None]] = defaultdict(dict)
    for name, worker_id in ids.items():
        words = _words(name)
        for sign in _signs(words):
            alike[sign][words, worker_id] = None
    pairs: dict[tuple[str, str], None] = {}
    for sign, same in alike.items():
        for (one, first), (other, second) in combinations(same, 2) if len(same) <= FEW else ():
            if one != other and first != second and not before.issuperset((first, second)) and _agree(sign, one, other):
                pairs[min(first, second), max(first, second)] = None
    return tuple(pairs)


def _words(name: str) -> Words:
    """The words of a name without the signs around them, as in "Robin Example; Kim Sample"."""
    return tuple(bare for word in words_of(name) if (bare := word.strip(".;:/&+-")))


def _signs(words: Words) -> Iterator[object]:
    """What a name has in common with those that are nearly the same; nothing where it is one word, or holds a digit."""
    text = " ".join(words)
    if len(words) < 2 or any(letter.isdecimal() for letter in text):
        return
    yield text
    yield from (f"{text[:at]}{text[at + 1 :]}" for at in range(1, len(text)))
    yield from map(frozenset, combinations(sorted(set(words)), 2))
    yield (words[0][0], words[-1])


def _agree(sign: object, one: Words, other: Words) -> bool:
    """Whether two names that share a sign are nearly the same: an initial stands for a whole forename only."""
    if isinstance(sign, frozenset):
        return set(one) <= set(other) or set(other) <= set(one)
    if isinstance(sign, tuple):
        return (len(one[0]) == 1) != (len(other[0]) == 1)
    return True
