"""Presets are read, merged, checked and sourced."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from allocator.errors import UsageError
from allocator.generate.preset import FOLDER, PRESETS, load_preset
from allocator.records import Role

UNSOURCED = {"extends", "title", "about", "model", "sources"}  # words, no figures
PREFIX = "workforce.prefix"


def _leaves(table: dict[str, Any], before: str = "") -> list[str]:
    found: list[str] = []
    for key, value in table.items():
        dotted = f"{before}{key}"
        found += _leaves(value, f"{dotted}.") if isinstance(value, dict) else [dotted]
    return found


@pytest.mark.parametrize("file", sorted(p.stem for p in FOLDER.glob("*.toml") if p.stem != "instances"))
def test_every_figure_has_a_source(file: str) -> None:
    """Each value, or a table around it, is named in the sources of the same file."""
    data = tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))
    figures = set(_leaves({key: value for key, value in data.items() if key not in UNSOURCED})) - {PREFIX}
    said = data["sources"]
    silent = [leaf for leaf in figures if not any(leaf == key or leaf.startswith(f"{key}.") for key in said)]
    assert silent == []
    assert all(words.strip() for words in said.values())


def test_what_is_not_published_is_called_an_assumption() -> None:
    """A source is the Commissioning Plan (CP), another preset's week or structure, or an assumption."""
    for file in FOLDER.glob("*.toml"):
        said = tomllib.loads(file.read_text(encoding="utf-8")).get("sources", {})
        for key, words in said.items():
            assert "CP" in words or "assumption" in words or "lincolnshire-2025" in words, (file, key)


@pytest.mark.parametrize(("name", "fte"), [("lincolnshire-2023", "26.6"), ("lincolnshire-2025", "33.0")])
def test_the_workforce_is_the_published_one(name: str, fte: str) -> None:
    """26.6 FTE of leaving care workers in November 2023, 33.0 recommended from April 2025."""
    posts = load_preset(name).workforce.posts
    assert sum(post.fte for post in posts if post.post == "lcw") == Decimal(fte)


def test_five_team_managers_hold_21_plus_in_2023() -> None:
    """5.0 FTE with the post team_manager, all with role 21+."""
    posts = [post for post in load_preset("lincolnshire-2023").workforce.posts if post.post == "team_manager"]
    assert sum(post.fte for post in posts) == 5
    assert {post.role for post in posts} == {Role.OLDER}


def test_lincolnshire_2025_has_36_to_38_posts_and_lait_about_54_5() -> None:
    """36 posts for 33.0 FTE; the larger projection adds posts to the same ones, to 54 or 55 FTE."""
    smaller, larger = (load_preset(name).workforce for name in ("lincolnshire-2025", "lincolnshire-lait"))
    assert 36 <= len(smaller.posts) <= 38
    assert larger.posts == smaller.posts
    assert 54 <= sum(post.fte for post in larger.posts + larger.more) <= 55


def test_a_preset_replaces_tables_of_figures_as_a_whole() -> None:
    """The ages of lincolnshire-lait are its own, the shares of former UASC those that it takes over."""
    lait, plain = load_preset("lincolnshire-lait"), load_preset("lincolnshire-2025")
    assert lait.cohort.ages != plain.cohort.ages
    assert lait.cohort.former_uasc_percent == plain.cohort.former_uasc_percent
    assert lait.week == plain.week


def test_every_preset_loads() -> None:
    """All the names that are offered can be read."""
    assert {load_preset(name).name for name in PRESETS} == set(PRESETS)


def test_an_unknown_preset_is_refused_with_a_near_miss() -> None:
    """The name, the near miss and the whole list; no near miss where nothing is near."""
    with pytest.raises(
        UsageError, match=r"There is no preset lincolnshire-2024\. Did you mean lincolnshire-202\d\? There are"
    ):
        load_preset("lincolnshire-2024")
    with pytest.raises(UsageError, match=r"There is no preset zzz\. There are lincolnshire-2023, .*england-100k\."):
        load_preset("zzz")
