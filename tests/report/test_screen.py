"""The summary on the screen."""

from __future__ import annotations

import pytest

from allocator.proposal import Status
from allocator.report.screen import summary
from tests.report.proposals import breach, busy, finding, level, placement, proposal, reason, shortage, workload


def test_a_quiet_week() -> None:
    """A week in which nothing happens says so in a dozen lines."""
    assert summary(proposal()) == (
        "A quiet week, 7 December 2026\n"
        "2 young people, 2 workers, service model a-model\n"
        "\n"
        "WITHOUT A WORKER: nobody\n"
        "\n"
        "WHAT CHANGES: nothing\n"
        "\n"
        "OVER CAPACITY: nobody\n"
        "\n"
        "HOW GOOD IT IS: 2 of 2 levels proven\n"
        "  without a worker, owed a duty  nobody             proven\n"
        "  travel, overload, wishes       12.3 hours a week  proven: no less is possible\n"
        "\n"
        "This is a proposal. A named person decides.\n"
    )


def test_a_busy_week_in_the_order_that_matters() -> None:
    """Who is without a worker comes first, then what changes, who is over, what is not kept, and how good it is."""
    assert summary(busy()).splitlines() == [
        "A busy <week> & more, 7 December 2026",
        "7 young people, 3 workers, service model a-model",
        "",
        "WITHOUT A WORKER: 1 person, 1 of them 16-20 and owed a statutory duty",
        "  P6 (waits 7 weeks): No room.",
        "      way out: Intake 4.",
        "",
        "WHAT CHANGES: 4 people (1 new, 1 forced, 1 to make room and 1 chosen)",
        "  P5  W1  ->  W2  17 min  Why P5.",
        "  P4  W1  ->  W2  17 min  Why P4.",
        "  P3  W7  ->  W1  17 min  W7 leaves on 18 December 2026.",
        "  P2  ->  W2    Why P2.",
        "",
        "OVER CAPACITY: 2 workers, 1 above the ceiling",
        "  W2 121.0 % (above the ceiling), W1 108.2 %",
        "",
        "NOT KEPT BY WHAT CHANGES: 2 rules, 1 of them a must",
        "  must: P2 is 17.",
        "  should: P2 would rather have W1.",
        "STANDING FROM BEFORE: 1 unmet need, listed in the report",
        "STEP-DOWN OVERDUE: 1 person: P7",
        "IN THE TABLES: 1 finding to look at: <b>Nowhere</b> is not known.",
        "",
        "HOW GOOD IT IS: 2 of 3 levels proven",
        "  without a worker, owed a duty  1 person          proven: no less is possible",
        "  moved to make room             1 person          proven: no less is possible",
        "  travel, overload, wishes       100 hours a week  not proven; 97.5 at best (2.5 % less)",
        "",
        "This is a proposal. A named person decides.",
    ]


def crowded(people: int) -> dict[str, object]:
    """A week in which everything happens to everybody."""
    leaves = reason("W9 leaves. Long.", because="W9 leaves on 18 December 2026.", choice="Long " * 30)
    return {
        "status": Status.INTERRUPTED,
        "placements": (
            *(placement(f"P{n:03}", "new", reason=reason("Because " * 30)) for n in range(people)),
            *(placement(f"Q{n:03}", "forced", previous_worker="W9", reason=leaves) for n in range(people)),
        ),
        "shortages": tuple(shortage(f"R{n:03}", "A way " * 30, why="None " * 40) for n in range(people)),
        "breaches": tuple(breach("Broken " * 30, standing=n % 2 == 0) for n in range(2 * people)),
        "workloads": tuple(workload(f"W{n:03}", f"{101 + n}.0") for n in range(people)),
        "levels": tuple(level(key, 5.0, 1.0) for key in ("unallocated", "changes", "needs", "cost", "balance")) * 2,
        "overdue_step_downs": tuple(f"S{n:03}" for n in range(people)),
        "findings": tuple(finding("Wrong " * 30) for _ in range(people)),
    }


@pytest.mark.parametrize("people", [2, 3, 4, 8, 200])
@pytest.mark.parametrize("width", [60, 100])
def test_forty_lines_hold_whatever_happens(people: int, width: int) -> None:
    """However much happens, the summary has at most forty lines of the width asked for, and its last line."""
    lines = summary(proposal(**crowded(people)), width=width).splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= width
    assert lines[-1] == "This is a proposal. A named person decides."
    assert not any(line.endswith(" ") for line in lines)


def test_what_does_not_fit_is_counted() -> None:
    """People, ways out and workers who do not fit are counted, with where they are listed."""
    text = summary(proposal(**crowded(200)))
    assert "  and 198 more: see unallocated.csv. Cheapest, each alone: a higher intake (200)\n" in text
    assert "      Q000 -> W1, Q001 -> W1, Q002 -> W1, Q003 -> W1, Q004 -> W1, Q005 -> W1 and 194 more\n" in text
    assert "  and more: see the report, or changes.csv\n" in text
    assert "W198 299.0 % (above the ceiling) and 198 more in workload.csv\n" in text
    assert "HOW GOOD IT IS: 0 of 10 levels proven, interrupted\n" in text


def test_those_owed_a_duty_and_the_longest_waiting_come_first() -> None:
    """Of those without a worker, a duty comes before a longer wait, and a longer wait before a shorter."""
    found = (shortage("P1", duty=False, weeks=30), shortage("P2", weeks=1), shortage("P3", weeks=9))
    lines = summary(proposal(shortages=found)).splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  P")] == ["P3", "P2", "P1"]


def test_no_levels_no_heading() -> None:
    """A run that was stopped before any level claims nothing about how good it is."""
    assert "HOW GOOD" not in summary(proposal(levels=()))
