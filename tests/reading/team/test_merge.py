"""Merging: the workbook counts, who is missing or works with nobody is said in one line, nothing known is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from allocator.reading.extracts import Extract, Row
from allocator.reading.findings import Collector
from allocator.reading.team import Team, TeamRow, say_what_is_blank, with_team
from allocator.records import Need, Role, Worker
from tests.reading.team.extracts import extract


def team(**stated: Mapping[str, object]) -> Team:
    """A team workbook that says this of each worker."""
    rows = (TeamRow(Row("team.xlsx", "team", n), name, said) for n, (name, said) in enumerate(stated.items(), start=2))
    return Team(Path("team.xlsx"), tuple(rows))


def said(found: Collector) -> dict[str, str]:
    """What was found, by code; no code comes twice where this is asked for."""
    assert len({one.code for one in found.found}) == len(found.found)
    return {one.code: one.what for one in found.found}


def merged(team: Team) -> tuple[Extract, Collector]:
    """The small extract with a team, and what was found."""
    found = Collector()
    return with_team(extract(), team, found=found), found


def test_the_workbook_counts_and_fills_what_is_blank() -> None:
    """Proves that stated fields win, others stay, and that the extract then knows them."""
    both, found = merged(
        team(w1={"base": "Boston", "role": Role.YOUNGER}, W2={"base": "Lincoln", "fte": Decimal("0.8")})
    )
    assert both.workers == {
        "W1": Worker(worker_id="W1", base="Boston", fte=Decimal(1), role=Role.YOUNGER),
        "W2": Worker(worker_id="W2", base="Lincoln", fte=Decimal("0.8"), team="South"),
    }
    assert both.known == {"W1": {"base", "role"}, "W2": {"base", "fte", "team"}}
    assert said(found) == {"team_differs": "The extract says otherwise of W2 (fte)."}


def test_the_same_said_twice_is_no_difference() -> None:
    """Proves that 0.60 and 0.6 agree, and that what the extract only assumed cannot disagree."""
    _, found = merged(team(W1={"fte": Decimal("0.5")}, W2={"fte": Decimal("0.60"), "team": "South"}))
    assert said(found) == {}


def test_who_is_missing_and_who_works_with_nobody_is_said() -> None:
    """Proves one line each: W2 is not in the workbook; N1 and N2 have nobody and stay; N3 has left."""
    both, found = merged(
        team(
            W1={}, N2={"skills": frozenset({Need.UASC})}, N1={"fte": Decimal("0.5")}, N3={"last_day": date(2025, 5, 1)}
        )
    )
    assert [*both.workers] == ["W1", "W2", "N2", "N1", "N3"]
    assert both.workers["N2"] == Worker(worker_id="N2", base="", fte=Decimal(1), skills=frozenset({Need.UASC}))
    assert said(found) == {
        "worker_not_in_team": "1 worker of the extract is not in team.xlsx: W2.",
        "team_without_people": "2 workers work with nobody in the extract (N1, N2): kept, for they have room.",
    }


def test_what_is_still_blank_is_one_line_for_each_column() -> None:
    """Proves that base, contract, role and skills are asked for, with the ids of those who lack them."""
    found = Collector()
    say_what_is_blank(extract(), found)
    assert [(one.code, one.column, one.what) for one in found.found] == [
        ("team_blank", "base", "base is not known of 2 workers (W1, W2): every journey is priced at the median."),
        ("contract_assumed", "fte", "fte is not known of 1 worker (W1): full time (1) is assumed."),
        ("team_blank", "role", "role is not known of 2 workers (W1, W2): they take everybody."),
        ("team_blank", "skills", "skills are not known of 2 workers (W1, W2): nobody meets a special need."),
    ]
    assert {one.do for one in found.found if one.column == "base"} == {"Fill in base in team.xlsx."}


def test_skills_are_asked_for_only_where_nobody_has_any() -> None:
    """Proves that a worker without skills is ordinary once one of the team has some."""
    both, _ = merged(team(W1={"skills": frozenset({Need.PARENT})}))
    found = Collector()
    say_what_is_blank(both, found)
    assert "skills" not in {one.column for one in found.found}


def test_many_ids_are_the_first_five_and_a_number_and_no_name_is_among_them() -> None:
    """Proves that a line stays a line, that ids are in their order, and that what looks like a name is not repeated."""
    workers = {
        name: Worker(worker_id=name, base="", fte=Decimal(1)) for name in ("W9", "Ann Example", "W8", "W7", "W6", "W5")
    }
    found = Collector()
    with_team(replace(extract(), workers=workers), team(), found=found)
    what = "6 workers of the extract are not in team.xlsx: (what looks like a name), W5, W6, W7, W8 and 1 more."
    assert said(found) == {"worker_not_in_team": what}
