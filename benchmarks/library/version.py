"""Which bytes an instance is made of, so that others can cite them; it reads no table."""

from __future__ import annotations

import hashlib
from pathlib import Path

from allocator.manifest import caseload_files, hash_file, hash_model

__all__ = ["instance_sha256", "model_sha256"]

model_sha256 = hash_model


def instance_sha256(folder: Path) -> str:
    """SHA-256 over name and SHA-256 of each table and caseload.toml in the order of names, one to a line.

    The same as ``sha256sum *.csv *.toml`` in the folder, its output sorted by name and hashed, in the C locale.
    """
    lines = "".join(f"{hash_file(file)}  {file.name}\n" for file in caseload_files(folder))
    return hashlib.sha256(lines.encode()).hexdigest()
