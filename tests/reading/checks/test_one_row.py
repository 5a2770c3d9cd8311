"""Findings that one young person's row gives rise to: just beyond the line there is one, just before it none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.folders import P1, findings, one, people, workers

BORN_2006 = "P1,2006-02-11,former_relevant,Boston,W1"  # 19 on 2 June 2025
NEW = "P1,2006-02-11,former_relevant,Boston,"

BROKEN = [
    (
        "category_against_age",  # 18 on the very day
        (),
        "P1,2007-06-02,eligible,Boston,W1",
        "The category eligible is for 16 and 17, and they are 18.",
    ),
    (
        "category_against_age",  # 18 the day after
        (),
        "P1,2007-06-03,former_relevant,Boston,W1",
        "The category former_relevant is for 18 and over, and they are 17.",
    ),
    (
        "change_before_birth",
        ("last_change",),
        f"{BORN_2006},2006-02-10",
        "last_change 2006-02-10 lies before the date of birth.",
    ),
    ("referred_before_birth", ("referred",), f"{NEW},2006-02-10", "referred 2006-02-10 lies before the date of birth."),
    (
        "referred_long_ago",  # 104 weeks before 2 June 2025 is 5 June 2023
        ("referred",),
        f"{NEW},2023-06-04",
        "referred 2023-06-04, more than two years ago, and still without a worker.",
    ),
    (
        "key_event_far_away",  # 156 weeks after 2 June 2025 is 29 May 2028
        ("key_event_date",),
        f"{BORN_2006},2028-05-30",
        "key_event_date 2028-05-30 is more than three years away, so it protects nobody from a change.",
    ),
    (
        "key_event_far_away",  # and 156 weeks before it is 6 June 2022
        ("key_event_date",),
        f"{BORN_2006},2022-06-05",
        "key_event_date 2022-06-05 is more than three years away, so it protects nobody from a change.",
    ),
    (
        "avoids_everybody",
        ("avoid_workers",),
        f"{NEW},W1;W2",
        "avoid_workers names every worker there is, so nobody can be given to them.",
    ),
    (
        "education_disagrees",
        ("in_education", "activity"),
        f"{BORN_2006},yes,G4",
        "in_education is yes, but the activity G4 is none in education, employment or training.",
    ),
    (
        "custody_disagrees",
        ("needs", "accommodation"),
        f"{BORN_2006},custody,U",
        "custody is among the needs, but the accommodation is U and not X (custody).",
    ),
    (
        "custody_disagrees",
        ("needs", "accommodation"),
        f"{BORN_2006},parent,X",
        "The accommodation is X (custody), but custody is not among the needs.",
    ),
    (
        "suitability_disagrees",
        ("accommodation", "suitability"),
        f"{BORN_2006},S,suitable",
        "The accommodation S (without a fixed abode) is marked as suitable, which it never is in the returns.",
    ),
    (
        "contact_in_future",
        ("latest_contact",),
        f"{BORN_2006},2025-06-03",
        "latest_contact 2025-06-03 lies after the day of the run, 2025-06-02.",
    ),
    (
        "contact_before_birth",
        ("latest_contact",),
        f"{BORN_2006},2006-02-10",
        "latest_contact 2006-02-10 lies before the date of birth.",
    ),
    (
        "plan_in_future",
        ("pathway_plan",),
        f"{BORN_2006},2025-06-03",
        "pathway_plan 2025-06-03 lies after the day of the run, 2025-06-02.",
    ),
    (
        "plan_overdue",  # six months before 2 June 2025 is 2 December 2024
        ("pathway_plan",),
        f"{BORN_2006},2024-12-01",
        "1 young person (first in row 2) has a pathway plan older than six months.",
    ),
]
KEPT = [
    ((), "P1,2007-06-03,relevant,Boston,W1"),
    ((), "P1,2007-06-02,former_relevant,Boston,W1"),
    ((), "P1,2008-01-05,qualifying,Boston,W1\nP2,2001-01-05,qualifying,Boston,W1"),
    (("last_change",), f"{BORN_2006},2006-02-11"),
    (("referred",), f"{NEW},2023-06-05"),
    (("referred",), f"{BORN_2006},2019-06-05"),  # with a worker nobody waits any more
    (("key_event", "key_event_date"), f"{BORN_2006},exam,2028-05-29"),
    (("avoid_workers",), f"{NEW},W1"),
    (("in_education", "activity"), f"{BORN_2006},yes,F2\nP2,2006-03-11,former_relevant,Lincoln,W1,no,G4"),
    (("needs", "accommodation"), f"{BORN_2006},custody,X\nP2,2006-03-11,former_relevant,Lincoln,W1,custody,"),
    (
        ("accommodation", "suitability"),
        f"{BORN_2006},S,unsuitable\nP2,2006-03-11,former_relevant,Lincoln,W1,U,suitable",
    ),
    (("latest_contact",), f"{BORN_2006},2025-06-02"),
    (("pathway_plan",), f"{BORN_2006},2024-12-02"),
    (("pathway_plan",), "P1,2006-02-11,qualifying,Boston,W1,2019-12-02"),  # who qualifies only has none to be reviewed
]


@pytest.mark.parametrize(("code", "columns", "row", "what"), BROKEN)
def test_beyond_the_line(tmp_path: Path, code: str, columns: tuple[str, ...], row: str, what: str) -> None:
    """Proves that one thing wrong is one finding in the promised words, and that nothing else is said of the row."""
    found = findings(tmp_path, people=people(*columns, rows=row))
    assert [(finding.code, finding.what, finding.row) for finding in found] == [(code, what, 2)]
    assert found[0].file == "young_people.csv"


@pytest.mark.parametrize(("columns", "rows"), KEPT)
def test_just_before_it(tmp_path: Path, columns: tuple[str, ...], rows: str) -> None:
    """Proves that what is just right is no finding."""
    assert findings(tmp_path, people=people(*columns, rows=rows)) == ()


@pytest.mark.parametrize(("start", "count"), [("2024-03-05", 1), ("2024-03-04", 0)])
def test_with_a_worker_before_their_first_day(tmp_path: Path, start: str, count: int) -> None:
    """Proves that nobody works with somebody before that worker begins; the very day is right."""
    found = findings(
        tmp_path,
        people=people("worker_since", rows=f"{P1},2024-03-04"),
        workers=workers("start_date", rows=f"W1,Lincoln,1,{start}"),
    )
    assert [finding.code for finding in found] == ["since_before_start"] * count


def test_the_value_is_said_but_no_name(tmp_path: Path) -> None:
    """Proves that a finding repeats the cell it is about, and never what may be a name in the place of an id."""
    (tmp_path / "a").mkdir()
    plain = one(tmp_path / "a", "unknown_current_worker", people=people(rows="P1,2008-01-05,eligible,Boston,W9"))
    (tmp_path / "b").mkdir()
    name = "P1,2008-01-05,eligible,Boston,Robin Example"
    named = one(tmp_path / "b", "unknown_current_worker", people=people(rows=name))
    assert (plain.value, named.value) == ("W9", None)
