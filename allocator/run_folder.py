"""Writes and reads a run folder, whole or not at all; it decides nothing and computes nothing.

Files are readable by their owner only. A folder that exists is replaced only when asked, only if it is a run folder,
and in one step: at no moment is there half of one.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from allocator.errors import InputError, UsageError
from allocator.manifest import Manifest, hash_file
from allocator.proposal import Proposal
from allocator.reading.writing.all_or_nothing import write_folder_whole, write_new
from allocator.report.tables import Table, tables

MANIFEST, PROPOSAL, REPORT = "manifest.json", "proposal.json", "report.html"


def write_run(out: Path, proposal: Proposal, *, report: str, manifest: Manifest, overwrite: bool = False) -> Path:
    """Write the run folder ``out`` and return it; the manifest gets the SHA-256 of every output.

    Raises UsageError where ``out`` may not be written (see ``refuse_to_replace``) or the system refuses, a full disk
    among others; then nothing has changed on disk. A run that another program wrote there meanwhile is not replaced.
    """
    refuse_to_replace(out, overwrite=overwrite)
    files = {name: text.encode() for name, text in _texts(proposal, report).items()}
    digests = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    whole = manifest.model_copy(update={"outputs": digests})
    files[MANIFEST] = (whole.model_dump_json(indent=2) + "\n").encode()
    write_folder_whole(out, files, replace=overwrite)
    return out


def refuse_to_replace(out: Path, *, overwrite: bool) -> None:
    """Raise UsageError if something stands at ``out`` that may not be replaced; an empty folder may always be."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not (out / MANIFEST).is_file():
        raise UsageError(f"{out} exists and is not a run folder, so it is left alone: choose another place with --out.")
    if not overwrite:
        raise UsageError(f"{out} holds a run already: choose another place with --out, or replace it with --overwrite.")


def refuse_unwritable(out: Path) -> None:
    """Raise UsageError if nothing can be written at ``out``, so that nobody waits for a run that could not be kept."""
    there = next(place for place in (out.absolute(), *out.absolute().parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise UsageError(f"{there} cannot be written to: choose another place with --out.")


def free_place(wanted: Path) -> Path:
    """``wanted``, or the first of ``wanted-2``, ``wanted-3``, ... at which nothing stands yet."""
    place, number = wanted, 2
    while place.exists():
        place, number = wanted.with_name(f"{wanted.name}-{number}"), number + 1
    return place


def read_run(path: Path) -> Proposal:
    """The proposal of a run folder; InputError where it is none, or where its proposal was changed afterwards."""
    manifest = read_manifest(path)
    file = path / PROPOSAL
    if not file.is_file():
        raise InputError(f"{path} has no {PROPOSAL}: the folder is not whole. Run allocate again.")
    if hash_file(file) != manifest.outputs.get(PROPOSAL):
        raise InputError(f"{file} has been changed since the run was written. Run allocate again.")
    try:
        return Proposal.model_validate_json(file.read_bytes())
    except ValidationError as error:
        writer = f"allocator {manifest.allocator}"
        raise InputError(f"{file}, written by {writer}, is in a form not known here. Run allocate again.") from error


def read_manifest(path: Path) -> Manifest:
    """The manifest of a run folder; InputError where there is none that can be read."""
    file = path / MANIFEST
    if not file.is_file():
        raise InputError(f"{path} is not a run folder: it has no {MANIFEST}. Give the folder that allocate wrote.")
    try:
        return Manifest.model_validate_json(file.read_bytes())
    except ValidationError as error:
        raise InputError(f"{file} cannot be read as a manifest. Run allocate again.") from error


def _texts(proposal: Proposal, report: str) -> Mapping[str, str]:
    written = {f"{name}.csv": _csv(table) for name, table in tables(proposal).items()}
    return {**written, PROPOSAL: proposal.model_dump_json(indent=2) + "\n", REPORT: report}


def write_table(table: Table, file: Path) -> None:
    """Write one table into ``file``, readable by its owner only, whole or not at all.

    Raises UsageError where there is such a file already, or where there can be none.
    """
    try:
        write_new(file, _csv(table).encode())
    except FileExistsError as problem:
        raise UsageError(f"{file} is there already. Name another file, or take that one away.") from problem
    except OSError as problem:
        raise UsageError(f"{file} cannot be written: {problem.strerror}. Name another place.") from problem


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue()
