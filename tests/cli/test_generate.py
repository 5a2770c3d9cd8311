"""``allocator generate``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from allocator.cli import generate as module
from allocator.generate import PRESETS
from tests.cli.conftest import Ran

Cli = Callable[..., Ran]


def test_a_county_is_written_and_the_next_step_named(cli: Cli, tmp_path: Path) -> None:
    """Proves that a preset becomes a caseload that can be checked."""
    county = tmp_path / "county"
    ran = cli("generate", "lincolnshire-2023", county, "--seed", "7")
    assert ran.code == 0
    assert f"Written to {county}: 936 young people" in ran.out
    assert f"Next: allocator allocate {county}" in ran.out
    assert cli("check", county).code == 0


def test_one_seed_gives_one_county(cli: Cli, tmp_path: Path) -> None:
    """Proves that the same seed gives the same bytes and another seed another county."""
    for seed, name in ((7, "a"), (7, "b"), (8, "c")):
        cli("generate", "lincolnshire-2023", tmp_path / name, "--seed", seed)
    tables = [(tmp_path / name / "young_people.csv").read_bytes() for name in "abc"]
    assert tables[0] == tables[1]
    assert tables[0] != tables[2]


def test_a_county_replaces_nothing_unasked(cli: Cli, tmp_path: Path) -> None:
    """Proves that tables which are there survive, unless --overwrite is given."""
    (tmp_path / "workers.csv").write_text("mine", encoding="utf-8")
    ran = cli("generate", "lincolnshire-2023", tmp_path)
    assert ran.code == 2
    assert "workers.csv" in ran.err
    assert (tmp_path / "workers.csv").read_text(encoding="utf-8") == "mine"
    assert cli("generate", "lincolnshire-2023", tmp_path, "--overwrite").code == 0


def test_an_unknown_preset_is_refused_with_the_nearest(cli: Cli, tmp_path: Path) -> None:
    """Proves exit code 2 and the name that was meant."""
    ran = cli("generate", "lincolnshire-2032", tmp_path / "county")
    assert ran.code == 2
    assert "lincolnshire-2023" in ran.err


@pytest.mark.parametrize("form", ["annex-a-13", "annex-a-17"])
def test_an_extract_in_place_of_a_caseload(cli: Cli, tmp_path: Path, form: str) -> None:
    """Proves that --as writes one workbook, names the next step, and replaces nothing unasked."""
    folder = tmp_path / "an extract"
    ran = cli("generate", "lincolnshire-2023", folder, "--as", form, "--seed", "7")
    assert ran.code == 0
    assert [file.name for file in folder.iterdir()] == [f"{form}.xlsx"]
    assert f"Written to {folder / form}.xlsx: 936 young people and 33 workers, as of 2023-11-06." in ran.out
    assert f"Next: allocator convert annex-a {folder / form}.xlsx --out caseload --as-of 2023-11-06" in ran.out
    again = cli("generate", "lincolnshire-2023", folder, "--as", form)
    assert again.code == 2
    assert "is there already" in again.err


@pytest.mark.parametrize(("form", "way"), [("annex-a-13", "annex-a"), ("annex-a-17", "annex-a"), ("ssd", "ssd")])
def test_the_next_step_that_is_named_works(cli: Cli, tmp_path: Path, form: str, way: str) -> None:
    """Proves that what was written converts as the program says, with everybody in it."""
    folder = tmp_path / "extract"
    assert cli("generate", "lincolnshire-2023", folder, "--as", form).code == 0
    source = folder if form == "ssd" else folder / f"{form}.xlsx"
    ran = cli("convert", way, source, "--out", tmp_path / "caseload", "--as-of", "2023-11-06")
    assert ran.code == 0
    assert "936 young people and 33 workers" in ran.out


def test_the_help_names_every_preset(cli: Cli) -> None:
    """Proves that the list in the help, which is written apart so that it loads nothing, is whole."""
    text = " ".join(cli("generate", "--help").out.split())
    assert [name for name in PRESETS if name not in text] == []
    assert module.generate.help
