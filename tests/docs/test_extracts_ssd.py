"""The page on the SSD and OC3 says of every field and column what the program really does."""

from __future__ import annotations

import pytest

from allocator.generate.extracts import OC3_HELD, SSD_HELD, SSD_WORKERS_HELD
from allocator.reading.oc3 import HEADERS
from allocator.reading.ssd.columns import TABLES, SsdTable
from tests.docs.consoles import ROOT

PAGE = (ROOT / "docs" / "extracts-ssd.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("held", [SSD_HELD, SSD_WORKERS_HELD, OC3_HELD], ids=["people", "workers", "oc3"])
def test_every_field_is_on_the_page(held: dict[str, str]) -> None:
    """Proves that the tables of what can be held are those that the round trips prove, row for row and in order."""
    lines = "\n".join(f"| {field} | {words} |" for field, words in held.items())
    assert f"| --- | --- |\n{lines}\n" in PAGE


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_that_is_read_is_on_the_page(table: SsdTable) -> None:
    """Proves that nothing is read that is not said, and which columns must be there."""
    columns = ", ".join([*(f"**{column}**" for column in table.needed), *table.optional])
    assert f"| {table.name if table.without else f'**{table.name}**'} | {columns} |\n" in PAGE


def test_the_columns_of_oc3_are_on_the_page() -> None:
    """Proves the same of OC3."""
    assert all(f"`{header}`" in PAGE for header in HEADERS)
