"""Before and after: the same case in two results folders, paired; different machines it compares only under protest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.report.statistics.bootstrap import Ratio, median_ratio
from benchmarks.report.statistics.gap import EQUAL
from benchmarks.report.statistics.repeats import SOLVE, WHOLE, Place, Repeats

NOTICED = 1.05  # a regression takes 5 % longer at least, and its whole interval lies above 1
SLOWER, FASTER, LEVEL, SINGLE = "slower", "faster", "no clear change", "too few runs to tell"


@dataclass(frozen=True)
class Change:
    """One place before and after; ``ratio`` new over old, None where a side has no time; ``notes`` on the answer."""

    place: Place
    before: Repeats
    after: Repeats
    ratio: Ratio | None
    notes: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether it is about whole runs, not one of their stages, some of which take less than a millisecond."""
        return self.after.phase in (SOLVE, WHOLE)

    @property
    def verdict(self) -> str:
        """What the interval allows to say about the time."""
        if self.ratio is None or self.ratio.low is None or self.ratio.high is None:
            return SINGLE
        if self.ratio.low > 1 and self.ratio.ratio >= NOTICED:
            return SLOWER
        return FASTER if self.ratio.high < 1 and self.ratio.ratio <= 1 / NOTICED else LEVEL

    @property
    def worse(self) -> bool:
        """Whether something is worse than before: the time, clearly, or the answer."""
        return self.verdict == SLOWER or any(note in WORSE for note in self.notes)


NOT_PROVEN, FAILS, HIGHER = "no longer proven", "fails now", "worse value"
WORSE = (NOT_PROVEN, FAILS, HIGHER)
PROVEN, MENDED, LOWER = "proven now", "no longer fails", "better value"


def changes(folders: Sequence[Mapping[Place, Repeats]]) -> tuple[Change, ...]:
    """Every place that is in two folders or more, the earliest against the latest; the worst change first."""
    found = []
    for place in dict.fromkeys(place for folder in folders for place in folder):
        seen = [folder[place] for folder in folders if place in folder]
        if len(seen) > 1:
            found.append(change(seen[0], seen[-1]))
    return tuple(sorted(found, key=lambda c: (-(c.ratio.ratio if c.ratio else float("inf")), c.place)))


def change(before: Repeats, after: Repeats) -> Change:
    """One pair."""
    old, new = ([row.seconds for row in side.done] for side in (before, after))
    return Change(after.place, before, after, median_ratio(old, new), tuple(_notes(before, after)))


def _notes(before: Repeats, after: Repeats) -> list[str]:
    if before.accepted != after.accepted:
        return [MENDED if after.accepted else FAILS]
    notes = [PROVEN if after.proven else NOT_PROVEN] if before.proven != after.proven else []
    for old, new in _values(before, after):
        if abs(new - old) > EQUAL * max(1.0, abs(old), abs(new)):
            return [*notes, HIGHER if new > old else LOWER]
    return notes


def _values(before: Repeats, after: Repeats) -> list[tuple[float, float]]:
    """The figures that both sides state, the levels in their order."""
    old, new = before.worst, after.worst
    if old is None or new is None:
        return []
    one = [(old.value, new.value)] if old.value is not None and new.value is not None else []
    levels = {level.key: level.value for level in old.levels}
    return one + [(levels[level.key], level.value) for level in new.levels if level.key in levels]
