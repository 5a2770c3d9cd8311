"""allocator.engine.workers."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from allocator.engine.people import Codes
from allocator.engine.workers import Workers, worker_arrays
from allocator.records import Need, Worker
from allocator.service_model import ServiceModel
from tests.builders import AS_OF, caseload, model, weeks_ago, worker

CODES = Codes({}, {}, {"Arabic": 0, "Pashto": 1, "Tigrinya": 2})
GRADED = {
    "caseloads": [
        {"title": "new", "experience_below_years": "1", "cap_16_20": "3", "cap_21_plus": "8", "ceiling_percent": "100"},
        {"title": "all", "cap_16_20": "4", "cap_21_plus": "10", "ceiling_cases": "6"},
    ]
}


def _arrays(*staff: Worker, by: ServiceModel | None = None) -> Workers:
    return worker_arrays(caseload([], staff), by or model(), codes=CODES, bases={"Boston": 0, "Louth": 1})


def test_capacity_and_ceiling_are_exact() -> None:
    """Proves that contract, induction and reduction multiply, and that the ceiling is a multiple of that."""
    second_month = AS_OF - timedelta(days=40)
    found = _arrays(worker("W1", fte="0.8", reduction_percent="20", start_date=second_month), worker("W2", fte="1.2"))
    # 0.8 x 0.5 x 0.8 = 0.32; ceiling 125 %
    assert found.capacity == (Fraction(32, 100), Fraction(12, 10))
    assert found.ceiling == (Fraction(40, 100), Fraction(15, 10))


def test_classes_by_experience() -> None:
    """Proves that the first class that fits counts, and that its ceiling may be a number of cases."""
    found = _arrays(worker("W1", experience_years="0.5"), worker("W2"), by=model(GRADED))
    assert found.caps.tolist() == [0, 1]
    assert found.ceiling == (Fraction(1), Fraction(6, 4))


def test_who_takes_people_and_whom() -> None:
    """Proves that somebody away takes nobody, and that roles serve their band or both."""
    away = worker("W1", absent_from=weeks_ago(1), absent_to=weeks_ago(-1))
    found = _arrays(away, worker("W2", role="16-20"), worker("W3", role="21+"))
    assert found.takes.tolist() == [False, True, True]
    assert found.serves.tolist() == [[True, True], [True, False], [False, True]]


def test_bases_skills_and_languages() -> None:
    """Proves that a base is found by its name without blanks, and that skills and languages become flags and bits."""
    found = _arrays(
        worker("W1", base=" Louth ", skills={"uasc"}, languages={"Pashto", "Tigrinya"}), worker("W2", base="Nowhere")
    )
    assert found.base.tolist() == [1, -1]
    assert found.has[0].tolist() == [need is Need.UASC for need in Need]
    assert found.languages.tolist() == [0b110, 0]


def test_no_workers_at_all() -> None:
    """Proves that an empty table gives empty arrays of the right width."""
    found = _arrays()
    assert (found.ids, found.serves.shape, found.has.shape) == ((), (0, 2), (0, len(Need)))
