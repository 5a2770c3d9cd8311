"""Every value of a shipped model has a source, in the file that sets it."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from allocator.bundled import models_dir
from allocator.reading.models import load_model, model_names
from allocator.reading.models.schema import kind_at
from allocator.reading.models.sources import ASSUMPTION, NOT_GIVEN, covering, leaves

FILES = sorted(models_dir().rglob("*.toml"))
DOCUMENTS = ("Commissioning Plan, ", "Scrutiny Committee, ", "Children Act 1989", "Report I030828, ", ASSUMPTION)


def table(path: Path) -> dict[str, Any]:
    """One file as it stands, without what it extends."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_value_has_a_source_in_its_own_file(path: Path) -> None:
    """Shows that nothing is set in a file without a source for the key, or a table around it, in the same file."""
    own = table(path)
    keys = [key for key, _ in leaves({key: value for key, value in own.items() if key != "extends"})]
    assert keys
    assert [key for key in keys if covering(key, own["sources"]) is None] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_source_names_a_document_or_an_assumption(path: Path) -> None:
    """Shows that each source begins with a document that is known, or says that it is an assumption and which."""
    for key, text in table(path)["sources"].items():
        assert text.startswith(DOCUMENTS), key
        assert len(text) > len(ASSUMPTION) + 10, key


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_source_stands_beside_its_value(path: Path) -> None:
    """Shows that no source is left over from a value that the file no longer sets."""
    own = table(path)
    keys = [key for key, _ in leaves({key: value for key, value in own.items() if key != "extends"})]
    for source in own["sources"]:
        assert kind_at(source.split(".")) is not None, source
        assert any(key == source or key.startswith(f"{source}.") for key in keys), source


@pytest.mark.parametrize("name", model_names())
def test_no_value_of_a_whole_model_is_without_a_source(name: str) -> None:
    """Shows that after everything is taken over, each value still has a source, and some are assumptions."""
    model = load_model(name)
    values = dict(leaves(model.model_dump(exclude_unset=True)))
    places = {key: covering(key, model.sources) for key in values}
    assert [key for key, place in places.items() if place is None or model.sources[place] == NOT_GIVEN] == []
    assert any(model.sources[place].startswith(ASSUMPTION) for place in places.values() if place)
