"""This week beside last week: jumps and disappearances are told of, an ordinary week is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from allocator.errors import UsageError
from allocator.reading.changes_since import changes_since, with_changes_since
from allocator.reading.models import load_model
from allocator.records import Caseload, Category, Worker, YoungPerson
from tests.reading.folders import folder, people

THEN, NOW = date(2025, 6, 2), date(2025, 6, 9)
MODEL = load_model("lincolnshire-2025", {"rules.intake.per_week": "2"})


def young(number: int, worker: str | None = "W1", **values: Any) -> YoungPerson:
    """Somebody of 19."""
    plain = {"date_of_birth": date(2006, 2, 11), "category": Category.FORMER_RELEVANT, "referred": date(2025, 1, 6)}
    return YoungPerson(person_id=f"P{number}", current_worker=worker, **{**plain, **values})


def caseload(day: date, *people: YoungPerson, **leaving: date) -> Caseload:
    """A caseload with W1 and W2, some of whom have a last day."""
    workers = tuple(
        Worker(worker_id=name, base="Lincoln", fte=Decimal(1), last_day=leaving.get(name)) for name in ("W1", "W2")
    )
    return Caseload(title="t", as_of=day, young_people=people, workers=workers)


def found(then: Caseload, now: Caseload) -> list[tuple[str, str]]:
    """Code and words of what is found."""
    return [(finding.code, finding.what) for finding in changes_since(then, now, MODEL)]


@pytest.mark.parametrize(("weeks", "new", "told"), [(1, 2, False), (1, 3, True), (2, 4, False), (2, 5, True)])
def test_more_than_the_intake_allows(weeks: int, new: int, *, told: bool) -> None:
    """Proves that two new people a week are ordinary, and one more is told of, however many weeks have passed."""
    then = caseload(THEN, young(1))
    now = caseload(date(2025, 6, 2 + 7 * weeks), *(young(n) for n in range(1, 2 + new)))
    words = f"W1 has {1 + new} young people, {new} more than on 2025-06-02."
    assert found(then, now) == ([("cases_jump", words)] if told else [])


def test_a_worker_who_lost_everybody() -> None:
    """Proves that three people who are all gone are told of, and not where their worker leaves, nor with two."""
    then, moved = (young(1), young(2), young(3)), (young(1, "W2"), young(2, "W2"), young(3, None))
    words = ("lost_everybody", "W1 had 3 young people on 2025-06-02 and has nobody now.")
    assert found(caseload(THEN, *then), caseload(NOW, *moved)) == [words]
    assert found(caseload(THEN, *then), caseload(NOW, *moved, W1=NOW)) == []
    assert found(caseload(THEN, *then[:2]), caseload(NOW, *moved[:2])) == []


@pytest.mark.parametrize(("age", "nothing"), [(24, "if the case"), (25, "if they are 26 now or the case")])
def test_an_age_alone_tells_no_birthday(age: int, nothing: str) -> None:
    """Proves that somebody of 25 without a date of birth may be too old by now, which is said."""
    then = caseload(THEN, young(1), young(2, date_of_birth=None, age=age))
    [told] = changes_since(then, caseload(NOW, young(1)), MODEL)
    assert told.do == f"Nothing, {nothing} was closed; else put the row back."


def test_people_who_vanish() -> None:
    """Proves that whoever is not there any more is told of, and not where they have turned 26 in the meantime."""
    then = caseload(THEN, young(1), young(2), young(3, date_of_birth=date(1999, 6, 9)))
    assert found(then, caseload(NOW, young(1))) == [
        ("person_vanished", "P2 was there on 2025-06-02 and is not any more.")
    ]


def test_people_who_are_new() -> None:
    """Proves that somebody new who waits has a day of referral; who has a worker already does not wait."""
    now = caseload(NOW, young(1), young(2, None), young(3, None, referred=None), young(4, referred=None))
    assert found(caseload(THEN, young(1)), now) == [
        ("new_without_referral", "P3 is new since 2025-06-02, but referred is blank.")
    ]


def test_beside_a_folder(tmp_path: Path) -> None:
    """Proves that the earlier caseload is read from where it lies, and that its own findings are not repeated."""
    earlier = folder(tmp_path, people=people(rows="P9,2006-02-11,former_relevant,,W1"), toml="as_of = 2025-06-02\n")
    now = caseload(NOW, young(1))
    beside = with_changes_since(now, earlier, MODEL)
    assert [(finding.code, finding.record_id) for finding in beside.findings] == [("person_vanished", "P9")]
    assert beside.young_people == now.young_people
    assert with_changes_since(now, None, MODEL) is now
    with pytest.raises(UsageError, match="There is no caseload"):
        with_changes_since(now, tmp_path / "nothing", MODEL)


def test_the_same_week_twice_is_without_findings() -> None:
    """Proves that a caseload beside itself gives rise to nothing."""
    same = caseload(THEN, young(1), young(2, None, referred=None), young(3, "W2"))
    assert found(same, same) == []
