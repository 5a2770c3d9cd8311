"""Everything that may be found in the SSD and OC3, all at once, in words that say where and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.errors import InputError
from allocator.reading.caseload import read_caseload
from allocator.reading.conversion import convert
from allocator.reading.extracts import Row
from allocator.reading.findings import CATALOGUE, Collector, errors_among
from allocator.reading.ssd import read_ssd
from allocator.records import Finding
from tests.reading.ssd.folders import AS_OF, Tables, tables, write
from tests.reading.ssd.untidy import untidy, untidy_tables

OWN = [
    *("table_unread", "optional_table_missing", "rows_of_others", "orphan_rows", "row_repeated"),
    *("person_without_birth", "death_ahead", "person_twice", "professional_twice", "professional_left_out"),
    *("unknown_professional", "worker_name_shared", "workers_without_people", "contract_unread"),
    *("impossible_involvement", "involvement_ahead", "no_involvement", "impossible_address", "two_addresses"),
    *("oc3_disagrees", "oc3_birth_disagrees", "oc3_not_in_extract", "oc3_code_pair"),
]
SHARED = [
    *("duplicate_id", "missing_value", "unknown_category", "unknown_code", "neet_without_reason", "date_not_read"),
    *("born_in_future", "always_unsuitable", "accommodation_and_age", "social_worker_leads", "not_a_postcode"),
    "remark_row",
]
LONGEST = 160


def test_one_of_everything_at_once(tmp_path: Path) -> None:
    """Proves that one reading finds every mistake there is, so that nobody mends one to be told of the next."""
    assert {finding.code for finding in untidy(tmp_path)} == {*OWN, *SHARED}


def test_each_finding_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    """Proves that each is two whole sentences of 160 characters at most, with the file where there is one."""
    for finding in untidy(tmp_path):
        assert finding.what.endswith((".", "?")), finding
        assert "..." not in finding.what, finding
        assert finding.do.endswith("."), finding
        assert len(finding.what) + len(finding.do) + 1 <= LONGEST, finding
        tables_only = {"optional_table_missing", "table_unread", "rows_of_others"}
        assert finding.file or finding.code in tables_only, finding


def test_the_catalogue_knows_them() -> None:
    """Proves that the lists above are codes of the catalogue, each of them once."""
    assert len({*OWN, *SHARED} & set(CATALOGUE)) == len(OWN) + len(SHARED)


NASTY = st.sampled_from(
    [
        *("", " ", "SSD_PH", "#N/A", "NULL", "P1", "P2", "A1", "S1", "P1;P2", "0", "1", "-1", "1.0", "9" * 400),
        *("2023-04-03", "03/04/2023", "31/02/2023", "45019", "1900-01-01", "2099-01-01", "0001-01-01", "soon"),
        *("X", "Z", "X1", "U", "F1", "G6", "NEET", "YES", "DIED", "RHOM", "Relevant", "No Current Eligibility"),
        *("Robin Example", "=1+1", "\u00a0P1\u00a0", "P\u00301", "\U0001f600", "a\nb", '"', "{}", '{"TOWN": 7}', "[1]"),
    ]
) | st.text(max_size=12)


@st.composite
def mutated(draw: st.DrawFn) -> Tables:
    """The usual or the untidy tables with some cells changed, rows repeated and tables left out."""
    made = draw(st.sampled_from([tables, untidy_tables]))()
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(made)))
        rows = made[name]
        if not rows:
            continue
        at = draw(st.integers(0, len(rows) - 1))
        how = draw(st.sampled_from(["cell", "cell", "cell", "repeat", "drop"]))
        if how == "cell":
            column = draw(st.sampled_from(sorted(rows[at])))
            rows[at] = rows[at] | {column: draw(NASTY).replace("\x00", "")}
        elif how == "repeat":
            rows.append(dict(rows[at]))
        elif name != "ssd_care_leavers":
            del made[name]
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=mutated())
def test_no_row_is_lost_whatever_is_in_it(tmp_path: Path, made: Tables) -> None:
    """Proves that every row of care leavers is a person, left out, or found; that ssd_person is missing is said."""
    folder, found = tmp_path / "ssd", Collector()
    for old in folder.glob("*.csv"):
        old.unlink()
    extract = read_ssd(write(folder, made), as_of=AS_OF, found=found)
    if "ssd_person" not in made:
        assert ("missing_table", "ssd_person") in {(finding.code, finding.table) for finding in found.found}
        return
    rows = [row for row, _ in extract.people] + [excluded.row for excluded in extract.excluded]
    assert len(rows) == len(set(rows))
    said = {_row_of(finding) for finding in found.found if finding.table == "ssd_care_leavers"}
    assert len(set(rows) | {row for row in said if row is not None and row.number > 1}) == extract.rows
    assert {one.current_worker for _, one in extract.people} - {None} == set(extract.workers)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=mutated())
def test_a_caseload_is_written_whole_or_not_at_all(tmp_path: Path, made: Tables) -> None:
    """Proves that whatever the tables hold, they become a caseload that reads, or one list of errors and no file."""
    shutil.rmtree(tmp_path / "run", ignore_errors=True)
    folder, out, found = tmp_path / "run" / "ssd", tmp_path / "run" / "caseload", Collector()
    extract = read_ssd(write(folder, made), as_of=AS_OF, found=found)
    try:
        convert(extract, out, as_of=AS_OF, found=found)
    except InputError:
        assert errors_among(found.found)
        assert [path.name for path in (tmp_path / "run").iterdir()] == ["ssd"]
    else:
        assert len(read_caseload(out).young_people) == len(extract.people)


def _row_of(finding: Finding) -> Row | None:
    return Row(finding.file or "", finding.sheet, finding.row) if finding.row is not None else None
