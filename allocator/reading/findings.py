"""Every finding that the input can give rise to, once: code, severity and meaning; it looks at no input itself.

Codes stay the same across releases. The wording of one finding is put where it is found, its severity only here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from allocator.reading.names import looks_like_name
from allocator.records import Finding, Severity


class Kind(NamedTuple):
    """How serious a finding is and what it means, in general."""

    severity: Severity
    meaning: str


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

CATALOGUE: dict[str, Kind] = {
    # the files
    "missing_table": Kind(_ERROR, "a table that every caseload needs is not there"),
    "unreadable_table": Kind(_ERROR, "a file cannot be read as a table"),
    "wrong_kind_of_file": Kind(_ERROR, "a file is something else than a CSV file or a workbook"),
    "empty_file": Kind(_ERROR, "a file holds nothing at all"),
    "too_large": Kind(_ERROR, "a file is larger than any list of people can be"),
    "unsafe_file": Kind(_ERROR, "a workbook is made as those are that are to do harm, and was not unpacked"),
    "garbled_text": Kind(_WARNING, "a file holds signs that come of a wrong encoding"),
    "other_day_count": Kind(_WARNING, "a workbook counts its days from 1904"),
    "hidden_sheet": Kind(_NOTE, "a table was read from a hidden sheet, for no other has it"),
    "hidden_rows": Kind(_NOTE, "hidden rows were read like all others"),
    "merged_cells": Kind(_WARNING, "a merged cell spans several rows, and counts for the first of them"),
    "rows_above_headers": Kind(_NOTE, "rows above the headers were left out"),
    "records_above_headers": Kind(_ERROR, "rows above the headers look like records"),
    "totals_left_out": Kind(_NOTE, "lines of totals below a table were left out"),
    "formula_without_value": Kind(_ERROR, "a formula was saved without its value"),
    "empty_table": Kind(_ERROR, "a table that every caseload needs has no rows"),
    "table_twice": Kind(_ERROR, "two files or sheets hold the same table"),
    "unknown_table": Kind(_NOTE, "a file or sheet is none of the tables of a caseload and was left out"),
    "bad_settings": Kind(_ERROR, "caseload.toml cannot be read, or one of its values is impossible"),
    "unknown_setting": Kind(_WARNING, "caseload.toml has a key that means nothing"),
    # the columns
    "missing_column": Kind(_ERROR, "a column that the table needs is not there"),
    "duplicate_column": Kind(_ERROR, "two columns have the same header"),
    "misspelt_column": Kind(_WARNING, "a header is nearly, but not quite, one that is known; the column was not used"),
    "unknown_column": Kind(_NOTE, "a column is not known; it is kept, but not used"),
    "column_without_header": Kind(_WARNING, "a column with cells has no header and was left out"),
    "column_of_names": Kind(_WARNING, "a column that is headed as people's names was left out"),
    # one cell
    "cells_beyond_headers": Kind(_ERROR, "a row has more cells than there are headers"),
    "missing_value": Kind(_ERROR, "a cell that must be filled is blank"),
    "blank_word": Kind(_NOTE, "a cell such as #N/A was read as blank"),
    "unknown_word": Kind(_ERROR, "a cell holds none of the words that may stand there"),
    "bad_yes_no": Kind(_ERROR, "a cell is neither yes nor no"),
    "bad_date": Kind(_ERROR, "a cell is not a date, or a date that can be read in two ways"),
    "implausible_date": Kind(_ERROR, "a date is further away than any that can be meant"),
    "bad_number": Kind(_ERROR, "a cell is not a number, or not a whole one where that is needed"),
    "out_of_range": Kind(_ERROR, "a number is smaller or larger than it can be"),
    "bad_id": Kind(_ERROR, "an id holds a comma or a semicolon, which separate ids in a list"),
    # ids
    "duplicate_id": Kind(_ERROR, "an id stands in two rows"),
    "id_looks_like_name": Kind(_WARNING, "ids look like people's names"),
    "id_spelling": Kind(_NOTE, "a worker's id was recognised in spite of capitals or small letters"),
    # young people
    "no_age": Kind(_ERROR, "somebody has neither a date of birth nor an age"),
    "born_in_future": Kind(_ERROR, "a date of birth lies ahead"),
    "age_out_of_range": Kind(_ERROR, "somebody is too young or too old for the service"),
    "age_at_edge": Kind(_WARNING, "somebody is not yet 16, or already 26"),
    "age_disagrees": Kind(_WARNING, "age and date of birth do not agree; the date of birth counts"),
    "since_in_future": Kind(_WARNING, "a working relationship begins after the day of the run"),
    "since_before_birth": Kind(_ERROR, "a working relationship begins before the young person's birth"),
    "since_without_worker": Kind(_NOTE, "worker_since is filled, but there is no current worker"),
    "unknown_current_worker": Kind(_WARNING, "the current worker is not in the table of workers: treated as left"),
    "unknown_avoided_worker": Kind(_WARNING, "avoid_workers names somebody who is not in the table of workers"),
    "referred_in_future": Kind(_WARNING, "a referral lies ahead; no weeks of waiting are counted"),
    "change_in_future": Kind(_WARNING, "the last change of worker lies ahead"),
    "key_event_without_date": Kind(_WARNING, "a key event has no date and protects nobody"),
    "group_of_one": Kind(_NOTE, "keep_together names a group that has one member"),
    "place_blank": Kind(_NOTE, "young people without a place: their journeys are priced at the median"),
    "lock_without_worker": Kind(_WARNING, "somebody is locked, but has no worker to be locked to: the lock is void"),
    "lock_worker_left": Kind(_WARNING, "somebody is locked to a worker who has left: the lock is void"),
    "lock_and_avoid": Kind(_ERROR, "somebody is locked to a worker whom they are to be kept apart from"),
    # workers
    "left_before_start": Kind(_ERROR, "a worker's last day lies before their first"),
    "absence_ends_before_start": Kind(_ERROR, "an absence ends before it begins"),
    "absence_without_start": Kind(_WARNING, "an absence has an end but no beginning and was left out"),
    "base_blank": Kind(_WARNING, "a worker has no base: their journeys are priced at the median"),
    "no_contract": Kind(_NOTE, "a worker's contract is 0: they have no room for anybody"),
    "nobody_on_duty": Kind(_WARNING, "no worker can be given anybody on the day of the run"),
    # places and travel
    "duplicate_place": Kind(_ERROR, "a place stands in two rows"),
    "duplicate_journey": Kind(_ERROR, "a journey stands in two rows"),
    # extracts of other systems
    "row_left_out": Kind(_WARNING, "a row of an extract is not for this service and was left out"),
    "contract_assumed": Kind(_WARNING, "an extract does not say how much workers work: full time is assumed"),
    "nobody_eligible": Kind(_NOTE, "an extract of care leavers leaves out those who are still looked after"),
    # found with the service model and the roads
    "unknown_place": Kind(_WARNING, "a place is not known: journeys there are priced at the median"),
    "unknown_base": Kind(_WARNING, "a base is not known: journeys from there are priced at the median"),
    "lock_worker_leaves": Kind(
        _WARNING, "somebody is locked to a worker who leaves soon or is long away: the lock is void"
    ),
    "nobody_for_band": Kind(_WARNING, "no worker on duty takes an age band that young people are in"),
    "nobody_with_skill": Kind(_WARNING, "no worker on duty has a skill that a rule of strength must asks for"),
    "nobody_at_base": Kind(_WARNING, "no worker on duty is at a base that a rule asks for"),
    "post_without_caps": Kind(_NOTE, "the service model names no caps for a post: the caps for everybody count"),
}


@dataclass
class Collector:
    """Gathers findings while files are read; the only thing here that changes."""

    found: list[Finding] = field(default_factory=list)

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
        """Note one finding; its severity is the catalogue's, and an id that looks like a name is not repeated."""
        kind = CATALOGUE[code]
        if record_id is not None and looks_like_name(record_id):
            record_id = None
        self.found.append(
            Finding(
                severity=kind.severity,
                code=code,
                what=what,
                table=table,
                row=row,
                column=column,
                record_id=record_id,
                do=do,
                file=file,
                sheet=sheet,
                value=value,
            )
        )


def errors_among(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that stop a run."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def in_words(finding: Finding) -> str:
    """One finding as a line: where, what, what to do."""
    return f"{finding.where}: {finding.what} {finding.do}".rstrip()
