"""Every finding that the input can give rise to, once: code, severity and title; it looks at no input itself.

Codes stay the same across releases. The wording of one finding is put where it is found, its severity only here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from allocator.reading.names import looks_like_name
from allocator.records import Caseload, Finding, Severity

LONGEST = 160  # characters of what is wrong and what to do together: two lines on a screen
VALUE, CUT = 40, "..."
COLUMNS_OF_IDS = frozenset({"person_id", "worker_id", "current_worker", "avoid_workers"})


class Kind(NamedTuple):
    """How serious a finding is, and what it says in general."""

    severity: Severity
    title: str


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

CATALOGUE: dict[str, Kind] = {
    # the files
    "missing_table": Kind(_ERROR, "a table that every caseload needs is not there"),
    "unreadable_table": Kind(_ERROR, "a file cannot be read as a table"),
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
    "ids_alike": Kind(_WARNING, "two ids differ in capitals, leading zeros, spaces or hyphens alone"),
    "double_entry": Kind(_WARNING, "two young people have the same date of birth, place, category and worker"),
    # young people
    "no_age": Kind(_ERROR, "somebody has neither a date of birth nor an age"),
    "born_in_future": Kind(_ERROR, "a date of birth lies ahead"),
    "age_out_of_range": Kind(_ERROR, "somebody is too young or too old for the service"),
    "age_at_edge": Kind(_WARNING, "somebody is not yet 16, or already 26"),
    "age_disagrees": Kind(_WARNING, "age and date of birth do not agree; the date of birth counts"),
    "category_against_age": Kind(_WARNING, "eligible or relevant at 18 or over, or former relevant under 18"),
    "since_in_future": Kind(_WARNING, "a working relationship begins after the day of the run"),
    "since_before_birth": Kind(_ERROR, "a working relationship begins before the young person's birth"),
    "since_before_start": Kind(_WARNING, "a working relationship begins before the worker's own first day"),
    "since_without_worker": Kind(_NOTE, "worker_since is filled, but there is no current worker"),
    "unknown_current_worker": Kind(_WARNING, "the current worker is not in the table of workers: treated as left"),
    "unknown_avoided_worker": Kind(_WARNING, "avoid_workers names somebody who is not in the table of workers"),
    "avoids_everybody": Kind(_WARNING, "avoid_workers names every worker there is"),
    "referred_in_future": Kind(_WARNING, "a referral lies ahead; no weeks of waiting are counted"),
    "referred_before_birth": Kind(_ERROR, "a referral lies before the young person's birth"),
    "referred_long_ago": Kind(_WARNING, "somebody has waited for a worker for more than two years"),
    "change_in_future": Kind(_WARNING, "the last change of worker lies ahead"),
    "change_before_birth": Kind(_ERROR, "the last change of worker lies before the young person's birth"),
    "key_event_without_date": Kind(_WARNING, "a key event has no date and protects nobody"),
    "key_event_far_away": Kind(_WARNING, "a key event is more than three years away and protects nobody"),
    "group_of_one": Kind(_NOTE, "keep_together names a group that has one member"),
    "group_avoids_worker": Kind(_WARNING, "one of a group is to be kept apart from the worker of another of it"),
    "group_without_worker": Kind(_WARNING, "the members of a group avoid every worker between them"),
    "group_locked_apart": Kind(_WARNING, "members of one group are locked to different workers"),
    "place_blank": Kind(_NOTE, "young people without a place: their journeys are priced at the median"),
    "lock_without_worker": Kind(_WARNING, "somebody is locked, but has no worker to be locked to: the lock is void"),
    "lock_worker_left": Kind(_WARNING, "somebody is locked to a worker who has left: the lock is void"),
    "lock_and_avoid": Kind(_ERROR, "somebody is locked to a worker whom they are to be kept apart from"),
    # the fields of the returns: none of them decides who works with whom
    "education_disagrees": Kind(_WARNING, "in education, and an activity that says the opposite"),
    "custody_disagrees": Kind(_WARNING, "custody as a need without custody as accommodation, or the other way round"),
    "suitability_disagrees": Kind(_WARNING, "custody, or no fixed abode, is marked as suitable"),
    "contact_in_future": Kind(_WARNING, "the latest contact lies ahead"),
    "contact_before_birth": Kind(_WARNING, "the latest contact lies before the young person's birth"),
    "contact_overdue": Kind(_NOTE, "young people whose latest contact is longer ago than the model's visits allow"),
    "plan_in_future": Kind(_WARNING, "the latest review of a pathway plan lies ahead"),
    "plan_overdue": Kind(_NOTE, "young people whose pathway plan was last reviewed more than six months ago"),
    # workers
    "left_before_start": Kind(_ERROR, "a worker's last day lies before their first"),
    "absence_ends_before_start": Kind(_ERROR, "an absence ends before it begins"),
    "absence_without_start": Kind(_WARNING, "an absence has an end but no beginning and was left out"),
    "absence_long_past": Kind(_WARNING, "an absence without an end began more than two years ago"),
    "start_far_ahead": Kind(_WARNING, "a worker begins more than a year from now"),
    "contract_above_full_time": Kind(_WARNING, "a worker's contract is more than 1.2 of a full-time post"),
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
    "caps_too_small": Kind(_WARNING, "one young person is more than a full-time worker may have by the model's caps"),
    "no_room_for_one": Kind(_WARNING, "a worker's hours are too few for even one young person"),
    "far_above_ceiling": Kind(_WARNING, "a worker has half as many people again as their ceiling, or more"),
    # found beside the caseload of an earlier week
    "cases_jump": Kind(_WARNING, "a worker has more new people than the model's intake allows in the time"),
    "lost_everybody": Kind(_WARNING, "a worker who is there has none of the people of the earlier caseload"),
    "person_vanished": Kind(_WARNING, "somebody of the earlier caseload is not in this one, and not too old for it"),
    "new_without_referral": Kind(_WARNING, "somebody is new, has no worker, and has no date of referral"),
}


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
        """Note one finding; its severity is the catalogue's, and an id that looks like a name is not repeated."""
        source = Source(file, sheet) if file else self.sources.get(table, Source())
        self.found.append(
            Finding(
                severity=CATALOGUE[code].severity,
                code=code,
                what=_fitting(what, do, value),
                table=table,
                row=row,
                column=column,
                record_id=None if record_id is None or looks_like_name(record_id) else record_id,
                do=do,
                file=source.file,
                sheet=source.sheet,
                value=_shown_value(value, column),
            )
        )


def _fitting(what: str, do: str, value: str | None) -> str:
    """What is wrong, so that it fits beside what to do: first the value in it is cut, then its end."""
    beyond = len(what) + len(do) + 1 - LONGEST
    if beyond <= 0:
        return what
    inside = next((part for part in (value, (value or "")[:VALUE]) if part and part in what), "")
    if len(inside) > beyond + len(CUT):
        return what.replace(inside, f"{inside[: -beyond - len(CUT)]}{CUT}", 1).replace(CUT + CUT, CUT)
    return f"{what[: -beyond - len(CUT)]}{CUT}"


def _shown_value(value: str | None, column: str | None) -> str | None:
    """A cell's text as far as it may be repeated: no name where an id should be, and no more than a line of it."""
    if not value or (column in COLUMNS_OF_IDS and any(looks_like_name(one) for one in value.split(";"))):
        return None
    return value if len(value) <= VALUE else f"{value[:VALUE]}{CUT}"


def collector_for(caseload: Caseload) -> Collector:
    """A collector that knows which file and sheet the tables of a caseload were read from."""
    return Collector(sources={table: Source(*source) for table, source in caseload.sources.items()})


def title_of(code: str) -> str:
    """What a finding says in general; the code itself where it is not of this catalogue."""
    return CATALOGUE[code].title if code in CATALOGUE else code


def errors_among(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that stop a run."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def in_words(finding: Finding) -> str:
    """One finding as a line: where, what, what to do."""
    return f"{finding.where}: {finding.what} {finding.do}".rstrip()
