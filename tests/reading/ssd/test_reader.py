"""The SSD as an extract: care leavers with all that other tables say of them, and every row accounted for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from allocator.reading.findings import Collector
from allocator.reading.ssd import read_ssd
from allocator.records import Accommodation, Activity, Category, InTouch, Lead, Need, Suitability
from tests.reading.ssd.folders import (
    AS_OF,
    address,
    born,
    codes,
    involvement,
    leaver,
    one,
    professional,
    read,
)

COLUMNS = {
    "eligibility": "Relevant child",
    "in_touch": "REFU",
    "latest_contact": "2025-11-03 14:20:00",
    "accommodation": "X",
    "accom_suitable": "2",
    "activity": "F2",
    "clea_pathway_plan_review_date": "2025-09-01",
}


def test_a_care_leaver_with_every_column(tmp_path: Path) -> None:
    """Proves that category, returns, dates, needs and education come from their columns, the time of day left out."""
    extract, findings = read(tmp_path, care_leavers=[leaver("P1", **COLUMNS, personal_advisor="A1")])
    person = one(extract)
    assert person.category is Category.RELEVANT
    assert (person.in_touch, person.latest_contact) == (InTouch.REFUSED, date(2025, 11, 3))
    assert (person.accommodation, person.suitability) == (Accommodation.CUSTODY, Suitability.UNSUITABLE)
    assert (person.activity, person.in_education) == (Activity.OTHER_EDUCATION, True)
    assert person.pathway_plan == date(2025, 9, 1)
    assert person.needs == {Need.CUSTODY}
    assert person.date_of_birth == date(2003, 8, 7)
    assert codes(findings) == ["rows_of_others"]  # P2 is in ssd_person, and no care leaver here


def test_other_tables_say_who_needs_what(tmp_path: Path) -> None:
    """Proves that a disability other than NONE, parenting, and any status of UASC, ended or not, are taken."""
    extract, _ = read(
        tmp_path,
        care_leavers=[leaver("P1", activity="G6"), leaver("P2")],
        disability=[
            {"disa_person_id": "P1", "disa_disability_code": "MOB"},
            {"disa_person_id": "P2", "disa_disability_code": "NONE"},
        ],
        immigration_status=[
            {
                "immi_person_id": "P1",
                "immi_immigration_status": "Unaccompanied Asylum Seeking Child (UASC)",
                "immi_immigration_status_end_date": "2021-08-07",
            },
            {"immi_person_id": "P2", "immi_immigration_status": "EU settled status"},
        ],
    )
    assert one(extract).needs == {Need.DISABILITY, Need.PARENT}
    assert one(extract, "P2").needs == frozenset()
    assert [person.former_uasc for _, person in extract.people] == [True, False]


def test_who_leads(tmp_path: Path) -> None:
    """Proves the rule of all extracts: adviser first, a child's other worker is the social worker; by id or name."""
    extract, _ = read(
        tmp_path,
        care_leavers=[
            leaver("P1", worker_id="A1"),
            leaver("P2", worker_id="S1"),
            leaver("P3", worker_id="S1", personal_advisor="O'Example, Robin"),
            leaver("P4", worker_id="A1"),
        ],
        person=[born("P1", "2003-08-07"), *(born(person, "2008-05-09") for person in ("P2", "P3", "P4"))],
        professionals=[
            professional("A1", prof_professional_name="Robin O'Example"),
            professional("S1", "Social Worker", prof_professional_name="Kim Sample"),
        ],
        involvements=[],
    )
    assert [(person.current_worker, person.lead) for _, person in extract.people] == [
        ("A1", Lead.LCW),
        (None, Lead.SOCIAL_WORKER),
        ("A1", Lead.SOCIAL_WORKER),
        ("A1", Lead.LCW),  # the worker of a child, but a leaving care worker by job title
    ]


def test_workers(tmp_path: Path) -> None:
    """Proves that whoever works with a young person is a worker, and what of them is stated; the name stays apart."""
    extract, _ = read(
        tmp_path,
        care_leavers=[leaver("P1", personal_advisor="A1"), leaver("P2", personal_advisor="A2", allocated_team="T2")],
        professionals=[
            professional("A1", "Leaving Care Team Manager", "0.8", prof_professional_department="T1"),
            professional("A2", "", "", prof_professional_name="Kim Sample"),
            professional("S1", "Social Worker"),
        ],
        department=[
            {"dept_team_id": "T1", "dept_team_name": "Leaving Care North"},
            {"dept_team_id": "T2", "dept_team_name": "Leaving Care South"},
        ],
    )
    assert {key: (w.fte, w.post, w.team, w.base) for key, w in extract.workers.items()} == {
        "A1": (Decimal("0.8"), "team_manager", "Leaving Care North", ""),
        "A2": (Decimal(1), "lcw", "Leaving Care South", ""),
    }
    assert extract.known == {"A1": {"fte", "post", "team"}, "A2": {"team"}}
    assert extract.names == {"A2": "Kim Sample"}


def test_history_and_home(tmp_path: Path) -> None:
    """Proves that involvements and addresses of a person, and of nobody else, become history and place."""
    extract, _ = read(
        tmp_path,
        professionals=[professional("A1"), professional("A2"), professional("S1", "Social Worker")],
        involvements=[
            involvement("P1", "A2", "2020-02-03", "2023-04-03"),
            involvement("P1", "S1", "2016-01-01", "2021-08-07"),
            involvement("P1", "A1", "2023-04-03"),
            involvement("P9", "A2", "2025-04-03"),
        ],
        address=[address("P1", "PE11AA", "2025-12-20"), address("P9", "LN11AA", "2025-12-20")],
    )
    person = one(extract)
    assert (person.worker_since, person.changes_so_far, person.last_change) == (date(2023, 4, 3), 1, date(2023, 4, 3))
    assert (person.place, person.key_event, person.key_event_date) == ("PE1 1AA", "move", date(2025, 12, 20))


def test_who_is_not_for_the_service_is_counted(tmp_path: Path) -> None:
    """Proves that each way to have left is an exclusion with its reason and row, and that refusing contact is none."""
    touches = ("DIED", "RHOM", "NREQ", "REFU", "NO")
    people = [f"P{number}" for number in range(1, 10)]
    extract, _ = read(
        tmp_path,
        care_leavers=[
            *(leaver(person, in_touch=touch) for person, touch in zip(people, touches, strict=False)),
            leaver("P6", eligibility="No Current Eligibility"),
            leaver("P7"),
            leaver("P8"),
            leaver("P9"),
        ],
        person=[
            *(born(person, "2003-08-07") for person in people[:6]),
            born("P7", "2003-08-07", pers_death_date="2025-03-02"),
            born("P8", "1998-01-02"),
            born("P9", "2012-01-02"),
        ],
    )
    assert [person.person_id for _, person in extract.people] == ["P4", "P5"]
    assert [(excluded.row.number, excluded.reason) for excluded in extract.excluded] == [
        (2, "died"),
        (3, "returned_home"),
        (4, "not_required"),
        (7, "no_eligibility"),
        (8, "died"),
        (9, "too_old"),
        (10, "too_young"),
    ]
    assert extract.rows == 9


BAD_ROWS = {
    "duplicate_id": leaver("P1", eligibility="Qualifying"),
    "row_repeated": leaver("P1", personal_advisor="A1", worker_id="A1", clea_table_id="77"),
    "missing_value": leaver("", personal_advisor="A1"),
    "bad_id": leaver("P1,P2"),
    "unknown_category": leaver("P2", eligibility="Elsewhere"),
    "person_without_birth": leaver("P77"),
    "born_in_future": leaver("P3"),
}


@pytest.mark.parametrize("code", BAD_ROWS)
def test_a_row_that_cannot_be_taken_is_found(tmp_path: Path, code: str) -> None:
    """Proves that such a row, and only that row, is in one finding with file, row and column, and in nothing else."""
    extract, findings = read(
        tmp_path,
        care_leavers=[leaver("P1", personal_advisor="A1", worker_id="A1"), BAD_ROWS[code]],
        person=[born("P1", "2003-08-07"), born("P2", "2004-08-07"), born("P3", "2033-08-07")],
    )
    about_rows = [f for f in findings if f.code != "rows_of_others"]
    assert [(f.code, f.file, f.row) for f in about_rows] == [(code, "ssd_care_leavers.csv", 3)]
    assert (about_rows[0].column or "").startswith("clea_")
    assert [person.person_id for _, person in extract.people] == ["P1"]
    assert (extract.excluded, extract.rows) == ((), 2)


def test_a_cell_that_cannot_be_taken_leaves_the_person(tmp_path: Path) -> None:
    """Proves that a bad code or date is found with its value, and the field is blank."""
    row = leaver("P1", accommodation="Q", activity="NEET", latest_contact="3rd of June", in_touch="perhaps")
    extract, findings = read(tmp_path, care_leavers=[row])
    assert {(f.code, f.column, f.value) for f in findings if f.table == "ssd_care_leavers"} == {
        ("unknown_code", "clea_care_leaver_accommodation", "Q"),
        ("neet_without_reason", "clea_care_leaver_activity", "NEET"),
        ("date_not_read", "clea_care_leaver_latest_contact", "3rd of June"),
        ("unknown_code", "clea_care_leaver_in_touch", "perhaps"),
    }
    person = one(extract)
    assert (person.accommodation, person.activity, person.latest_contact, person.in_touch) == (None,) * 4


def test_placeholders_of_the_published_extracts_are_blank(tmp_path: Path) -> None:
    """Proves that SSD_PH and the first day of 1900 are taken for nothing at all."""
    row = leaver("P1", personal_advisor="SSD_PH", activity="PLACEHOLDER_DATA", latest_contact="1900-01-01")
    extract, findings = read(tmp_path, care_leavers=[row])
    assert (one(extract).current_worker, one(extract).activity, one(extract).latest_contact) == (None, None, None)
    assert "bad_date" not in codes(findings)


def test_strangers_and_orphans_are_said(tmp_path: Path) -> None:
    """Proves one note of the rows about others, and one warning of the rows of people whom ssd_person does not know."""
    _, findings = read(
        tmp_path,
        person=[born("P1", "2003-08-07"), born("P2", "2008-05-09"), born("P5", "2015-05-09"), born("P6", "2016-05-09")],
        address=[address("P5", "LN11AA"), address("P8", "LN11AA"), address("P1", "LN11AA"), address("P9", "LN11AA")],
    )
    said = {finding.code: finding for finding in findings}
    assert said["orphan_rows"].what == "2 rows belong to people who are not in ssd_person: not used."
    assert (said["orphan_rows"].table, said["orphan_rows"].row) == ("ssd_address", 3)
    assert said["rows_of_others"].what.startswith("5 rows are about")  # P5 and P6 themselves, and three addresses


def test_two_rows_of_one_person_that_differ(tmp_path: Path) -> None:
    """Proves that the first date of birth counts and the second is found; a row that says the same is nothing."""
    rows = [born("P1", "2003-08-07"), born("P1", "2003-08-07"), born("P2", "2008-05-09"), born("P1", "2003-07-08")]
    extract, findings = read(tmp_path, person=rows)
    assert one(extract).date_of_birth == date(2003, 8, 7)
    assert [(f.code, f.row) for f in findings if f.table == "ssd_person"] == [("person_twice", 5)]


def test_no_name_of_a_young_person_comes_out(tmp_path: Path) -> None:
    """Proves that forename and surname are in no part of the extract and in no finding."""
    extract, findings = read(tmp_path, care_leavers=[leaver("P1", **COLUMNS), leaver("P1"), leaver("P9")])
    everything = f"{extract!r} {findings!r}"
    assert "Robin" not in everything
    assert "Example" not in everything


def test_a_date_of_death_ahead_is_found(tmp_path: Path) -> None:
    """Proves that it excludes nobody, for it cannot be."""
    rows = [born("P1", "2003-08-07", pers_death_date="2026-03-02"), born("P2", "2008-05-09")]
    extract, findings = read(tmp_path, person=rows)
    assert (len(extract.people), extract.excluded) == (2, ())
    assert [(f.code, f.row) for f in findings if f.table == "ssd_person"] == [("death_ahead", 2)]


def test_a_date_of_death_on_the_day_excludes(tmp_path: Path) -> None:
    """Proves that the day itself is not ahead."""
    extract, _ = read(
        tmp_path, person=[born("P1", "2003-08-07", pers_death_date="2026-01-05"), born("P2", "2008-05-09")]
    )
    assert [(excluded.row.number, excluded.reason) for excluded in extract.excluded] == [(2, "died")]


def test_ids_that_became_decimals(tmp_path: Path) -> None:
    """Proves that 71.0, which a table with blanks makes of an id, is 71, while a contract of 1.0 is a contract."""
    extract, _ = read(
        tmp_path,
        care_leavers=[leaver("501", personal_advisor="71.0")],
        person=[born("501.0", "2003-08-07")],
        professionals=[professional("71", fte="1.0")],
        involvements=[involvement("501", "71.0", "2023-04-03")],
    )
    person = one(extract, "501")
    assert (person.current_worker, person.worker_since) == ("71", date(2023, 4, 3))
    assert {key: str(w.fte) for key, w in extract.workers.items()} == {"71": "1.0"}


def test_a_slipped_column_repeats_no_name(tmp_path: Path) -> None:
    """Proves that what looks like a name in a column of codes or dates is in no finding."""
    row = leaver("P1", accommodation="Robin Example", latest_contact="Robin Example", eligibility="Former Relevant")
    _, findings = read(tmp_path, care_leavers=[row, leaver("P2", eligibility="Robin Example")])
    assert {f.code for f in findings} >= {"unknown_code", "date_not_read", "unknown_category"}
    assert "Robin" not in f"{findings!r}"


def test_a_total_at_the_bottom(tmp_path: Path) -> None:
    """Proves that a row that counts the others is nobody, and is said."""
    extract, findings = read(tmp_path, care_leavers=[leaver("P1"), leaver("Total: 1", eligibility="")])
    assert [person.person_id for _, person in extract.people] == ["P1"]
    assert [(f.code, f.row) for f in findings if f.table == "ssd_care_leavers"] == [("remark_row", 3)]


@pytest.mark.parametrize(
    ("accommodation", "suitable", "code"), [("X", "1", "always_unsuitable"), ("Z", "1", "accommodation_and_age")]
)
def test_accommodation_that_the_returns_do_not_know(
    tmp_path: Path, accommodation: str, suitable: str, code: str
) -> None:
    """Proves that suitable custody is unsuitable, and that former foster carers before 18 are said."""
    row = leaver("P2", eligibility="Eligible", accommodation=accommodation, accom_suitable=suitable)
    extract, findings = read(tmp_path, care_leavers=[row])
    assert [f.code for f in findings if f.table == "ssd_care_leavers"] == [code]
    assert one(extract, "P2").suitability is (Suitability.UNSUITABLE if accommodation == "X" else Suitability.SUITABLE)


def test_columns_as_earlier_releases_called_them(tmp_path: Path) -> None:
    """Proves that the worker's name in the column of an earlier release is that professional."""
    folder = tmp_path / "ssd"
    staff = [professional("A1", prof_professional_name="Kim Sample")]
    read(tmp_path, care_leavers=[leaver("P1")], professionals=staff)
    header = "clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_worker_name"
    (folder / "ssd_care_leavers.csv").write_text(f"{header}\nP1,Qualifying,Kim Sample\n", encoding="utf-8")
    extract = read_ssd(folder, as_of=AS_OF, found=Collector())
    assert one(extract).current_worker == "A1"
