"""Findings as a whole: all at once, each with where, what and what to do; a sound caseload has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allocator.errors import InputError
from allocator.reading.caseload import read_caseload
from allocator.reading.findings import CATALOGUE, Collector, errors_among
from allocator.records import Finding, Severity
from tests.reading.folders import findings, folder, people, workers

UNTIDY = Path(__file__).parents[2] / "instances" / "untidy"

# Found only once the model and the roads are known, by a conversion, or instead of everything else.
NOT_IN_FILES = {
    code for code in CATALOGUE if code.startswith(("nobody_for", "nobody_with", "nobody_at", "nobody_elig"))
} | {
    "unknown_place",
    "unknown_base",
    "lock_worker_leaves",
    "post_without_caps",
    "row_left_out",
    "contract_assumed",
}
INSTEAD_OF_ALL_ELSE = {"missing_table", "empty_table"}
OF_ONE_FILE = {"wrong_kind_of_file", "empty_file", "too_large", "unsafe_file", "garbled_text", "other_day_count"} | {
    "hidden_sheet",
    "hidden_rows",
    "merged_cells",
    "rows_above_headers",
    "totals_left_out",
    "records_above_headers",
    "formula_without_value",
}  # shown in tests/reading/files


def test_sound_caseload_has_no_findings(tmp_path: Path) -> None:
    """The folder that the other tests change is sound, so that what they find comes from the change."""
    assert findings(tmp_path) == ()


def test_every_error_at_once(tmp_path: Path) -> None:
    """Three mistakes in two tables need one run, and the message names each with its place."""
    place = folder(
        tmp_path,
        people=people(rows="P1,soon,eligible,Boston,W1\nP2,2008-01-05,elegible,Boston,W1"),
        workers=workers(rows="W1,Lincoln,nine"),
    )
    with pytest.raises(InputError, match="The caseload caseload has 3 errors:") as caught:
        read_caseload(place)
    text = str(caught.value)
    assert (
        "  - young_people row 2 column date_of_birth (P1): 'soon' is not a date that can be read. Write it as" in text
    )
    assert "  - young_people row 3 column category (P2): 'elegible' is not a word that may stand here. Did you" in text
    assert "  - workers row 2 column fte (W1): 'nine' is not a number. Write a number such as 0.6." in text


def test_untidy_shows_one_of_every_finding() -> None:
    """The instance untidy has every finding that files can give rise to at the same time, and stops the run."""
    with pytest.raises(InputError, match=r"The caseload untidy has \d+ errors") as caught:
        read_caseload(UNTIDY)
    codes = {finding.code for finding in caught.value.findings if isinstance(finding, Finding)}
    assert codes == set(CATALOGUE) - NOT_IN_FILES - INSTEAD_OF_ALL_ELSE - OF_ONE_FILE


def test_untidy_says_what_to_do_every_time() -> None:
    """Each of its findings says where, what and what to do, in whole sentences."""
    with pytest.raises(InputError, match="untidy") as caught:
        read_caseload(UNTIDY)
    for finding in caught.value.findings:
        assert isinstance(finding, Finding)
        assert finding.where
        assert finding.what.endswith((".", "?")), finding
        assert finding.do.endswith("."), finding


def test_catalogue_is_in_plain_words() -> None:
    """Every code is a slug and has a meaning."""
    for code, kind in CATALOGUE.items():
        assert re.fullmatch("[a-z_]+", code)
        assert re.fullmatch(r".+[^.]", kind.meaning)


def test_errors_among() -> None:
    """Only errors stop a run."""
    collector = Collector()
    collector.add("bad_date", "x.", table="workers", do="y.")
    collector.add("base_blank", "x.", table="workers", do="y.")
    assert [finding.severity for finding in errors_among(collector.found)] == [Severity.ERROR]
