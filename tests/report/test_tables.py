"""The tables of a run folder."""

from __future__ import annotations

import pytest

from allocator.reading.cells import safe
from allocator.report.tables import tables
from tests.report.proposals import busy, placement, proposal, reason, shortage


def row(name: str, number: int = 0) -> dict[str, str]:
    """One row of a table of the busy week, by column."""
    table = tables(busy())[name]
    return dict(zip(table.columns, table.rows[number], strict=True))


def test_columns_begin_as_the_contract_says() -> None:
    """The named columns come first and in the order that other people's scripts rely on."""
    found = {name: table.columns for name, table in tables(proposal()).items()}
    assert [*found] == ["allocation", "changes", "unallocated", "workload", "findings"]
    who = ("person_id", "worker_id", "previous_worker", "change", "reason", "minutes_one_way", "load_percent")
    assert found["allocation"][:7] == who
    shares = ("capacity_percent", "load_percent", "utilisation_percent")
    heads = ("people_16_20", "people_21_plus", "travel_hours_per_week")
    assert found["workload"][:9] == ("worker_id", "base", "role", *shares, *heads)


def test_allocation_has_everybody_and_changes_those_who_change() -> None:
    """The allocation has a row for everybody in the order of the caseload, the changes leave out who is kept."""
    found = tables(busy())
    assert [r[0] for r in found["allocation"].rows] == ["P1", "P2", "P3", "P4", "P5", "P6", "P7"]
    assert [r[0] for r in found["changes"].rows] == ["P2", "P3", "P4", "P5", "P6"]
    assert row("allocation", 2) == {
        "person_id": "P3",
        "worker_id": "W1",
        "previous_worker": "W7",
        "change": "forced",
        "reason": "W7 leaves on 18 December 2026. W1 is the nearest of 4 workers with room.",
        "minutes_one_way": "17",
        "load_percent": "5.0",
        "cause": "worker_leaves",
    }
    assert [row("allocation", 5)[key] for key in ("worker_id", "minutes_one_way", "load_percent")] == ["", "", ""]


def test_unallocated_has_the_ways_out_in_their_order() -> None:
    """Ways out fill their columns from the cheapest; the columns left over are blank."""
    found = row("unallocated")
    assert (found["duty"], found["weeks_waited"], found["reason"]) == ("yes", "7", "No room.")
    ways = [found[key] for key in found if key.startswith("way_out")]
    assert ways == ["Intake 4.", "Ceiling 112 %.", "", "", "", ""]


def test_workload_and_findings_say_what_the_proposal_says() -> None:
    """Figures are passed on as they are; what there is none of is blank."""
    found = row("workload", 2)
    assert (found["utilisation_percent"], found["takes_people"], found["grade"]) == ("", "no", "")
    assert row("workload", 1)["grade"] == "requires improvement"
    assert row("findings", 0)["what"] == "<b>Nowhere</b> is not known."
    assert (row("findings", 1)["severity"], row("findings", 1)["row"]) == ("note", "7")


@pytest.mark.parametrize("text", ["=1+1", "+44x", "-5+1", "@SUM(A1)", "\tx", "\rx", "\nx", "|x", "%x", "'=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """Whatever a spreadsheet would take for a formula is led by an apostrophe, in every table."""
    assert safe(text) == f"'{text}"
    risky = proposal(
        placements=(placement(text, "new", reason=reason(text)),), shortages=(shortage("P1", text, why=text),)
    )
    cells = [cell for table in tables(risky).values() for r in table.rows for cell in r]
    assert f"'{text}" in cells
    assert text not in cells


def test_an_ordinary_cell_is_left_alone() -> None:
    """A cell that is no formula is written as it is."""
    assert safe("Sutton-on-Sea = far") == "Sutton-on-Sea = far"
