"""The ways to spoil a table of text: each takes a table, a row, a column and a text, and gives a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.reading.mutations.inputs import Table

Way = Callable[[Table, int, int, str], Table]
Rows = tuple[tuple[str, ...], ...]

# fmt: off
NASTY = [
    "", "#N/A", "#REF!", "#DIV/0!", "#FORMULA!", "-", "n/a", "NULL", "\u00a0", "\u200b", " x ", "'=1+1", "=1+1",
    "@SUM(A1)", "+44 7700 900123", "31/02/2007", "05/23/2007", "45678", "14 Mar 08", "2007-06-05T00:00:00Z",
    "14.3.2008", "1e308", "-1", "0,6", "60%", "9999999999", "\u0663",
    "\u0662\u0660\u0660\u0668-\u0660\u0661-\u0660\u0665", "yes", "W1;W1", "W1,,W2", "W9", "P101", "eligible",
    "Former Relevant", "b) Former relevant child", "custody;custody", "\u202e1DP", "\U0001f642", "caf\u00e9",
    "Caf\u00c3\u00a9", "\ufffd", "a\tb", "two\nlines", '"quoted"', 'say "x"', '"', '""', ",", ";", "a;b", "|", "\x00",
    "\x0b", "\x1f", "\x85", "\u2028", "True", "None", "Total", "person_id", "<b>x</b>", "../../etc", "{{x}}", "%s%n",
    "x" * 300, "y" * 32_767, "z" * 40_000, "1" * 400,
]
# fmt: on


def put(rows: Rows, at: int, row: Sequence[str]) -> Rows:
    """The rows with one of them another."""
    return (*rows[:at], tuple(row), *rows[at + 1 :])


def cell(table: Table, at: int, column: int, text: str) -> Table:
    row = table.rows[at]
    column %= max(len(row), 1)
    return replace(table, rows=put(table.rows, at, (*row[:column], text, *row[column + 1 :])))


def cell_with_more(table: Table, at: int, column: int, text: str) -> Table:
    row = table.rows[at]
    return cell(table, at, column, f"{row[column % len(row)]}{text}") if row else table


def row_twice(table: Table, at: int, _column: int, _text: str) -> Table:
    at = max(at, table.header_rows)
    return replace(table, rows=(*table.rows[:at], *table.rows[at : at + 1], *table.rows[at:]))


def row_gone(table: Table, at: int, _column: int, _text: str) -> Table:
    at = max(at, table.header_rows)
    return replace(table, rows=(*table.rows[:at], *table.rows[at + 1 :]))


def blank_row(table: Table, at: int, _column: int, _text: str) -> Table:
    return replace(table, rows=(*table.rows[:at], ("",) * len(table.rows[0]), *table.rows[at:]))


def row_of_spaces(table: Table, at: int, _column: int, _text: str) -> Table:
    return replace(table, rows=(*table.rows[:at], (" ", "\u00a0", "\t"), *table.rows[at:]))


def title(table: Table, _at: int, _column: int, text: str) -> Table:
    return replace(table, rows=((f"List of all {text}",), *table.rows))


def totals(table: Table, _at: int, _column: int, text: str) -> Table:
    return replace(table, rows=(*table.rows, ("Total", str(len(table.rows)), text[:5])))


def numbers_below(table: Table, _at: int, _column: int, _text: str) -> Table:
    return replace(table, rows=(*table.rows, (), ("", "", "17")))


def headers_again(table: Table, at: int, _column: int, _text: str) -> Table:
    at = max(at, table.header_rows)
    return replace(table, rows=(*table.rows[:at], table.rows[0], *table.rows[at:]))


def headers_in_two_rows(table: Table, _at: int, _column: int, _text: str) -> Table:
    """Words of a header over each other: what stands before its first _ above what stands behind."""
    if table.header_rows == 2 or table.records < 1:
        return table
    pairs = [header.split("_", 1) if "_" in header else ["", header] for header in table.rows[0]]
    if not any(upper for upper, _ in pairs):
        return table
    two = (tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))
    return Table((*two, *table.rows[1:]), header_rows=2)


def columns_swapped(table: Table, at: int, column: int, _text: str) -> Table:
    width = max(len(table.rows[0]), 1)
    first, second = column % width, at % width

    def swap(row: tuple[str, ...]) -> tuple[str, ...]:
        if len(row) <= max(first, second):
            return row
        cells = list(row)
        cells[first], cells[second] = cells[second], cells[first]
        return tuple(cells)

    return replace(table, rows=tuple(map(swap, table.rows)))


def column_gone(table: Table, _at: int, column: int, _text: str) -> Table:
    column %= max(len(table.rows[0]), 1)
    return replace(table, rows=tuple((*row[:column], *row[column + 1 :]) for row in table.rows))


def column_twice(table: Table, _at: int, column: int, _text: str) -> Table:
    column %= max(len(table.rows[0]), 1)
    return replace(table, rows=tuple((*row, *row[column : column + 1]) for row in table.rows))


def strange_column(table: Table, _at: int, _column: int, text: str) -> Table:
    return replace(table, rows=tuple((*row, text if at else "remarks") for at, row in enumerate(table.rows)))


def column_without_header(table: Table, _at: int, _column: int, text: str) -> Table:
    return replace(table, rows=tuple((*row, text if at else "") for at, row in enumerate(table.rows)))


def row_cut(table: Table, at: int, column: int, _text: str) -> Table:
    return replace(table, rows=put(table.rows, at, table.rows[at][: column + 1]))


def row_slipped(table: Table, at: int, column: int, text: str) -> Table:
    """A stray separator: all that follows stands one column too far to the right."""
    row = table.rows[at]
    column %= max(len(row), 1)
    return replace(table, rows=put(table.rows, at, (*row[:column], text, *row[column:])))


def headers_in_capitals(table: Table, _at: int, _column: int, _text: str) -> Table:
    capitals = tuple(f" {header.upper().replace('_', chr(0xA0))} " for header in table.rows[0])
    return replace(table, rows=put(table.rows, 0, capitals))


def rows_turned(table: Table, at: int, _column: int, _text: str) -> Table:
    """The first rows go to the bottom, the headers with them."""
    return replace(table, rows=(*table.rows[at:], *table.rows[:at]))


def wide_blanks(table: Table, _at: int, column: int, _text: str) -> Table:
    return replace(table, rows=tuple((*row, *[""] * (column * 300)) for row in table.rows))


def nothing_left(table: Table, _at: int, _column: int, _text: str) -> Table:
    return replace(table, rows=table.rows[: table.header_rows])


WAYS: tuple[Way, ...] = (
    *(cell,) * 6,  # most often: there are as many ways to spoil a cell as there are texts
    *(cell_with_more,) * 3,
    row_twice,
    row_gone,
    blank_row,
    row_of_spaces,
    title,
    totals,
    numbers_below,
    headers_again,
    headers_in_two_rows,
    columns_swapped,
    column_gone,
    column_twice,
    strange_column,
    column_without_header,
    row_cut,
    row_slipped,
    headers_in_capitals,
    rows_turned,
    wide_blanks,
    nothing_left,
)
