"""Professionals: told by id or name, with post, team and contract as far as the extract states them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from allocator.reading.ssd.posts import post_of
from tests.reading.ssd.folders import codes, leaver, one, professional, read

POSTS = {
    "Personal Adviser": "lcw",
    "PERSONAL ADVISOR": "lcw",
    "Senior Personal Advisor (16+)": "lcw",
    "Leaving Care Worker": "lcw",
    "Leaving-Care Support Worker": "lcw",
    "Care Leavers' Adviser": "lcw",
    "Young Person's Adviser": "lcw",
    "LCW": "lcw",
    "Leaving Care Team Manager": "team_manager",
    "Assistant Team Manager": "team_manager",
    "Team Leader": "team_manager",
    "Social Worker": "social_worker",
    "Leaving Care Social Worker": "social_worker",
    "Senior Practitioner": "senior_practitioner",
    "Health Visitor": "health_visitor",
    "": None,
}


@pytest.mark.parametrize("title", POSTS)
def test_posts(title: str) -> None:
    """Proves that titles that mean a post become it, and that others are kept."""
    assert post_of(title) == POSTS[title]


ADVISED = [leaver("P1", personal_advisor="A1")]


def test_a_name_of_two_professionals(tmp_path: Path) -> None:
    """Proves that it is not guessed who is meant: a finding, and the name stands for a worker of its own."""
    extract, findings = read(
        tmp_path,
        care_leavers=[leaver("P1", personal_advisor="Kim Sample")],
        professionals=[
            professional("A1", prof_professional_name="Sample, Kim"),
            professional("A2", prof_professional_name="KIM SAMPLE"),
        ],
    )
    assert one(extract).current_worker == "Kim Sample"
    shared = [f for f in findings if f.code == "worker_name_shared"]
    assert [(f.row, f.record_id) for f in shared] == [(2, "P1")]
    assert "Kim" not in f"{findings!r}"


@pytest.mark.parametrize("text", ["Kim Sample", "sample, kim", "KIM  SAMPLE"])
def test_a_name_of_one_professional(tmp_path: Path, text: str) -> None:
    """Proves that a name in any order and capitals is that professional's id."""
    staff = [professional("A1", prof_professional_name="Kim Sample"), professional("A2")]
    extract, _ = read(tmp_path, care_leavers=[leaver("P1", personal_advisor=text)], professionals=staff)
    assert (one(extract).current_worker, set(extract.workers)) == ("A1", {"A1"})


def test_workers_whom_nobody_knows_are_kept(tmp_path: Path) -> None:
    """Proves that they stay the workers of their people, full time assumed, with one finding that repeats no name."""
    rows = [leaver("P1", personal_advisor="Kim Sample"), leaver("P2", personal_advisor="X7")]
    extract, findings = read(tmp_path, care_leavers=rows)
    assert {key: w.fte for key, w in extract.workers.items()} == {"Kim Sample": Decimal(1), "X7": Decimal(1)}
    assert extract.known == {"Kim Sample": frozenset(), "X7": frozenset()}
    said = [f.what for f in findings if f.code == "unknown_professional"]
    who = "2 workers, first (what looks like a name), are not in ssd_professionals"
    assert said == [f"{who}: taken as named, with full time assumed."]


@pytest.mark.parametrize(("text", "fte"), [("0.6", "0.6"), ("0", "0"), ("1.3", "1.3")])
def test_contracts(tmp_path: Path, text: str, fte: str) -> None:
    """Proves that a contract is taken exactly as it stands; what is odd about it the checks of any caseload say."""
    extract, findings = read(tmp_path, care_leavers=ADVISED, professionals=[professional("A1", fte=text)])
    assert extract.workers["A1"].fte == Decimal(fte)
    assert "fte" in extract.known["A1"]
    assert "contract_unread" not in codes(findings)


@pytest.mark.parametrize("text", ["37", "full time"])
def test_contracts_that_cannot_be(tmp_path: Path, text: str) -> None:
    """Proves that hours or words are found with their value, and that full time is assumed and not stated."""
    extract, findings = read(tmp_path, care_leavers=ADVISED, professionals=[professional("A1", fte=text)])
    assert extract.workers["A1"].fte == 1
    assert "fte" not in extract.known["A1"]
    unread = [f for f in findings if f.code == "contract_unread"]
    assert [(f.row, f.value) for f in unread] == [(2, text)]


def test_professionals_that_stand_there_twice_or_without_id(tmp_path: Path) -> None:
    """Proves that the first row counts and a differing one is found; a row without an id is found."""
    staff = [
        professional("A1", fte="0.5"),
        professional("A1", fte="0.5"),
        professional("A1", fte="0.7"),
        professional(""),
    ]
    extract, findings = read(tmp_path, care_leavers=ADVISED, professionals=staff)
    assert extract.workers["A1"].fte == Decimal("0.5")
    found = [(f.code, f.row) for f in findings if f.table == "ssd_professionals"]
    assert found == [("professional_twice", 4), ("professional_left_out", 5)]


def test_leaving_care_workers_with_nobody_are_counted(tmp_path: Path) -> None:
    """Proves that who may have left is not taken for a worker with room, and that it is said."""
    staff = [professional("A1"), professional("A2"), professional("A3"), professional("S1", "Social Worker")]
    extract, findings = read(tmp_path, care_leavers=ADVISED, professionals=staff)
    assert set(extract.workers) == {"A1"}
    idle = [f.what for f in findings if f.code == "workers_without_people"]
    assert idle == ["2 leaving care workers have nobody in the extract and may have left: not taken as workers."]


@pytest.mark.parametrize("text", ["Unallocated", "TBC", "no worker", "Vacant"])
def test_nobody_in_words(tmp_path: Path, text: str) -> None:
    """Proves that a word for nobody is not a worker, and that each such cell is said."""
    extract, findings = read(tmp_path, care_leavers=[leaver("P1", personal_advisor=text, worker_id=text)])
    assert (one(extract).current_worker, extract.workers) == (None, {})
    said = [f.column for f in findings if f.code == "nobody_in_words"]
    assert said == ["clea_care_leaver_personal_advisor", "clea_care_leaver_worker_id"]
