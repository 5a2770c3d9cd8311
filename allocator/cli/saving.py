"""Puts a finished run into a run folder and into words for the screen; it chooses a place, never an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from allocator.cli.options import Output
from allocator.manifest import Manifest, make_manifest
from allocator.pipeline import Run
from allocator.plan.what_if import WhatIf
from allocator.reading.models import find_model
from allocator.report.html import render
from allocator.report.screen import summary
from allocator.run_folder import free_place, refuse_to_replace, refuse_unwritable, write_run

RUNS = Path("runs")
WITHOUT, WITH = "without", "with"


def refuse_place(output: Output, *sides: str) -> None:
    """Raise UsageError if the result (or one of its ``sides``) could not be written; asked before solving."""
    refuse_unwritable(output.out or RUNS)
    if output.out is not None:
        for place in [output.out / side for side in sides] or [output.out]:
            refuse_to_replace(place, overwrite=output.overwrite)


def save_run(run: Run, output: Output) -> Path:
    """Write the run folder where the user wants it, or else to a place of its own below ``runs``; return the place."""
    return _write(run, _place(run, output), overwrite=output.overwrite)


def save_sides(found: WhatIf, output: Output, *, words: Mapping[str, Sequence[str]]) -> Path:
    """Write a run folder for each side, ``without`` and ``with`` the edits in ``words``, into one folder."""
    place = _place(found.without, output, suffix="-what-if")
    edits = {option: list(given) for option, given in words.items() if given}
    _write(found.without, place / WITHOUT, overwrite=output.overwrite)
    _write(found.with_edits, place / WITH, overwrite=output.overwrite, stated={"what_if": edits})
    return place


def result_text(run: Run, *, as_json: bool) -> str:
    """What goes to standard output: the summary, or the whole proposal as JSON."""
    return run.proposal.model_dump_json(indent=2) if as_json else summary(run.proposal).rstrip("\n")


def _place(run: Run, output: Output, *, suffix: str = "") -> Path:
    source = run.source.absolute()
    name = source.stem if source.is_file() else source.name
    wanted = output.out or RUNS / f"{name}-{run.proposal.as_of}{suffix}"
    return wanted if output.out is not None or output.overwrite else free_place(wanted)


def _write(run: Run, place: Path, *, overwrite: bool, stated: Mapping[str, Any] = MappingProxyType({})) -> Path:
    report, manifest = render(run.proposal), manifest_of(run, stated)
    return write_run(place, run.proposal, report=report, manifest=manifest, overwrite=overwrite)


def manifest_of(run: Run, more: Mapping[str, Any] = MappingProxyType({})) -> Manifest:
    """What the run was made from and with; ``more`` joins the options."""
    options, limits = run.options, run.options.limits
    named = {"postcodes": options.postcodes, "roads": options.roads}
    stated: dict[str, Any] = {
        "model": options.model,
        "as_of": options.as_of.isoformat() if options.as_of else None,
        "set": dict(options.overrides),
        "postcodes": str(options.postcodes) if options.postcodes else None,
        "roads": str(options.roads) if options.roads else None,
        "time_limit": limits.seconds,
        "threads": limits.threads,
        "chosen_moves": "all" if limits.chosen_moves is None else limits.chosen_moves,
        **more,
    }
    model = options.model or run.caseload.model
    if model is not None:
        named["model"] = find_model(model)
    files = {kind: file for kind, file in named.items() if file is not None}
    return make_manifest(
        run.source, run.model, as_of=run.proposal.as_of, seed=limits.seed, options=stated, other_inputs=files
    )
