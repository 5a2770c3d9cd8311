"""``allocator check``."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from allocator.bundled import instances_dir
from tests.cli.conftest import Ran

Cli = Callable[..., Ran]


def test_a_tidy_caseload_is_said_to_be_one(cli: Cli) -> None:
    """Proves what a good caseload shows: who is in it, no mistakes, and whether there is room."""
    ran = cli("check", instances_dir() / "tiny")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Tiny week, 2 June 2025: 9 young people, 4 workers\n\nIs there room?\n  Yes: ")
    assert ran.out.endswith("\n\nNo mistakes were found.\n")


def test_errors_warnings_and_notes_are_all_listed(cli: Cli) -> None:
    """Proves that one look shows everything: groups in order, what to do about each finding, exit code 1."""
    ran = cli("check", instances_dir() / "untidy")
    assert (ran.code, ran.err) == (1, "")
    order = [ran.out.index(word) for word in ("Errors: ", "Warnings: ", "Notes: ")]
    assert order == sorted(order)
    assert (
        "young_people row 20 column category (P19): 'formerly relevent' is not a word that may stand here." in ran.out
    )
    assert "What to do: Write one of: eligible, relevant, former_relevant, qualifying." in ran.out
    assert "Is there room?" not in ran.out


def test_nothing_is_written(cli: Cli) -> None:
    """Proves that looking is free of consequences: the caseload's folder is as it was."""
    tiny = instances_dir() / "tiny"
    before = {file.name: file.read_bytes() for file in tiny.iterdir()}
    cli("check", tiny)
    assert {file.name: file.read_bytes() for file in tiny.iterdir()} == before


def test_what_only_model_and_roads_can_show_is_found_too(cli: Cli, tmp_path: Path) -> None:
    """Proves that an unknown place is a warning with the name that was meant, and does not stop anything."""
    for file in (instances_dir() / "tiny").iterdir():
        text = file.read_text(encoding="utf-8").replace(
            "P03,2005-11-20,former_relevant,Sleaford", "P03,2005-11-20,former_relevant,Sleafrod"
        )
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    ran = cli("check", tmp_path)
    assert ran.code == 0
    assert "Warnings: these need a look" in ran.out
    assert "Sleafrod" in ran.out
    assert "Sleaford" in ran.out


def test_json_has_every_finding_and_the_room(cli: Cli) -> None:
    """Proves that a program gets the same: codes, places and what to do; room only where the tables can be run."""
    tidy, untidy = (cli("check", instances_dir() / name, "--json") for name in ("tiny", "untidy"))
    good, bad = json.loads(tidy.out), json.loads(untidy.out)
    assert (tidy.code, untidy.code) == (0, 1)
    assert good["findings"] == []
    assert good["room"][0] == "Yes: there is a place this week for everybody who needs a worker."
    assert bad["room"] == []
    assert next(found["where"] for found in bad["findings"] if found["code"] == "unknown_word") == (
        "young_people row 20 column category (P19)"
    )


def test_json_has_the_figures_behind_the_sentences(cli: Cli) -> None:
    """Proves what a program can go by: bounds rounded down, in people, posts and the units of the levels; groups.

    impossible: one of two who are left is owed a duty and nobody may take them (0.056); 0.107 is both levels together.
    """
    told = json.loads(cli("check", instances_dir() / "impossible", "--json").out)
    least = told["least_left_out"]
    assert (least["everybody_fits"], least["people"], least["unallocated_duty"]) == (False, 2, 0.056)
    assert 0.106 <= least["both_levels"] <= 0.107
    assert least["unallocated"] == 0
    assert told["tightest"][0] == {
        "title": "aged 16-20",
        "must": True,
        "people": 9,
        "workers": 3,
        "posts_needed": 0.45,
        "posts_there": 1.87,
    }
    assert [group["title"] for group in told["groups"]][:2] == ["everybody", "aged 16-20"]
    assert told["tightest_this_week"][0]["people"] == 5


def _a_week_later(week: Path, *, without: str) -> Path:
    """The tiny caseload in a folder of its own, a week on, without the row of one young person."""
    week.mkdir()
    for file in (instances_dir() / "tiny").iterdir():
        text = file.read_text(encoding="utf-8").replace("as_of = 2025-06-02", "as_of = 2025-06-09")
        rows = [row for row in text.splitlines(keepends=True) if not row.startswith(f"{without},")]
        (week / file.name).write_text("".join(rows), encoding="utf-8")
    return week


def test_last_week_is_held_against_this_one(cli: Cli, tmp_path: Path) -> None:
    """Proves that somebody who was there last week and is not now is found, and only where last week is given."""
    now = _a_week_later(tmp_path / "now", without="P03")
    ran = cli("check", now, "--previous", instances_dir() / "tiny")
    assert (ran.code, ran.err) == (0, "")
    assert "(P03): P03 was there on 2025-06-02 and is not any more." in ran.out
    assert "person_vanished" not in cli("check", now).out


def test_findings_go_to_a_file_of_ones_own(cli: Cli, tmp_path: Path) -> None:
    """Proves that --csv writes every finding, of a caseload that can be run and of one that cannot."""
    wrong, odd = tmp_path / "wrong.csv", tmp_path / "odd.csv"
    assert cli("check", instances_dir() / "untidy", "--csv", wrong).code == 1
    now = _a_week_later(tmp_path / "now", without="P03")
    assert cli("check", now, "--previous", instances_dir() / "tiny", "--csv", odd).code == 0
    told = json.loads(cli("check", instances_dir() / "untidy", "--json").out)["findings"]
    with wrong.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert sorted(row["code"] for row in rows) == sorted(finding["code"] for finding in told)
    assert "person_vanished" in odd.read_text(encoding="utf-8")
    assert wrong.stat().st_mode & 0o777 == 0o600
