"""Findings: each is found where it is, in the words that are promised, with what to do; the sound caseload has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allocator.errors import InputError
from allocator.reading.caseload import read_caseload
from allocator.reading.findings import CATALOGUE, Collector, errors_among, in_words
from allocator.records import Finding, Severity
from tests.reading.folders import PEOPLE, findings, folder, one, people, read, workers

P1 = "P1,2008-01-05,eligible,Boston,W1"  # 17 on 2 June 2025, with W1
UNTIDY = Path(__file__).parents[2] / "instances" / "untidy"

# Found only once the model and the roads are known, by a conversion, or instead of everything else.
NOT_IN_FILES = {
    code for code in CATALOGUE if code.startswith(("nobody_for", "nobody_with", "nobody_at", "nobody_elig"))
} | {
    "unknown_place",
    "unknown_base",
    "lock_worker_leaves",
    "post_without_caps",
    "row_left_out",
    "contract_assumed",
}
INSTEAD_OF_ALL_ELSE = {"missing_table", "empty_table"}


def test_sound_caseload_has_no_findings(tmp_path: Path) -> None:
    """The folder that the other tests change is sound, so that what they find comes from the change."""
    assert findings(tmp_path) == ()


PEOPLE_CASES = [
    ("no_age", (), "P1,,eligible,Boston,W1", "date_of_birth", "There is neither a date of birth nor an age."),
    (
        "born_in_future",
        (),
        "P1,2025-06-03,eligible,Boston,W1",
        "date_of_birth",
        "The date of birth 2025-06-03 lies ahead of 2025-06-02.",
    ),
    (
        "age_out_of_range",  # 15 on 3 June 2025, the day after
        (),
        "P1,2010-06-03,eligible,Boston,W1",
        "date_of_birth",
        "Somebody aged 14 is outside the service, which is for 16 to 25.",
    ),
    (
        "age_out_of_range",  # 27 on the very day
        (),
        "P1,1998-06-02,qualifying,Boston,W1",
        "date_of_birth",
        "Somebody aged 27 is outside the service, which is for 16 to 25.",
    ),
    ("age_at_edge", (), "P1,1998-06-03,relevant,Boston,W1", "date_of_birth", "Somebody aged 26 is already 26."),
    ("age_at_edge", ("age",), "P1,,relevant,Boston,W1,15.9", "age", "Somebody aged 15 is not yet 16."),
    (
        "age_disagrees",
        ("age",),
        f"{P1},18",
        "age",
        "The age 18 and the date of birth 2008-01-05 (17 on the day) do not agree.",
    ),
    (
        "since_in_future",
        ("worker_since",),
        f"{P1},2025-06-03",
        "worker_since",
        "worker_since 2025-06-03 lies after the day of the run, 2025-06-02.",
    ),
    (
        "since_before_birth",
        ("worker_since",),
        f"{P1},2008-01-04",
        "worker_since",
        "worker_since 2008-01-04 lies before the date of birth.",
    ),
    (
        "since_without_worker",
        ("worker_since",),
        "P1,2008-01-05,eligible,Boston,,2024-01-04",
        "worker_since",
        "worker_since is filled, but current_worker is blank.",
    ),
    (
        "unknown_current_worker",
        (),
        "P1,2008-01-05,eligible,Boston,W11",
        "current_worker",
        "The current worker W11 is not in the table of workers: treated as left. Did you mean W1?",
    ),
    (
        "unknown_current_worker",
        (),
        "P1,2008-01-05,eligible,Boston,Robin Example",
        "current_worker",
        "The current worker (what looks like a name) is not in the table of workers: treated as left.",
    ),
    (
        "unknown_avoided_worker",
        ("avoid_workers",),
        f"{P1},W2;X9",
        "avoid_workers",
        "avoid_workers names X9, who is not in the table of workers.",
    ),
    (
        "referred_in_future",
        ("referred",),
        f"{P1},03/06/2025",
        "referred",
        "referred 2025-06-03 lies after the day of the run; no waiting is counted.",
    ),
    (
        "change_in_future",
        ("last_change",),
        f"{P1},2025-06-03",
        "last_change",
        "last_change 2025-06-03 lies after the day of the run, 2025-06-02.",
    ),
    (
        "key_event_without_date",
        ("key_event",),
        f"{P1},exam",
        "key_event_date",
        "The key event 'exam' has no date, so it protects nobody from a change.",
    ),
    (
        "group_of_one",
        ("keep_together",),
        f"{P1},G7",
        "keep_together",
        "The group G7 has one member, so there is nobody to keep together.",
    ),
    (
        "place_blank",
        (),
        "P1,2008-01-05,eligible,,W1\nP2,2008-01-05,eligible,,W1",
        "place",
        "2 young people have no place (first in row 2): their journeys are priced at the median.",
    ),
    (
        "lock_without_worker",
        ("locked",),
        "P1,2008-01-05,eligible,Boston,,yes",
        "locked",
        "Locked, but there is no current worker: the lock is void.",
    ),
    (
        "lock_without_worker",
        ("locked",),
        "P1,2008-01-05,eligible,Boston,X9,yes",
        "locked",
        "Locked, but X9 is not in the table of workers: the lock is void.",
    ),
    (
        "lock_and_avoid",
        ("locked", "avoid_workers"),
        f"{P1},yes,W1",
        "locked",
        "Locked to W1, whom avoid_workers keeps apart.",
    ),
    ("id_spelling", (), "P1,2008-01-05,eligible,Boston,w1", "current_worker", "w1 was read as W1."),
    ("blank_word", (), "P1,2008-01-05,eligible,#N/A,W1", "place", "'#N/A' was read as blank."),
    ("missing_value", (), "P1,2008-01-05,,Boston,W1", "category", "category is blank."),
    ("duplicate_id", (), f"{P1}\n{P1}", "person_id", "P1 stands in more than one row."),
    (
        "id_looks_like_name",
        (),
        "Robin Example,2008-01-05,eligible,Boston,W1",
        "person_id",
        "1 id looks like a person's name (first in row 2); this program works without names.",
    ),
    (
        "cells_beyond_headers",
        (),
        f"{P1},Lincoln",
        None,
        "The row has more cells than there are headers (5).",
    ),
]


@pytest.mark.parametrize(("code", "columns", "rows", "column", "what"), PEOPLE_CASES)
def test_young_people(
    tmp_path: Path, code: str, columns: tuple[str, ...], rows: str, column: str | None, what: str
) -> None:
    """One thing wrong with one young person is one finding, in the promised words, with its column and what to do."""
    found = one(tmp_path, code, people=people(*columns, rows=rows))
    assert (found.what, found.column, found.table) == (what, column, "young_people")
    assert found.severity is CATALOGUE[code].severity
    assert found.do.endswith(".")


WORKER_CASES = [
    ("base_blank", (), "W1,,1", "base", "The base is blank, so every journey is priced at the median."),
    ("no_contract", (), "W1,Boston,0", "fte", "The contract is 0, so there is no room for anybody."),
    ("out_of_range", (), "W1,Boston,2.5", "fte", "'2.5' is not between 0 and 2."),
    (
        "out_of_range",
        ("reduction_percent",),
        "W1,Boston,1,-20",
        "reduction_percent",
        "'-20' is not between 0 and 100.",
    ),
    (
        "left_before_start",
        ("start_date", "last_day"),
        "W1,Boston,1,2024-03-02,2024-03-01",
        "last_day",
        "last_day 2024-03-01 lies before start_date 2024-03-02.",
    ),
    (
        "absence_ends_before_start",
        ("absent_from", "absent_to"),
        "W1,Boston,1,2025-03-02,2025-03-01",
        "absent_to",
        "absent_to 2025-03-01 lies before absent_from 2025-03-02.",
    ),
    (
        "absence_without_start",
        ("absent_to",),
        "W1,Boston,1,2025-03-01",
        "absent_from",
        "absent_to 2025-03-01 is filled, but absent_from is blank: no absence is counted.",
    ),
]


@pytest.mark.parametrize(("code", "columns", "rows", "column", "what"), WORKER_CASES)
def test_workers(tmp_path: Path, code: str, columns: tuple[str, ...], rows: str, column: str, what: str) -> None:
    """One thing wrong with one worker is one finding, in the promised words, in row 2."""
    found = one(tmp_path, code, workers=workers(*columns, rows=rows))
    assert (found.what, found.column, found.row, found.record_id) == (what, column, 2, "W1")
    assert found.do.endswith(".")


@pytest.mark.parametrize(
    "row",
    [
        "W1,Boston,1,,2025-06-01,,",
        "W1,Boston,1,2025-06-03,,,",
        "W1,Boston,1,,,2025-06-02,",
        "W1,Boston,1,,,2025-05-01,2025-06-02",
    ],
)
def test_nobody_on_duty(tmp_path: Path, row: str) -> None:
    """Left, not started, away without end and away to this very day: nobody is there."""
    table = workers("start_date", "last_day", "absent_from", "absent_to", rows=row)
    assert one(tmp_path, "nobody_on_duty", workers=table).what.startswith(
        "No worker can be given anybody on 2025-06-02:"
    )


def test_somebody_on_duty(tmp_path: Path) -> None:
    """Whose last day is today is there, and so is who came back yesterday."""
    rows = "W1,Boston,1,2025-06-02,,\nW2,Boston,1,,2025-05-01,2025-06-01"
    table = workers("last_day", "absent_from", "absent_to", rows=rows)
    assert findings(tmp_path, workers=table) == ()


def test_locked_to_somebody_who_left(tmp_path: Path) -> None:
    """A lock needs a worker who has not left."""
    found = one(
        tmp_path,
        "lock_worker_left",
        people=people("locked", rows=f"{P1},yes"),
        workers=workers("last_day", rows="W1,Lincoln,1,2025-06-01"),
    )
    assert found.what == "Locked to W1, who left on 2025-06-01: the lock is void."


HEADER_CASES = [
    ("duplicate_column", "Place", "Two columns are headed place.", "Keep the one that counts."),
    (
        "misspelt_column",
        "avoid_worker",
        "The column avoid_worker is not known and was not used. Did you mean avoid_workers?",
        "Rename it to avoid_workers if that is meant.",
    ),
    (
        "unknown_column",
        "shoe size",
        "The column shoe size is not known; it is kept, but not used.",
        "Nothing, unless it was meant as one of the known columns.",
    ),
    (
        "column_of_names",
        "First name",
        "The column First name seems to hold names and was left out: this program works without names.",
        "Take the column out of the file; ids are enough.",
    ),
    (
        "column_without_header",
        " ",
        "Column 6 has cells, but no header, and was left out.",
        "Give it a header, or take it away.",
    ),
]


@pytest.mark.parametrize(("code", "header", "what", "do"), HEADER_CASES)
def test_headers(tmp_path: Path, code: str, header: str, what: str, do: str) -> None:
    """Every sort of strange header is named, with what becomes of the column."""
    found = one(tmp_path, code, people=people(header, rows=f"{P1},x"))
    assert (found.what, found.do, found.row) == (what, do, 1)


def test_unknown_columns_are_kept_and_names_are_not(tmp_path: Path) -> None:
    """Cells of an unknown column stay with the record, those of a column of names do not."""
    caseload = read(tmp_path, people=people("bus pass", "surname", rows=f"{P1},until 2026,Example"))
    assert caseload.young_people[0].other == {"bus pass": "until 2026"}


def test_blank_column_is_nothing(tmp_path: Path) -> None:
    """A wholly blank column at the right, as spreadsheets leave it, is no finding."""
    assert findings(tmp_path, people=people("", rows=f"{P1},")) == ()


def test_missing_column(tmp_path: Path) -> None:
    """A column that must be there is missed, with the header that is nearly it."""
    found = one(tmp_path, "missing_column", people=PEOPLE.replace("category", "catagory"))
    assert found.what == "The column category is missing. Did you mean catagory?"
    assert found.do == "Add it: eligible, relevant, former_relevant, qualifying."


def test_age_stands_in_for_date_of_birth(tmp_path: Path) -> None:
    """A table with ages and no dates of birth is complete."""
    table = "person_id,age,category,place\nP1,17,eligible,Boston\n"
    assert read(tmp_path, people=table).young_people[0].age == 17


def test_bad_date_of_birth_is_one_finding(tmp_path: Path) -> None:
    """A date that cannot be read is not missed as well."""
    found = findings(tmp_path, people=people(rows="P1,31/04/2008,eligible,Boston,W1"))
    assert [finding.code for finding in found] == ["bad_date"]


def test_two_spellings_are_not_guessed(tmp_path: Path) -> None:
    """Where W1 and w1 are two workers, a worker called neither way exactly is unknown, and exact ones stay."""
    caseload = read(tmp_path, workers=workers(rows="W1a,Boston,1\nw1A,Lincoln,1\nW1,Lincoln,1"))
    assert caseload.young_people[0].current_worker == "W1"


def test_case_of_avoided_workers_is_put_right(tmp_path: Path) -> None:
    """A conflict is not lost over a small letter."""
    caseload = read(tmp_path, people=people("avoid_workers", rows=f"{P1},w2"))
    assert caseload.young_people[0].avoid_workers == {"W2"}


@pytest.mark.parametrize(
    ("table", "text", "code", "what"),
    [
        (
            "places",
            "place,latitude,longitude\nOld Road,52.97,-0.02\nold road,52.98,-0.03\n",
            "duplicate_place",
            "old road stands in row 2 already.",
        ),
        (
            "travel",
            "from,to,minutes\nLincoln,Boston,60\nBoston,Lincoln,65\nLINCOLN,Boston,55\n",
            "duplicate_journey",
            "The journey from LINCOLN to Boston stands in row 2 already.",
        ),
        ("travel", "from,to,minutes\nLincoln,Boston,an hour\n", "bad_number", "'an hour' is not a number."),
        ("places", "place,latitude,longitude\nOld Road,97,-0.02\n", "out_of_range", "'97' is not between -90 and 90."),
    ],
)
def test_places_and_travel(tmp_path: Path, table: str, text: str, code: str, what: str) -> None:
    """The optional tables are checked as well; there and back are two journeys."""
    assert one(tmp_path, code, **{table: text}).what == what


def test_every_error_at_once(tmp_path: Path) -> None:
    """Three mistakes in two tables need one run, and the message names each with its place."""
    place = folder(
        tmp_path,
        people=people(rows="P1,soon,eligible,Boston,W1\nP2,2008-01-05,elegible,Boston,W1"),
        workers=workers(rows="W1,Lincoln,nine"),
    )
    with pytest.raises(InputError, match="The caseload caseload has 3 errors:") as caught:
        read_caseload(place)
    text = str(caught.value)
    assert (
        "  - young_people row 2 column date_of_birth (P1): 'soon' is not a date that can be read. Write it as" in text
    )
    assert "  - young_people row 3 column category (P2): 'elegible' is not a word that may stand here. Did you" in text
    assert "  - workers row 2 column fte (W1): 'nine' is not a number. Write a number such as 0.6." in text


def test_names_are_not_repeated(tmp_path: Path) -> None:
    """A name in an id column appears in no finding, whatever else is wrong with its row."""
    rows = "Robin Example,2025-07-01,eligible,Boston,W1\nRobin Example,2025-07-01,eligible,Boston,Kim Other"
    found = findings(tmp_path, people=people(rows=rows))
    assert {"born_in_future", "duplicate_id", "unknown_current_worker"} <= {finding.code for finding in found}
    assert not [finding for finding in found if "Example" in in_words(finding) or "Kim" in in_words(finding)]


def test_untidy_shows_one_of_every_finding() -> None:
    """The instance untidy has every finding that files can give rise to at the same time, and stops the run."""
    with pytest.raises(InputError, match=r"The caseload untidy has \d+ errors") as caught:
        read_caseload(UNTIDY)
    codes = {finding.code for finding in caught.value.findings if isinstance(finding, Finding)}
    assert codes == set(CATALOGUE) - NOT_IN_FILES - INSTEAD_OF_ALL_ELSE


def test_untidy_says_what_to_do_every_time() -> None:
    """Each of its findings says where, what and what to do, in whole sentences."""
    with pytest.raises(InputError, match="untidy") as caught:
        read_caseload(UNTIDY)
    for finding in caught.value.findings:
        assert isinstance(finding, Finding)
        assert finding.where
        assert finding.what.endswith((".", "?")), finding
        assert finding.do.endswith("."), finding


def test_catalogue_is_in_plain_words() -> None:
    """Every code is a slug and has a meaning."""
    for code, kind in CATALOGUE.items():
        assert re.fullmatch("[a-z_]+", code)
        assert re.fullmatch(r".+[^.]", kind.meaning)


def test_errors_among() -> None:
    """Only errors stop a run."""
    collector = Collector()
    collector.add("bad_date", "x.", table="workers", do="y.")
    collector.add("base_blank", "x.", table="workers", do="y.")
    assert [finding.severity for finding in errors_among(collector.found)] == [Severity.ERROR]


def test_without_worker_ids_nobody_is_a_stranger(tmp_path: Path) -> None:
    """A table of workers without its id column is one finding, not one for each young person."""
    found = findings(tmp_path, workers="worker,base,fte\nW1,Boston,1\n")
    assert [finding.code for finding in found] == ["misspelt_column", "missing_column"]
