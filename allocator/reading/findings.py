"""Every finding that the input can give rise to, once: code, severity and title; it looks at no input itself.

Codes stay the same across releases. The wording of one finding is put where it is found, its severity only here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from allocator.reading.personal import Kind as PersonalKind
from allocator.reading.personal import masked, personal_cell, personal_id
from allocator.records import Caseload, Finding, Severity

LONGEST = 160  # characters of what is wrong and what to do together: two lines on a screen
VALUE, CUT = 40, "..."
NEARLY = "Did you mean"  # said of what is nearly a known word, which is therefore no name
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
    "kept_from_before": Kind(_NOTE, "what no extract holds was kept from an earlier caseload"),
    "filled_in_by_hand": Kind(_ERROR, "a caseload that was to be replaced holds what no extract does"),
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
    "other_day": Kind(_WARNING, "ages, dates of birth or contacts show another day than the one that was taken"),
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
    "unknown_category": Kind(_ERROR, "an eligibility category is none of those of the returns"),
    "unknown_code": Kind(_WARNING, "a cell holds none of the codes of the returns; it was read as blank"),
    "neet_without_reason": Kind(_NOTE, "an activity is NEET without a reason; it was read as blank"),
    "no_list_nine": Kind(_ERROR, "no sheet or file has the headers of Annex A List 9"),
    "not_used": Kind(_NOTE, "sheets or files are none of the lists that are read"),
    "hidden_list": Kind(_NOTE, "a list in a hidden sheet was left out, for the same list can be seen"),
    "column_not_there": Kind(_NOTE, "an extract has no column for something that could be taken from it"),
    "remark_row": Kind(_NOTE, "a row is a total or a remark and not a young person"),
    "date_not_read": Kind(_WARNING, "a date that decides no allocation cannot be read; it was read as blank"),
    "always_unsuitable": Kind(_NOTE, "homeless or in custody, and yet suitable; it was read as unsuitable"),
    "two_suitabilities": Kind(_NOTE, "the codes of accommodation and of suitability say different things"),
    "accommodation_and_age": Kind(_NOTE, "accommodation that the returns know from 18 on only"),
    "nobody_in_words": Kind(_NOTE, "a cell for a worker says in words that there is nobody"),
    "social_worker_leads": Kind(_NOTE, "under 18 without a personal adviser: the social worker leads"),
    "eligible_from_list_8": Kind(_NOTE, "a child in care of 16 or 17 stands in List 8 only and was taken in"),
    "lists_disagree": Kind(_WARNING, "List 8 and List 9 say different things; List 9 counts"),
    "not_a_postcode": Kind(_NOTE, "the postcode of a placement is none; the place was left blank"),
    "contract_assumed": Kind(_WARNING, "an extract does not say how much workers work: full time is assumed"),
    "nobody_eligible": Kind(_NOTE, "an extract of care leavers leaves out those who are still looked after"),
    # the team workbook
    "team_of_other_key": Kind(
        _ERROR, "the team workbook has none of the extract's workers: its ids are of another key"
    ),
    "worker_not_in_team": Kind(_WARNING, "workers of an extract are not in the team workbook"),
    "team_without_people": Kind(_NOTE, "workers of the team workbook work with nobody in the extract: they have room"),
    "team_differs": Kind(_NOTE, "the team workbook and the extract say different things: the workbook counts"),
    "team_blank": Kind(_WARNING, "neither the extract nor the team workbook says something of some workers"),
    # the SSD
    "table_unread": Kind(_NOTE, "tables of an extract hold nothing for an allocation and were not read"),
    "optional_table_missing": Kind(_NOTE, "a table of an extract is not there: what it would say stays blank"),
    "rows_of_others": Kind(_NOTE, "rows of an extract are about people who are not care leavers and were not used"),
    "orphan_rows": Kind(_WARNING, "rows of an extract belong to people whom its table of people does not know"),
    "row_repeated": Kind(_NOTE, "a row of an extract says again what another says; it was counted once"),
    "person_without_birth": Kind(_ERROR, "an extract's table of people has no date of birth for a care leaver"),
    "death_ahead": Kind(_WARNING, "an extract's date of death lies after the day of the run and was not used"),
    "person_twice": Kind(_WARNING, "an extract's table of people has two rows for one person, and they differ"),
    "professional_twice": Kind(_WARNING, "an extract has two rows for one professional, and they differ"),
    "professional_left_out": Kind(_WARNING, "a professional without an id was left out"),
    "unknown_professional": Kind(_WARNING, "an extract's table of professionals does not know a worker"),
    "worker_name_shared": Kind(_WARNING, "an extract names a worker by a name that several professionals have"),
    "workers_without_people": Kind(_NOTE, "leaving care workers have nobody in the extract and were not taken"),
    "contract_unread": Kind(_WARNING, "a contract cannot be a share of full time: full time is assumed"),
    "impossible_involvement": Kind(_WARNING, "an involvement has dates that cannot be and was not counted"),
    "involvement_ahead": Kind(_NOTE, "involvements begin after the day of the run and were not counted"),
    "no_involvement": Kind(_NOTE, "a worker has no running involvement with somebody: worker_since is left blank"),
    "impossible_address": Kind(_WARNING, "an address has dates that cannot be and was not used"),
    "two_addresses": Kind(_WARNING, "somebody has two current addresses from the same day on"),
    # SSDA903 OC3
    "oc3_disagrees": Kind(_WARNING, "OC3 and the extract say different things: the extract counts"),
    "oc3_birth_disagrees": Kind(_WARNING, "OC3 and the extract have different dates of birth: the extract's counts"),
    "oc3_not_in_extract": Kind(_NOTE, "people of OC3 are not in the extract and were not used"),
    "oc3_code_pair": Kind(_WARNING, "OC3 calls an accommodation suitable that never is: read as unsuitable"),
    # found with the service model and the roads
    # privacy
    "key_open_to_others": Kind(_WARNING, "others could read the key to names: only its owner can now"),
    "worker_spellings": Kind(_NOTE, "a worker was spelt in several ways in an extract and is one worker"),
    "workers_alike": Kind(_WARNING, "two workers of an extract could be one, and were kept apart"),
    "person_ids_replaced": Kind(_NOTE, "names or numbers stood for young people in an extract: ids took their place"),
    "groups_renamed": Kind(_NOTE, "words for siblings could be names and were replaced"),
    "personal_taken_out": Kind(_WARNING, "names, telephone numbers and the like were taken out of a column"),
    "place_shortened": Kind(_NOTE, "addresses were cut down to a postcode sector or a town"),
    "looks_like_nhs_number": Kind(_WARNING, "cells of a caseload hold what looks like an NHS number"),
    "looks_like_national_insurance": Kind(
        _WARNING, "cells of a caseload hold what looks like a National Insurance number"
    ),
    "looks_like_telephone": Kind(_WARNING, "cells of a caseload hold what looks like a telephone number"),
    "looks_like_email": Kind(_WARNING, "cells of a caseload hold what looks like an e-mail address"),
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
        """Note one finding; its severity is the catalogue's, and nothing that looks personal is repeated."""
        source = Source(file, sheet) if file else self.sources.get(table, Source())
        what = _without_personal(what, value, column)
        self.found.append(
            Finding(
                severity=CATALOGUE[code].severity,
                code=code,
                what=_fitting(what, do, value),
                table=table,
                row=row,
                column=masked(column) if column else column,
                record_id=record_id if record_id and _is_repeatable(record_id) else None,
                do=do,
                file=source.file,
                sheet=source.sheet,
                value=_shown_value(value, column, what),
            )
        )


def _is_repeatable(record_id: str) -> bool:
    """Whether an id may be repeated: "Surname, Forename" holds a comma, which no id does, and is a name."""
    return not personal_id(record_id) and "," not in record_id and ";" not in record_id


def _fitting(what: str, do: str, value: str | None) -> str:
    """What is wrong, so that it fits beside what to do: first the value in it is cut, then its end."""
    beyond = len(what) + len(do) + 1 - LONGEST
    if beyond <= 0:
        return what
    inside = next((part for part in (value, (value or "")[:VALUE]) if part and part in what), "")
    if len(inside) > beyond + len(CUT):
        return what.replace(inside, f"{inside[: -beyond - len(CUT)]}{CUT}", 1).replace(CUT + CUT, CUT)
    return f"{what[: -beyond - len(CUT)]}{CUT}"


def _without_personal(what: str, value: str | None, column: str | None) -> str:
    """What is wrong, without the value where that looks personal; what is nearly a known word is none."""
    kind = None if not value or NEARLY in what else _personal(value, column)
    return masked(what.replace(value, f"(what looks like {kind.words})") if value and kind else what)


def _personal(value: str, column: str | None) -> PersonalKind | None:
    """What a cell's text holds that may not be repeated: ids are held to more, and a header may repeat itself."""
    if column in COLUMNS_OF_IDS:
        return next(filter(None, map(_personal_in_id, value.split(";"))), None)
    kind = personal_cell(value)
    return None if kind is PersonalKind.NAME and value == column else kind


def _personal_in_id(text: str) -> PersonalKind | None:
    """What an id holds; "Surname, Forename" is a name here, too."""
    name = PersonalKind.NAME if personal_cell(text.strip()) is PersonalKind.NAME else None
    return personal_id(text) or name


def _shown_value(value: str | None, column: str | None, what: str) -> str | None:
    """A cell's text as far as it may be repeated: nothing that looks personal, and no more than a line of it."""
    if not value or masked(value) != value or (NEARLY not in what and _personal(value, column)):
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
