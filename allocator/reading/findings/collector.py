"""Gathers findings while files are read, each with its severity and place; it stops nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from allocator.reading.findings.catalogue import CATALOGUE
from allocator.reading.findings.wording import fitting, is_repeatable, shown_value, without_personal
from allocator.reading.personal import masked
from allocator.records import Caseload, Finding


class Source(NamedTuple):
    """Where a table was read from."""

    file: str | None = None
    sheet: str | None = None


@dataclass
class Collector:
    """Gathers findings while files are read; the only thing here that changes.

    ``sources`` say which file and sheet a table is in, so that not every check needs to know.
    """

    found: list[Finding] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    def add(
        self,
        code: str,
        what: str,
        *,
        table: str,
        do: str,
        row: int | None = None,
        column: str | None = None,
        record_id: str | None = None,
        file: str | None = None,
        sheet: str | None = None,
        value: str | None = None,
    ) -> None:
        """Note one finding; its severity is the catalogue's, and nothing that looks personal is repeated."""
        source = Source(file, sheet) if file else self.sources.get(table, Source())
        what = without_personal(what, value, column)
        self.found.append(
            Finding(
                severity=CATALOGUE[code].severity,
                code=code,
                what=fitting(what, do, value),
                table=table,
                row=row,
                column=masked(column) if column else column,
                record_id=record_id if record_id and is_repeatable(record_id) else None,
                do=do,
                file=source.file,
                sheet=source.sheet,
                value=shown_value(value, column, what),
            )
        )


def collector_for(caseload: Caseload) -> Collector:
    """A collector that knows which file and sheet the tables of a caseload were read from."""
    return Collector(sources={table: Source(*source) for table, source in caseload.sources.items()})
