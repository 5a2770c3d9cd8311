"""Since when, how often and when last: the history that involvements tell, however untidily they were kept."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.reading.ssd.history import History, history_of
from allocator.reading.ssd.involvements import Spell


def spell(worker: str, start: int, end: int | None = None) -> Spell:
    """From 1 January of one year to 1 January of another."""
    return Spell(worker, date(start, 1, 1), None if end is None else date(end, 1, 1))


def year(number: int) -> date:
    """1 January."""
    return date(number, 1, 1)


CASES: dict[str, tuple[list[Spell], str | None, History]] = {
    "one worker": ([spell("A", 2020)], "A", History(year(2020), 0, None)),
    "one after the other": (
        [spell("C", 2023), spell("A", 2018, 2020), spell("B", 2020, 2023)],
        "C",
        History(year(2023), 2, year(2023)),
    ),
    "back to an earlier one": (
        [spell("A", 2018, 2020), spell("B", 2020, 2022), spell("A", 2022)],
        "A",
        History(year(2022), 2, year(2022)),
    ),
    "an overlap at the handover": ([spell("A", 2018, 2022), spell("B", 2021)], "B", History(year(2021), 1, year(2021))),
    "an involvement that nobody ended": ([spell("A", 2018), spell("B", 2021)], "B", History(year(2021), 1, year(2021))),
    "somebody stood in": ([spell("A", 2018), spell("B", 2020, 2021)], "A", History(year(2018), 0, None)),
    "two involvements that touch": ([spell("A", 2018, 2020), spell("A", 2020)], "A", History(year(2018), 0, None)),
    "one that ends on the eve of the next": (
        [Spell("A", date(2018, 1, 1), date(2019, 12, 31)), spell("A", 2020)],
        "A",
        History(year(2018), 0, None),
    ),
    "a day between them": (
        [Spell("A", date(2018, 1, 1), date(2019, 12, 30)), spell("A", 2020)],
        "A",
        History(year(2020), 0, None),
    ),
    "two from one day on": ([spell("B", 2018), spell("A", 2018)], "A", History(year(2018), 0, None)),
    "two from one day on, and nobody now": (
        [spell("A", 2018, 2021), spell("B", 2018, 2019)],
        None,
        History(None, 0, None),
    ),
    "a pause with nobody": ([spell("A", 2018, 2019), spell("A", 2021)], "A", History(year(2021), 0, None)),
    "a change before the pause": (
        [spell("B", 2016, 2017), spell("A", 2018, 2019), spell("A", 2021)],
        "A",
        History(year(2021), 1, year(2018)),
    ),
    "the same row twice": ([spell("A", 2018), spell("A", 2018)], "A", History(year(2018), 0, None)),
    "somebody came later beside them": ([spell("A", 2018), spell("B", 2024)], "A", History(year(2018), 0, None)),
    "nobody now": ([spell("A", 2018, 2020), spell("B", 2020, 2022)], None, History(None, 1, year(2020))),
    "never anybody": ([], None, History(None, 0, None)),
    "a worker without any": ([], "A", History(None, 0, None)),
    "a worker without a running one": (
        [spell("A", 2018, 2020), spell("B", 2020, 2022)],
        "C",
        History(None, 2, year(2022)),  # A, B, and C after B on a day that nobody noted
    ),
    "only the others run": ([spell("A", 2018)], "C", History(None, 1, None)),
    "theirs is over": ([spell("A", 2018, 2020), spell("B", 2020, 2022)], "B", History(None, 1, year(2020))),
}


@pytest.mark.parametrize("case", CASES)
def test_history(case: str) -> None:
    """Proves the history of every untidiness that has a name."""
    spells, worker, expected = CASES[case]
    assert history_of(spells, worker) == expected


DAYS = st.dates(date(2015, 1, 1), date(2025, 12, 31))


@st.composite
def any_spell(draw: st.DrawFn) -> Spell:
    """Any involvement of one of three workers."""
    start, end = draw(DAYS), draw(st.none() | DAYS)
    return Spell(draw(st.sampled_from("ABC")), min(start, end) if end else start, max(start, end) if end else None)


@given(st.lists(any_spell(), max_size=8), st.sampled_from(["A", "B", None]))
def test_any_history_is_possible(spells: list[Spell], worker: str | None) -> None:
    """Proves that since is a day on which a running one begins, and that changes and their last day go together."""
    history = history_of(spells, worker)
    running = [spell.start for spell in spells if spell.worker == worker and spell.end is None]
    assert (history.worker_since is None) == (not running)
    assert history.worker_since is None or history.worker_since <= max(running)
    assert 0 <= history.changes_so_far <= len(spells)
    assert history.last_change is None or history.changes_so_far > 0


@given(st.lists(any_spell(), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(spells: list[Spell], shuffle: st.DataObject) -> None:
    """Proves that an extract sorted in another way tells the same."""
    mixed = [*spells]
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert history_of(mixed, "A") == history_of(spells, "A")
