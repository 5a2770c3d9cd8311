"""The figures of travel.toml and the words beside the data."""

from __future__ import annotations

from dataclasses import asdict

from allocator.travel.settings import DATA, travel_settings


def test_every_figure_is_positive() -> None:
    """A zero speed would divide by zero, a negative one would travel back in time."""
    assert all(value > 0 for value in asdict(travel_settings()).values())


def test_circuity_never_beats_the_straight_line() -> None:
    """Below 1 a route could be shorter than the straight line."""
    assert travel_settings().circuity >= 1


def test_the_whole_file_is_declared_an_assumption() -> None:
    """No figure without a source and without saying so."""
    assert "Every value here is an assumption" in (DATA / "travel.toml").read_text(encoding="utf-8")


def test_geonames_is_named_as_its_licence_asks() -> None:
    """CC BY 4.0 wants the source, the licence and that changes were made."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert "GeoNames, geonames.org, CC BY 4.0" in text
    assert "Changes to GeoNames" in text


def test_every_table_is_explained() -> None:
    """Each data file has its row in the README beside it."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    files = [file.name for file in DATA.iterdir() if file.suffix in {".csv", ".toml"}]
    assert [name for name in files if f"`{name}`" not in text] == []
