"""These two never."""

from __future__ import annotations

from tests.builders import caseload, person, worker
from tests.rules.says import says


def test_kept_where_they_end_with_somebody_else() -> None:
    """Proves that one kept apart from W1 and W3 may have W2."""
    cases = caseload([person("P1", avoid_workers={"W1", "W3"})], [worker("W1"), worker("W2"), worker("W3")])
    assert says("apart", cases, {"P1": "W2"}) == []


def test_broken_where_they_are_given_or_stay() -> None:
    """Proves that neither a new pair nor one that stood before may be of two who are kept apart."""
    people = [person("P1", avoid_workers={"W2"}), person("P2", "W1", avoid_workers={"W1"})]
    cases = caseload(people, [worker("W1"), worker("W2")])
    assert says("apart", cases, {"P1": "W2"}) == [
        "contradiction: P1 ends with W2; the two are kept apart.",
        "contradiction: P2 ends with W1; the two are kept apart.",
    ]
