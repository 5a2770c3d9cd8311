"""What if she leaves, on the command line: the week with edits beside the same week without; it changes no table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from allocator.cli.options import CASELOAD, Output, RunOptions, debug_option, output_options, run_options
from allocator.cli.progress import shown_progress


@click.command("what-if")
@click.argument("caseload", type=CASELOAD)
@click.option("--leave", multiple=True, metavar="WORKER=DAY", help="A worker leaves: W07=2026-12-18.")
@click.option("--absent", multiple=True, metavar="WORKER=FROM[:TO]", help="Is away: W03=2026-01-05:2026-04-01.")
@click.option("--fte", multiple=True, metavar="WORKER=POSTS", help="Works other hours: W02=0.6.")
@click.option("--hire", multiple=True, metavar="WORDS", help="Is taken on: 'base=Boston;fte=1.0;role=16-20'.")
@click.option("--arrive", multiple=True, metavar="WORDS", help="Arrive: 'N=5;place=Boston;category=relevant;age=17'.")
@click.option("--cap", multiple=True, metavar="BAND=PEOPLE", help="Another cap: 16-20=22 or 21+=80.")
@run_options
@output_options
@debug_option
def what_if(caseload: Path, options: RunOptions, output: Output, **words: tuple[str, ...]) -> int:
    """Set a week with changes beside the same week without.

    Any number of changes together; each option may be given more than once. --model is a change as well: the side
    without it keeps the caseload's own. Every other option holds for both sides. Where the day lies beyond the handover
    weeks, both sides are about the week of that day.

    Each side gets a run folder, DIR/without and DIR/with.

    \b
    Example:
      allocator what-if instances/tiny --leave W01=2025-06-20
      allocator what-if instances/tiny --fte W01=0.3 --hire "base=Boston;fte=0.5"
    """
    from allocator.cli.edit_words import edits_from  # late: all of these load the solver or the tables
    from allocator.cli.saving import WITH, WITHOUT, refuse_place, save_sides
    from allocator.cli.side_by_side import side_by_side, side_by_side_json
    from allocator.plan.what_if import what_if as compare_weeks

    refuse_place(output, WITHOUT, WITH)
    edits = edits_from(words, model=options.model)
    with shown_progress(quiet=output.quiet) as on_progress:
        found = compare_weeks(caseload, replace(options, model=None).for_pipeline(on_progress), edits)
    place = save_sides(found, output, words=words)
    click.echo(side_by_side_json(found) if output.as_json else side_by_side(found))
    if not output.quiet:
        click.echo(f"\nWritten to {place}: without and with, each with a report.html.", err=output.as_json)
    return found.with_edits.proposal.exit_code
