"""Puts a finished run into a run folder and into words for the screen; it chooses a place, never an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from allocator.cli.options import Output
from allocator.manifest import Manifest, make_manifest
from allocator.pipeline import Run
from allocator.reading.models import find_model
from allocator.report.html import render
from allocator.report.screen import summary
from allocator.run_folder import free_place, write_run

RUNS = Path("runs")


def save_run(run: Run, output: Output) -> Path:
    """Write the run folder where the user wants it, or else to a place of its own below ``runs``; return the place."""
    wanted = output.out or RUNS / f"{run.source.absolute().stem}-{run.proposal.as_of}"
    place = wanted if output.out is not None or output.overwrite else free_place(wanted)
    return write_run(
        place, run.proposal, report=render(run.proposal), manifest=manifest_of(run), overwrite=output.overwrite
    )


def result_text(run: Run, *, as_json: bool) -> str:
    """What goes to standard output: the summary, or the whole proposal as JSON."""
    return run.proposal.model_dump_json(indent=2) if as_json else summary(run.proposal)


def manifest_of(run: Run) -> Manifest:
    """What the run was made from and with."""
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
    }
    model = options.model or run.caseload.model
    if model is not None:
        named["model"] = find_model(model)
    files = {kind: file for kind, file in named.items() if file is not None}
    return make_manifest(
        run.source, run.model, as_of=run.proposal.as_of, seed=limits.seed, options=stated, other_inputs=files
    )
