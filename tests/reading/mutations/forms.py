"""How tables come to lie on the disk: in every encoding with every separator, or as sheets of a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from tests.reading.mutations.inputs import Table

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_767  # letters that openpyxl writes into a cell; it cuts off the rest


@dataclass(frozen=True)
class Csv:
    """The form of CSV files."""

    encoding: str = "utf-8"
    delimiter: str = ","
    end: str = "\n"
    quote_all: bool = False

    def data(self, table: Table) -> bytes:
        """The bytes of one file."""
        stream = io.StringIO(newline="")
        writer = csv.writer(
            stream,
            delimiter=self.delimiter,
            lineterminator=self.end,
            quoting=csv.QUOTE_ALL if self.quote_all else csv.QUOTE_MINIMAL,
        )
        writer.writerows(table.rows)
        return stream.getvalue().encode(self.encoding, "replace")


def write_folder(folder: Path, tables: dict[str, Table], form: Csv) -> None:
    """A folder with a CSV file for each table."""
    folder.mkdir()
    for name, table in tables.items():
        (folder / f"{name}.csv").write_bytes(form.data(table))


def write_book(file: Path, tables: dict[str, Table], change: Callable[[Workbook], object] = lambda _: None) -> None:
    """A workbook with a sheet for each table, by openpyxl alone: numbers as numbers, all else as text; then changed."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in tables.items():
        sheet = book.create_sheet(name)
        for row in table.rows:
            sheet.append([_value(text) for text in row])
    change(book)
    book.save(file)


def _value(text: str) -> object:
    if not text:
        return None
    if re.fullmatch(r"[1-9][0-9]{0,9}", text):
        return int(text)
    return _NOT_IN_XML.sub("", text)[:LONGEST] or None
