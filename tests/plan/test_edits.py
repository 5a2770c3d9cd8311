"""allocator.plan.edits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from allocator.errors import UsageError
from allocator.plan.edits import Arrival, Edits, Hire, caps_as_overrides, edited
from allocator.records import Category, Need, Role
from tests.builders import AS_OF, caseload, person, worker

CASES = caseload([person("P1", "W1"), person("ARRIVE01-01")], [worker("W1"), worker("W2"), worker("HIRE01")])
SPRING = date(2026, 4, 1)


def _problems(edits: Edits) -> list[str]:
    with pytest.raises(UsageError, match=r"^What-if cannot be answered:\n  - ") as caught:
        edited(CASES, edits)
    return [line.removeprefix("  - ") for line in str(caught.value).splitlines()[1:]]


def test_nothing_edited_is_the_same_caseload() -> None:
    """Proves that no edits leave every record as it is."""
    assert edited(CASES, Edits()) == CASES
    assert Edits().days == ()


def test_workers_are_edited_as_a_manager_would() -> None:
    """Proves that each edit changes its own columns, several of them one worker, and nobody else."""
    edits = Edits(
        leave={"W1": SPRING}, absent={"W2": (AS_OF, None), "HIRE01": (AS_OF, SPRING)}, fte={"W2": Decimal("0.6")}
    )
    after = {w.worker_id: w for w in edited(CASES, edits).workers}
    assert after["W1"] == worker("W1", last_day=SPRING)
    assert after["W2"] == worker("W2", absent_from=AS_OF, fte="0.6")
    assert after["HIRE01"] == worker("HIRE01", absent_from=AS_OF, absent_to=SPRING)
    assert edited(CASES, edits).young_people == CASES.young_people
    assert edits.days == (SPRING, AS_OF, AS_OF)


def test_the_hired_get_ids_of_their_own() -> None:
    """Proves that an id that is taken gets a letter, and that the words of workers.csv are heard."""
    hires = (Hire("Louth", Decimal("0.8"), {"role": Role.YOUNGER, "skills": {Need.UASC}}), Hire("Boston"))
    first, second = edited(CASES, Edits(hire=hires)).workers[3:]
    assert first == worker("HIRE01a", base="Louth", fte="0.8", role="16-20", skills={"uasc"})
    assert second == worker("HIRE02")


def test_who_arrives_is_new_today() -> None:
    """Proves that so many people alike arrive without a worker, referred on the day of the run, each with an id."""
    arrival = Arrival(2, "Alford", Category.ELIGIBLE, 17, {"former_uasc": True})
    added = edited(CASES, Edits(arrive=(arrival,))).young_people[2:]
    assert [p.person_id for p in added] == ["ARRIVE01-01a", "ARRIVE01-02"]
    for p in added:
        assert (p.place, p.category, p.age, p.former_uasc) == ("Alford", Category.ELIGIBLE, 17, True)
        assert (p.current_worker, p.referred) == (None, AS_OF)


def test_everything_wrong_is_listed_at_once() -> None:
    """Proves the wording of every fault, near misses included."""
    edits = Edits(
        leave={"W11": SPRING},
        absent={"W2": (SPRING, AS_OF), "Z9": (AS_OF, None)},
        fte={"W1": Decimal("2.5"), "HIRE1": Decimal(1)},
        cap={"16-21": Decimal(20)},
    )
    assert _problems(edits) == [
        "--leave W11: there is no such worker in workers. Did you mean W1?",
        "--absent Z9: there is no such worker in workers.",
        "--fte HIRE1: there is no such worker in workers. Did you mean HIRE01?",
        "--absent W2: the absence ends on 2026-01-05 before it begins on 2026-04-01.",
        "--fte W1: 2.5 is not between 0 and 2 posts.",
        "--cap 16-21: bands are 16-20 and 21+.",
    ]


def test_what_a_record_refuses_is_told_by_option_and_column() -> None:
    """Proves that values that no table may hold are faults of the edit, not of the program."""
    edits = Edits(
        hire=(Hire("Louth", Decimal(3)),), arrive=(Arrival(1, None, Category.ELIGIBLE, 17, {"lead": "nobody"}),)
    )
    assert _problems(edits) == [
        "--hire: fte: Input should be less than or equal to 2.",
        "--arrive: lead: Input should be 'lcw' or 'social_worker'.",
    ]


def test_caps_are_keys_of_the_standard_class() -> None:
    """Proves which dotted keys new caps override."""
    edits = Edits(cap={"16-20": Decimal(22), "21+": Decimal(80)})
    assert caps_as_overrides(edits, 1) == {"caseloads.1.cap_16_20": 22, "caseloads.1.cap_21_plus": 80}
