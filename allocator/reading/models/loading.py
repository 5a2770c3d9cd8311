"""Finds service models by name or file and loads them, checked as a whole; it knows no county and no figure.

Everything that is wrong with a model is said at once, with the dotted key, the value and what would be legal.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from allocator.errors import ModelError
from allocator.reading.models.merge import named_files, read_table
from allocator.reading.models.overrides import with_overrides
from allocator.reading.models.problems import problems_after, problems_before
from allocator.reading.near import did_you_mean
from allocator.service_model import ServiceModel

NOTHING: Mapping[str, Any] = MappingProxyType({})


def model_names() -> tuple[str, ...]:
    """The names of the service models that come with the program, in alphabetical order."""
    return tuple(named_files())


def find_model(name_or_path: str) -> Path:
    """The file of a service model: one that comes with the program, by name, or any .toml file.

    Raises ModelError where there is none.
    """
    named = named_files()
    if name_or_path in named:
        return named[name_or_path]
    path = Path(name_or_path).expanduser()
    if path.suffix == ".toml" and path.is_file():
        return path
    if path.suffix == ".toml":
        raise ModelError(name_or_path, ["there is no such file."])
    hint = did_you_mean(name_or_path, named) or f" Known are: {', '.join(named)}."
    raise ModelError(name_or_path, [f"there is no model of this name.{hint}"])


def load_model(name_or_path: str, overrides: Mapping[str, Any] = NOTHING) -> ServiceModel:
    """A service model, with ``overrides`` (dotted key to value, as in ``rules.intake.strength``) set for this run.

    Values may be text as typed. Numbers stay exact decimals. Raises ModelError with every problem.
    """
    path = find_model(name_or_path)
    table, problems = with_overrides({"name": path.stem} | read_table(path), overrides)
    problems = [*problems, *problems_before(table)]
    try:
        model = ServiceModel.model_validate(table)
    except ValidationError as error:
        raise ModelError(name_or_path, list(dict.fromkeys([*problems, *problems_after(error)]))) from None
    if problems:
        raise ModelError(name_or_path, problems)
    return model
