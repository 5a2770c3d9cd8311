"""``allocator what-if``."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from allocator.bundled import instances_dir
from allocator.cli.edit_words import edits_from
from allocator.errors import UsageError
from allocator.plan.edits import Arrival, Edits, Hire
from allocator.records import Category, Need, Role
from allocator.run_folder import read_manifest, read_run
from tests.cli.conftest import Ran

Cli = Callable[..., Ran]
TINY = instances_dir() / "tiny"
NONE: dict[str, tuple[str, ...]] = dict.fromkeys(("leave", "absent", "fte", "hire", "arrive", "cap"), ())


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def test_every_edit_is_read_in_the_words_of_the_tables() -> None:
    """Proves that each option becomes the edit that it states, several of one sort included."""
    edits = edits_from(
        {
            "leave": ("W07=2026-12-18",),
            "absent": ("W03=05/01/2026:2026-04-01", "W04=2026-02-02"),
            "fte": ("W02=0.6",),
            "hire": ("base=Boston;fte=0.8;role=16-20;skills=uasc,custody", "base=Louth"),
            "arrive": ("N=5;place=Boston;category=relevant;age=17;former_uasc=yes", "category=eligible;age=16"),
            "cap": ("16-20=22", "21+=80"),
        },
        model="essex",
    )
    skills = frozenset({Need.UASC, Need.CUSTODY})
    assert edits == Edits(
        leave={"W07": date(2026, 12, 18)},
        absent={"W03": (date(2026, 1, 5), date(2026, 4, 1)), "W04": (date(2026, 2, 2), None)},
        fte={"W02": Decimal("0.6")},
        hire=(Hire("Boston", Decimal("0.8"), {"role": Role.YOUNGER, "skills": skills}), Hire("Louth")),
        arrive=(
            Arrival(5, "Boston", Category.RELEVANT, 17, {"former_uasc": True}),
            Arrival(1, None, Category.ELIGIBLE, 16),
        ),
        cap={"16-20": Decimal(22), "21+": Decimal(80)},
        model="essex",
    )


@pytest.mark.parametrize(
    ("option", "words", "said"),
    [
        ("leave", ("W07",), "--leave takes words such as W07=2026-12-18, not 'W07'"),
        ("leave", ("W07=soon",), "--leave: date: 'soon' is not a date"),
        ("leave", ("W07=2026-12-18", "W07=2026-12-19"), "--leave gives W07 twice"),
        ("absent", ("W03=soon",), "--absent: date: 'soon' is not a date"),
        ("absent", ("W03",), r"--absent takes words such as W03=2026-01-05:2026-04-01 \(or without the second day\)"),
        ("fte", ("W02=3",), "--fte: fte: '3' is not between 0 and 2"),
        ("cap", ("16-20=many",), "--cap: cap: 'many' is not a number"),
        ("hire", ("fte=1",), "--hire 'fte=1' says no base, such as base=Boston"),
        ("hire", ("base=Boston;rol=all",), "--hire: there is no column rol. Did you mean role?"),
        ("hire", ("worker_id=W9;base=Boston",), "--hire: there is no column worker_id"),
        ("arrive", ("N=0;category=eligible;age=16",), "--arrive: N is how many arrive, a whole number, not '0'"),
        ("arrive", ("place=Boston",), "--arrive 'place=Boston' says no category and no age"),
        ("arrive", ("category=eligble;age=16",), "--arrive: category: 'eligble' is not a word .* Did you mean"),
        ("hire", ("N=2;base=Boston",), "--hire: there is no column N"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(option: str, words: tuple[str, ...], said: str) -> None:
    """Proves the wording of every refusal."""
    with pytest.raises(UsageError, match=f"What-if cannot be answered:\n(.|\n)*{said}"):
        edits_from({**NONE, option: words})


def test_all_that_is_wrong_is_said_at_once() -> None:
    """Proves that two mistakes in two options need one try."""
    with pytest.raises(UsageError, match=r"--leave takes words(.|\n)*--fte: fte: 'x' is not a number"):
        edits_from({**NONE, "leave": ("W07",), "fte": ("W02=x",)})


def test_a_leaver_is_set_beside_the_same_week_without(cli: Cli) -> None:
    """Proves that figures, the people affected and two whole run folders come out, each with what it was made with."""
    ran = cli("what-if", TINY, "--leave", "W01=2025-06-20")
    folder = Path("runs/tiny-2025-06-02-what-if")
    assert ran.code == 3  # with W01 gone somebody is left over
    assert ran.out.startswith("Tiny week, 2 June 2025: without the changes and with them\n")
    assert f"Written to {folder}" in ran.out
    without, with_edits = read_run(folder / "without"), read_run(folder / "with")
    assert not without.shortages
    assert with_edits.shortages
    assert "what_if" not in read_manifest(folder / "without").options
    assert read_manifest(folder / "with").options["what_if"] == {"leave": ["W01=2025-06-20"]}


def test_json_lists_every_row_and_everybody_affected(cli: Cli) -> None:
    """Proves that a program gets the same figures, the person and both ends."""
    ran = cli("what-if", TINY, "--leave", "W01=2025-06-20", "--json", "--quiet")
    found = json.loads(ran.out)
    rows = {row["key"]: (row["without"], row["with"]) for row in found["rows"]}
    assert found["week"] is None
    assert rows["unallocated_duty"] == ("0", "1")
    lost = [one for one in found["affected"] if one["person_id"] == "P02"]
    assert lost == [
        {
            "person_id": "P02",
            "without": {"worker_id": "W01", "change": "kept"},
            "with": {"worker_id": None, "change": "unallocated"},
        }
    ]


def test_nothing_edited_affects_nobody(cli: Cli) -> None:
    """Proves that the two sides differ by nothing but the edits."""
    ran = cli("what-if", TINY)
    assert ran.code == 0
    assert "Nobody is affected." in ran.out


def test_a_newcomer_was_not_there_before(cli: Cli) -> None:
    """Proves that somebody who only exists on one side is shown as such, and a long list is cut."""
    ran = cli("what-if", TINY, "--arrive", "N=25;category=eligible;age=16;place=Boston")
    assert "ARRIVE01-01  without: not there; with: " in ran.out
    assert "more: --json lists all" in ran.out
    assert len(ran.out.splitlines()) <= 42


def test_a_day_far_ahead_moves_both_sides_to_its_week(cli: Cli) -> None:
    """Proves that an edit beyond the handover weeks is looked at in its own week: 18 December 2025 is a Thursday."""
    ran = cli("what-if", TINY, "--leave", "W01=2025-12-18")
    assert "Tiny week, 15 December 2025" in ran.out
    assert "The week of the changes, which lie beyond the handover weeks." in ran.out


def test_a_model_is_an_edit(cli: Cli) -> None:
    """Proves that --model holds for one side alone."""
    cli("what-if", TINY, "--model", "essex", "--out", "both")
    models = [read_manifest(Path("both") / side).model for side in ("without", "with")]
    assert models == ["lincolnshire-2025", "essex"]


def test_a_place_that_is_taken_is_refused(cli: Cli) -> None:
    """Proves that neither side replaces a run unasked."""
    assert cli("what-if", TINY, "--out", "both").code == 0
    ran = cli("what-if", TINY, "--out", "both")
    assert ran.code == 2
    assert "holds a run already" in ran.err
    assert cli("what-if", TINY, "--out", "both", "--overwrite").code == 0


def test_an_unknown_worker_is_named_with_the_nearest(cli: Cli) -> None:
    """Proves that the tables are asked whether the worker exists."""
    ran = cli("what-if", TINY, "--leave", "W1=2025-06-20")
    assert ran.code == 2
    assert "--leave W1: there is no such worker in workers." in ran.err


def test_a_leaver_is_what_editing_the_table_by_hand_would_give(cli: Cli) -> None:
    """Proves that the side with the edit is the run on an edited workers.csv: same people, same levels, all proven."""
    county = instances_dir() / "lincolnshire-2025"
    by_hand = Path("by-hand")
    shutil.copytree(county, by_hand)
    with (county / "workers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    leaver = rows[4]["worker_id"]
    rows[4]["last_day"] = "2025-04-18"
    with (by_hand / "workers.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[4]))
        table.writeheader()
        table.writerows(rows)
    words = ("--seed", "1", "--threads", "1")
    cli("what-if", county, "--leave", f"{leaver}=2025-04-18", "--out", "asked", *words)
    cli("allocate", by_hand, "--out", "edited", *words)
    asked, edited = read_run(Path("asked/with")), read_run(Path("edited"))
    assert any(change.previous_worker == leaver for change in asked.changes)
    assert asked.placements == edited.placements
    assert [(level.key, level.value, level.bound) for level in asked.levels] == [
        (level.key, level.value, level.bound) for level in edited.levels
    ]
    assert all(level.proven for run in (asked, edited, read_run(Path("asked/without"))) for level in run.levels)
