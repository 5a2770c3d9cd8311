"""Manifests: what a run was made from and with."""

from __future__ import annotations

import hashlib
import platform
import tomllib
from pathlib import Path

from allocator.manifest import PACKAGES, caseload_files, hash_file, hash_model, make_manifest
from tests.builders import model

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


def test_a_manifest_names_versions_model_day_seed_options_and_inputs(tmp_path: Path) -> None:
    """Proves every field of the contract, and that a file that is no table is not an input."""
    (tmp_path / "workers.csv").write_bytes(b"worker_id\nW1\n")
    (tmp_path / "caseload.toml").write_bytes(b'title = "x"\n')
    (tmp_path / "notes.txt").write_bytes(b"mine")
    roads = tmp_path / "roads.graphml"
    roads.write_bytes(b"<graphml/>")
    rules = model()
    manifest = make_manifest(
        tmp_path, rules, as_of="2026-01-05", seed=7, options={"threads": 1}, other_inputs={"roads": roads}
    )
    assert manifest.caseload == str(tmp_path)
    assert (manifest.as_of, manifest.seed, manifest.options) == ("2026-01-05", 7, {"threads": 1})
    assert (manifest.model, manifest.model_sha256) == (rules.name, hash_model(rules))
    assert (manifest.python, set(manifest.packages)) == (platform.python_version(), set(PACKAGES))
    assert manifest.inputs == {
        "caseload.toml": hashlib.sha256(b'title = "x"\n').hexdigest(),
        "workers.csv": hashlib.sha256(b"worker_id\nW1\n").hexdigest(),
        "roads/roads.graphml": hashlib.sha256(b"<graphml/>").hexdigest(),
    }
    assert manifest.outputs == {}


def test_the_packages_are_those_that_the_project_depends_on() -> None:
    """Proves that a new dependency cannot be left out of the manifest."""
    wanted = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    assert sorted(PACKAGES) == sorted(requirement.split(">=")[0] for requirement in wanted)


def test_a_workbook_is_an_input_with_the_settings_beside_it(tmp_path: Path) -> None:
    """Proves that a workbook's own TOML counts, and other files beside it do not."""
    book = tmp_path / "county.xlsx"
    book.write_bytes(b"x")
    (tmp_path / "other.toml").write_bytes(b"")
    assert caseload_files(book) == (book,)
    (tmp_path / "county.toml").write_bytes(b"")
    assert caseload_files(book) == (book, tmp_path / "county.toml")


def test_a_file_is_hashed_whole(tmp_path: Path) -> None:
    """Proves that what lies beyond the first piece counts: 1 MiB and one byte."""
    content = b"a" * (1 << 20) + b"b"
    (tmp_path / "large").write_bytes(content)
    assert hash_file(tmp_path / "large") == hashlib.sha256(content).hexdigest()


def test_the_hash_of_a_model_changes_with_any_rule_and_with_nothing_else() -> None:
    """Proves that two equal models hash alike and that one week more of handover is noticed."""
    rules = model()
    longer = rules.model_copy(update={"duty": rules.duty.model_copy(update={"handover_weeks": 9})})
    assert hash_model(rules) == hash_model(model())
    assert hash_model(rules) != hash_model(longer)
