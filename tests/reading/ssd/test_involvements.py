"""Involvements: those of leaving care workers count, and those that cannot have been are found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.reading.ssd.folders import codes, involvement, leaver, one, professional, read

STAFF = [
    professional("A1"),
    professional("A2", "Leaving Care Worker"),
    professional("A3", "Team Manager"),
    professional("S1", "Social Worker"),
    professional("S2", "Social Worker"),
]
LEAVERS = [
    leaver("P1", personal_advisor="A1"),
    leaver("P2", eligibility="Eligible", worker_id="S1", personal_advisor="A3"),
]


def test_only_leaving_care_workers_count(tmp_path: Path) -> None:
    """Proves that title, role or being anybody's adviser makes one, and that social workers' changes do not count."""
    extract, _ = read(
        tmp_path,
        care_leavers=LEAVERS,
        professionals=STAFF,
        involvements=[
            involvement("P1", "S1", "2017-01-01", "2018-01-01"),
            involvement("P1", "S2", "2018-01-01", "2019-01-01"),
            involvement("P1", "A2", "2019-01-01", "2020-01-01"),  # by title
            involvement("P1", "A3", "2020-01-01", "2021-01-01"),  # P2's adviser
            involvement("P1", "S2", "2021-01-01", "2022-01-01", "PERSONAL ADVISER"),  # by role
            involvement("P1", "A1", "2022-01-01", role="ALLOCATED CASE WORKER"),
        ],
    )
    person = one(extract)
    assert (person.worker_since, person.changes_so_far, person.last_change) == (date(2022, 1, 1), 3, date(2022, 1, 1))


IMPOSSIBLE = {
    "reversed": (("2022-05-01", "2022-04-01"), "ends (2022-04-01) before it begins (2022-05-01)"),
    "before birth": (("2001-05-01", ""), "begins before the young person's birth"),
    "no beginning": (("", "2022-04-01"), "has no beginning"),
    "no date": (("in May", ""), "'in May' is not a date that can be read. The involvement was not counted."),
    "no date at the end": (("2021-05-01", "32/01/2022"), "not counted"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_impossible_involvements_are_found(tmp_path: Path, case: str) -> None:
    """Proves that each is found with its row and person, and is not counted, while the others are."""
    (start, end), words = IMPOSSIBLE[case]
    rows = [involvement("P1", "A2", start, end), involvement("P1", "A1", "2023-04-03")]
    extract, findings = read(tmp_path, care_leavers=LEAVERS[:1], professionals=STAFF, involvements=rows)
    found = [f for f in findings if f.table == "ssd_involvements"]
    assert [(f.code, f.row, f.record_id) for f in found] == [("impossible_involvement", 2, "P1")]
    assert words in found[0].what
    assert (one(extract).worker_since, one(extract).changes_so_far) == (date(2023, 4, 3), 0)


def test_what_lies_ahead_is_said_and_not_counted(tmp_path: Path) -> None:
    """Proves that a handover to come changes nothing yet, and that an end ahead leaves an involvement running."""
    rows = [involvement("P1", "A1", "2023-04-03", "2026-02-01"), involvement("P1", "A2", "2026-02-01")]
    extract, findings = read(tmp_path, care_leavers=LEAVERS[:1], professionals=STAFF, involvements=rows)
    assert (one(extract).worker_since, one(extract).changes_so_far) == (date(2023, 4, 3), 0)
    ahead = [f for f in findings if f.code == "involvement_ahead"]
    assert [(f.row, f.what) for f in ahead] == [(3, "1 involvement begins after 2026-01-05: not counted yet.")]


@pytest.mark.parametrize(("end", "since"), [("2026-01-05", date(2023, 4, 3)), ("2026-01-04", None)])
def test_an_involvement_that_ends_on_the_day_is_running(tmp_path: Path, end: str, since: date | None) -> None:
    """Proves that the last day counts, and the day after it does not."""
    rows = [involvement("P1", "A1", "2023-04-03", end)]
    extract, _ = read(tmp_path, care_leavers=LEAVERS[:1], professionals=STAFF, involvements=rows)
    assert one(extract).worker_since == since


def test_an_involvement_of_a_team_alone_is_nobody_s(tmp_path: Path) -> None:
    """Proves that a row without a professional is no worker, whatever its role."""
    rows = [involvement("P1", "", "2019-01-01", role="PERSONAL ADVISER"), involvement("P1", "A1", "2023-04-03")]
    extract, findings = read(tmp_path, care_leavers=LEAVERS[:1], professionals=STAFF, involvements=rows)
    assert (one(extract).worker_since, one(extract).changes_so_far) == (date(2023, 4, 3), 0)
    assert [f for f in findings if f.table == "ssd_involvements"] == []


def test_professionals_whom_nobody_knows(tmp_path: Path) -> None:
    """Proves one finding for them all, unless the role says that they are leaving care workers."""
    rows = [
        involvement("P1", "X8", "2019-01-01", "2020-01-01"),
        involvement("P1", "X9", "2020-01-01", "2021-01-01"),
        involvement("P1", "X8", "2021-01-01", "2022-01-01"),
        involvement("P1", "X7", "2022-01-01", "2023-04-03", "Leaving Care Worker"),
        involvement("P1", "A1", "2023-04-03"),
    ]
    extract, findings = read(tmp_path, care_leavers=LEAVERS[:1], professionals=STAFF, involvements=rows)
    assert one(extract).changes_so_far == 1
    strangers = [f for f in findings if f.code == "unknown_professional"]
    assert [(f.table, f.row) for f in strangers] == [("ssd_involvements", 2)]
    assert strangers[0].what.startswith("2 professionals, first X8, have involvements, but no row in ssd_professionals")


def test_a_worker_without_a_running_involvement(tmp_path: Path) -> None:
    """Proves that since when stays blank, that it is said once, and not at all where there is no such table."""
    rows = [involvement("P1", "A1", "2019-01-01", "2020-01-01")]
    extract, findings = read(tmp_path, care_leavers=LEAVERS, professionals=STAFF, involvements=rows)
    assert one(extract).worker_since is None
    said = [f for f in findings if f.code == "no_involvement"]
    assert [(f.row, f.what.split(" a worker")[0]) for f in said] == [(2, "2 young people have")]
    _, without = read(tmp_path / "other", care_leavers=LEAVERS, professionals=STAFF, involvements=None)
    assert "no_involvement" not in codes(without)
