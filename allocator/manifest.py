"""What a run was made from and with, so that it can be made again; it holds no young person and no worker."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import Field

from allocator.records import Record
from allocator.service_model import ServiceModel
from allocator.versions import version_of

PACKAGES = ("click", "jinja2", "networkx", "numba", "numpy", "openpyxl", "ortools", "pydantic", "rapidfuzz", "rich")
TABLE_SUFFIXES = frozenset({".csv", ".toml", ".xlsx"})
CHUNK_BYTES = 1 << 20


class Manifest(Record):
    """Versions, model, day, seed, options, and the SHA-256 of every input and output by file name.

    ``model_sha256`` is that of the rules as used, overrides included (canonical JSON), not of a file: the file stands
    among the inputs. ``options`` are the command's own words. No clock is in it: the same run gives the same manifest.
    """

    allocator: str
    python: str
    packages: Mapping[str, str]
    caseload: str
    model: str
    model_sha256: str
    as_of: str
    seed: int
    options: Mapping[str, Any] = Field(default_factory=dict)
    inputs: Mapping[str, str] = Field(default_factory=dict)
    outputs: Mapping[str, str] = Field(default_factory=dict)


def make_manifest(
    source: Path,
    model: ServiceModel,
    *,
    as_of: str,
    seed: int,
    options: Mapping[str, Any],
    other_inputs: Mapping[str, Path] = MappingProxyType({}),
) -> Manifest:
    """The manifest of a run on ``source``; ``other_inputs`` are further files by kind: model, postcodes, roads."""
    return Manifest(
        allocator=version_of("allocator"),
        python=platform.python_version(),
        packages={name: version_of(name) for name in PACKAGES},
        caseload=str(source),
        model=model.name,
        model_sha256=hash_model(model),
        as_of=as_of,
        seed=seed,
        options=dict(options),
        inputs={
            **{file.name: hash_file(file) for file in caseload_files(source)},
            **{f"{kind}/{file.name}": hash_file(file) for kind, file in other_inputs.items()},
        },
    )


def caseload_files(source: Path) -> tuple[Path, ...]:
    """The files of a caseload in the order of their names: the tables of a folder, or a workbook and its TOML."""
    if source.is_dir():
        return tuple(sorted(file for file in source.iterdir() if file.suffix.lower() in TABLE_SUFFIXES))
    beside = source.with_suffix(".toml")
    return (source, beside) if beside.is_file() else (source,)


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def hash_model(model: ServiceModel) -> str:
    """The SHA-256 of a service model as used, whatever the order in which its file states the keys."""
    text = json.dumps(model.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
