"""The order and grouping of the page."""

from __future__ import annotations

from allocator.proposal import Status
from allocator.report.view import STATUS, view
from tests.report.proposals import breach, busy, finding, placement, proposal, shortage, workload


def test_changes_are_grouped_with_the_dearest_first() -> None:
    """People who lose a worker come before people who get their first."""
    assert [(g.key, [p.person_id for p in g.placements]) for g in view(busy()).changes] == [
        ("room", ["P4"]),
        ("chosen", ["P5"]),
        ("forced", ["P3"]),
        ("new", ["P2"]),
    ]


def test_those_who_lose_one_worker_stand_together() -> None:
    """People whose worker leaves are listed by that worker, and by the caseload within."""
    ends = [("P1", "W9"), ("P2", "W8"), ("P3", "W9"), ("P4", "W8")]
    found = tuple(placement(p, "forced", previous_worker=w) for p, w in ends)
    (group,) = view(proposal(placements=found)).changes
    assert [p.person_id for p in group.placements] == ["P2", "P4", "P1", "P3"]


def test_people_who_are_alike_share_a_row() -> None:
    """Those without a worker for the same reason and with the same ways out stand together, a duty never with none."""
    found = (
        shortage("P1", "A.", duty=False, weeks=9),
        shortage("P2", "A.", weeks=1),
        shortage("P3", "B."),
        shortage("P4", "A.", weeks=4),
        shortage("P5", "A.", why="Far."),
    )
    rows = view(proposal(shortages=found)).shortages
    assert [[s.person_id for s in row.people] for row in rows] == [["P4", "P2"], ["P3"], ["P5"], ["P1"]]


def test_who_is_over_comes_fullest_first() -> None:
    """Workers over their capacity are listed from the fullest, people without any capacity before all."""
    none = workload("W4", "5.0", capacity_percent=0, ceiling_percent=0, utilisation_percent=None)
    loads = (workload("W1", "101.0"), workload("W2", "99.0"), workload("W3", "130.0"), none)
    assert [row.workload.worker_id for row in view(proposal(workloads=loads)).over] == ["W4", "W3", "W1"]


def test_breaches_are_told_apart() -> None:
    """Made and standing breaches are apart, musts first, and whoever has no worker is not listed twice."""
    found = (
        breach("One.", rule="one_worker"),
        breach("Wish.", rule="language", strength="should"),
        breach("Must.", rule="specialist"),
        breach("Old.", rule="together", standing=True),
    )
    page = view(proposal(breaches=found))
    assert [(title, b.sentence) for title, b in page.made] == [
        ("The skill that is needed", "Must."),
        ("A shared language", "Wish."),
    ]
    assert [(title, b.sentence) for title, b in page.standing] == [("Siblings together", "Old.")]


def test_findings_and_kept_people() -> None:
    """Findings come gravest first, kept people by worker."""
    found = (finding("N", "note"), finding("W"), finding("N2", "note"))
    kept = (placement("P3", worker_id="W2"), placement("P1"), placement("P2", worker_id="W2"), placement("P4", "new"))
    page = view(proposal(findings=found, placements=kept))
    assert [[f.what for f in group.shown] for group in page.findings] == [["W"], ["N", "N2"]]
    assert page.found == 3
    assert [(row.worker_id, row.people) for row in page.kept] == [("W1", ("P1",)), ("W2", ("P3", "P2"))]
    assert page.kept_people == 3


def test_what_there_is_to_do() -> None:
    """Only what this week asks for is to be done, in order."""
    assert view(busy()).to_do == (
        "Choose a way out for the 1 person without a worker, or record why there is none this week.",
        "Read the 4 changes and accept each or turn it down, with your reason.",
        "Talk it over with the workers who would be given somebody: W1 and W2.",
        "Put the tables right where something was found: workers row 7 column base (W2).",
    )
    assert view(proposal()).to_do == ("Nothing changes this week: there is nothing to decide.",)


def test_every_status_has_words() -> None:
    """However a run ended, the page says so."""
    assert set(STATUS) == set(Status)
    assert view(proposal(status=Status.INTERRUPTED)).status == "the best found before the run was interrupted"
