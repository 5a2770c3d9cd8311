"""Random small tables of the week in whole numbers, for tests that try everything; it knows no caseload."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from allocator.room.left_out.table import Leavers, Table
from tests.builders import person

COLUMNS = 3


def ints(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """An array of whole numbers."""
    return np.array(values, dtype=np.int64)


@st.composite
def leavers(draw: st.DrawFn) -> Leavers:
    """Up to four kinds of people in three columns, of whom up to three people may go."""
    kinds = draw(st.integers(1, 4))
    cell = st.lists(st.lists(st.integers(0, 9), min_size=COLUMNS, max_size=COLUMNS), min_size=kinds, max_size=kinds)
    row = st.lists(st.integers(0, 9), min_size=kinds, max_size=kinds)
    return Leavers(
        count=np.array(draw(row), dtype=np.int64) % 3 + 1,
        home=np.array(draw(row), dtype=np.int64) % COLUMNS,
        freed=np.array(draw(row), dtype=np.int64),
        load=np.array(draw(cell), dtype=np.int64),
        may=np.array(draw(cell), dtype=np.int64) > 2,
        most=draw(st.integers(1, 3)),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Up to four people who wait, one of each kind, beside three workers; nobody is held."""
    kinds = draw(st.integers(1, 4))
    cell = st.lists(st.lists(st.integers(1, 9), min_size=COLUMNS, max_size=COLUMNS), min_size=kinds, max_size=kinds)
    row = st.lists(st.integers(0, 12), min_size=COLUMNS, max_size=COLUMNS)
    free = np.array(draw(row), dtype=np.int64)
    load = np.array(draw(cell), dtype=np.int64)
    return Table(
        people=tuple(person(f"P{kind}") for kind in range(kinds)),
        count=np.ones(kinds, dtype=np.int64),
        load=load,
        may=(load <= free) & (np.array(draw(cell), dtype=np.int64) > 2),
        size=np.ones(COLUMNS, dtype=np.int64),
        free=free,
        seats=np.array(draw(row), dtype=np.int64) % 3,
        leavers=(),
        slack=0,
    )
