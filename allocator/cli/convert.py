"""Tables to start from: an extract turned into a caseload, or tables to fill in; it makes up nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allocator.cli.findings import csv_option, write_findings
from allocator.cli.options import EXISTING, FOLDER, Command, Day, debug_option
from allocator.errors import InputError

if TYPE_CHECKING:
    from allocator.reading.extracts import Extract
    from allocator.reading.findings import Collector

PLACE = click.Path(path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
CONVERSION = (
    click.option("--out", type=PLACE, required=True, metavar="DIR|FILE.xlsx", help="The caseload to write."),
    click.option("--team", type=FILE, metavar="FILE", help="The team workbook; else team.xlsx in or beside --out."),
    click.option("--oc3", type=FILE, metavar="FILE", help="SSDA903 OC3, to fill what the extract leaves blank."),
    click.option("--as-of", type=Day(), metavar="DATE", help="The day of the extract; today if not given."),
    click.option("--model", metavar="NAME|FILE.toml", help="The service model that the caseload is to be run with."),
    click.option("--ages-only", is_flag=True, help="Write ages instead of dates of birth."),
    click.option("--key", type=PLACE, metavar="FILE", help="Where ids and names are kept; else beside --out."),
    click.option("--keep", type=EXISTING, metavar="CASELOAD", help="Last week's: keep what no extract holds from it."),
    click.option("--overwrite", is_flag=True, help="Replace a caseload that is there already."),
    click.option("--json", "as_json", is_flag=True, help="Print what was converted and every finding as JSON."),
    csv_option,
)


@dataclass(frozen=True)
class ConversionOptions:
    """What the command line says about a conversion; None where it says nothing."""

    out: Path
    team: Path | None
    oc3: Path | None
    as_of: date | None
    model: str | None
    ages_only: bool
    key: Path | None
    keep: Path | None
    overwrite: bool
    as_json: bool
    as_csv: Path | None


def conversion_options(command: Command) -> Command:
    """Add the options that every conversion has; they are passed as ``options`` (ConversionOptions)."""

    @wraps(command)
    def gathered(**given: Any) -> Any:
        fields = {name: given.pop(name) for name in ConversionOptions.__dataclass_fields__}
        return command(**given, options=ConversionOptions(**fields))

    wrapped: Any = gathered
    for option in reversed(CONVERSION):
        wrapped = option(wrapped)
    result: Command = wrapped
    return result


@click.group()
def convert() -> None:
    """Turn the authority's own extract into a caseload.

    Names become ids; the key to them is a separate file that only you can read. Everything that is wrong is listed at
    once, and then nothing is written.

    \b
    Example:
      allocator convert annex-a annex-a.xlsx --out caseload
    """


@convert.command("annex-a")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=EXISTING)
@conversion_options
@debug_option
def annex_a(files: tuple[Path, ...], options: ConversionOptions) -> int:
    """Turn Annex A, List 9 (and List 8), into a caseload.

    One workbook with both lists, or a file for each (.xlsx, .xlsm or .csv). The lists are told by their headers; where
    List 8 is there, it gives the place of those who are still looked after.

    \b
    Example:
      allocator convert annex-a annex-a.xlsx --out caseload --as-of 2026-01-05
      allocator convert annex-a next-week.xlsx --out caseload --keep caseload --overwrite
    """
    from allocator.reading.annex_a import read_annex_a  # late: loads the tables

    return _convert(lambda day, found: read_annex_a(files, as_of=day, found=found), options)


@convert.command()
@click.argument("folder", metavar="DIR", type=EXISTING)
@conversion_options
@debug_option
def ssd(folder: Path, options: ConversionOptions) -> int:
    """Turn the Standard Safeguarding Dataset into a caseload.

    DIR is the folder with its tables (ssd_care_leavers.csv, ssd_person.csv, ssd_involvements.csv and so on).

    \b
    Example:
      allocator convert ssd extract --out caseload --as-of 2026-01-05
    """
    from allocator.reading.ssd import read_ssd  # late: loads the tables

    return _convert(lambda day, found: read_ssd(folder, as_of=day, found=found), options)


def _convert(read: Callable[[date, Collector], Extract], options: ConversionOptions) -> int:
    """Read, convert and say what became of it; what is wrong is the result, on standard output, with exit code 1."""
    from allocator.cli.converted import converted_json, converted_text, refused_json, refused_text
    from allocator.reading.caseload import without_collector
    from allocator.reading.conversion import convert as convert_extract  # late: all of these load the tables
    from allocator.reading.findings import Collector

    day, found = options.as_of or date.today(), Collector()
    try:
        with without_collector():
            made = convert_extract(
                read(day, found),
                options.out,
                as_of=day,
                found=found,
                model=options.model,
                team=options.team,
                oc3=options.oc3,
                key=options.key,
                keep=options.keep,
                ages_only=options.ages_only,
                overwrite=options.overwrite,
            )
    except InputError as error:
        write_findings(error.findings, options.as_csv)
        refused = refused_text(error, day, day_given=options.as_of is not None)
        click.echo(refused_json(error) if options.as_json else refused)
        return InputError.exit_code
    write_findings(made.findings, options.as_csv)
    click.echo(converted_json(made) if options.as_json else converted_text(made, day_given=options.as_of is not None))
    return 0


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option(
    "--from",
    "source",
    type=EXISTING,
    metavar="CASELOAD|EXTRACT",
    help="Where the workers are; else the caseload in DIR.",
)
@click.option("--as-of", type=Day(), metavar="DATE", help="The day of the extract; today if not given.")
@click.option("--key", type=PLACE, metavar="FILE", help="Where ids and names are kept; else beside DIR.")
@click.option("--update", is_flag=True, help="Add workers to the team.xlsx that is there, and keep what is filled in.")
@click.option("--overwrite", is_flag=True, help="Replace a team.xlsx, or empty tables, that are there already.")
@debug_option
def template(
    folder: Path, source: Path | None, as_of: date | None, *, key: Path | None, update: bool, overwrite: bool
) -> None:
    """Write what there is to fill in: the team workbook.

    Bases, roles, skills, leave and induction are in no return. DIR/team.xlsx asks for them, with the workers of the
    caseload in DIR, or of --from, in it already; convert takes over what is filled in. Where DIR holds no caseload
    yet, empty tables are written as well: each has one row as an example, and words.csv says what a cell may hold.

    \b
    Example:
      allocator template caseload
      allocator template caseload --from annex-a.xlsx
      allocator template caseload --update
    """
    from allocator.cli.converted import template_text  # late: both load the tables
    from allocator.reading.template import write_templates

    made = write_templates(folder, source=source, key=key, overwrite=overwrite, update=update, as_of=as_of)
    click.echo(template_text(made, folder, update=update))
