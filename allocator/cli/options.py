"""The options that commands share, and what they say as one value; it reads no file and runs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from allocator.cli.errors import Session

if TYPE_CHECKING:
    from allocator.answer import Progress
    from allocator.pipeline import Options

Command = TypeVar("Command", bound=Callable[..., Any])

DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y")
EXISTING = click.Path(exists=True, path_type=Path)
CASELOAD = click.Path(path_type=Path)  # what is wrong with it is said where it is read, with the name that was meant
FOLDER = click.Path(file_okay=False, path_type=Path)


class Day(click.ParamType[date]):
    """A date as 2026-01-05 or 05/01/2026."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error that says how to write one."""
        if isinstance(value, date):
            return value
        for form in DATE_FORMS:
            try:
                return datetime.strptime(value, form).date()
            except ValueError:
                continue
        self.fail(f"'{value}' is not a date; write it as 2026-01-05 or 05/01/2026.", param, ctx)


class Moves(click.ParamType["int | None"]):
    """A whole number, or ``all`` (None)."""

    name = "k"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """The number, None for ``all``, or a usage error."""
        if value == "all":
            return None
        if str(value).isdecimal():
            return int(value)
        self.fail(f"'{value}' is neither a whole number nor 'all'.", param, ctx)


@dataclass(frozen=True)
class Output:
    """Where a result goes: ``out`` a folder (None: a place is chosen), and how much is said about it."""

    out: Path | None
    overwrite: bool
    as_json: bool
    quiet: bool


@dataclass(frozen=True)
class RunOptions:
    """What the command line says about a run; blank where it says nothing. Seconds are for all levels together."""

    model: str | None
    as_of: date | None
    overrides: Mapping[str, str]
    postcodes: Path | None
    roads: Path | None
    seconds: float = 60.0
    seed: int = 1
    threads: int = 2
    chosen_moves: int | None = 0

    def for_pipeline(self, on_progress: Callable[[Progress], None] = lambda _: None) -> Options:
        """The same as the pipeline takes it."""
        from allocator.answer import Limits
        from allocator.pipeline import Options  # late: loads the solver

        limits = Limits(
            seconds=self.seconds,
            threads=self.threads,
            seed=self.seed,
            chosen_moves=self.chosen_moves,
            on_progress=on_progress,
        )
        return Options(
            model=self.model,
            as_of=self.as_of,
            overrides=self.overrides,
            postcodes=self.postcodes,
            roads=self.roads,
            limits=limits,
        )


READING = (
    click.option("--model", metavar="NAME|FILE.toml", help="The service model; see: allocator models."),
    click.option("--as-of", type=Day(), metavar="DATE", help="The day of the run, as 2026-01-05 or 05/01/2026."),
    click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Override one value of the model."),
    click.option("--postcodes", type=EXISTING, metavar="FILE", help="A full CSV of postcodes (ONS or Code-Point)."),
    click.option("--roads", type=EXISTING, metavar="FILE", help="A road network (OSMnx GraphML)."),
)
LIMITS = (
    click.option(
        "--time-limit", "seconds", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True,
        metavar="S", help="Seconds for all levels together; the best proposal by then is kept.",
    ),
    click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Start of the search."),
    click.option("--threads", type=click.IntRange(min=1), default=2, show_default=True, help="Threads of the search."),
    click.option(
        "--chosen-moves", type=Moves(), default="0", show_default=True, metavar="K|all",
        help="How many people may change worker because it is worth it.",
    ),
)  # fmt: skip
WRITING = (
    click.option("--out", type=FOLDER, metavar="DIR", help="The run folder to write."),
    click.option("--overwrite", is_flag=True, help="Replace a run folder that is there already."),
    click.option("--json", "as_json", is_flag=True, help="Print the whole proposal as JSON."),
    click.option("--quiet", is_flag=True, help="Say nothing but the result."),
)


def debug_option(command: Command) -> Command:
    """Add ``--debug``: show the traceback of a fault in the program."""
    return click.option(
        "--debug", is_flag=True, expose_value=False, callback=_remember_debug, help="Show where a fault happened."
    )(command)


def reading_options(command: Command) -> Command:
    """Add what a command needs to read a caseload and a model; it is passed as ``options`` (RunOptions)."""
    return _with(READING, command, _as_run_options)


def run_options(command: Command) -> Command:
    """Add what a run needs, limits included; it is passed as ``options`` (RunOptions)."""
    return _with((*READING, *LIMITS), command, _as_run_options)


def output_options(command: Command) -> Command:
    """Add where the result goes; it is passed as ``output`` (Output)."""
    return _with(WRITING, command, _as_output)


def parse_overrides(pairs: tuple[str, ...]) -> dict[str, str]:
    """``key=value`` words as a dictionary; a usage error for a word without ``=`` and for a key given twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not (key and equals and value):
            raise click.UsageError(f"--set takes KEY=VALUE, such as rules.intake.strength=off, not '{pair}'.")
        if key in found:
            raise click.UsageError(f"--set gives {key} twice: {found[key]} and {value}.")
        found[key] = value
    return found


def _with(
    options: tuple[Callable[[Command], Command], ...],
    command: Command,
    gather: Callable[[dict[str, Any]], dict[str, Any]],
) -> Command:
    @wraps(command)
    def gathered(**given: Any) -> Any:
        return command(**gather(given))

    wrapped: Any = gathered
    for option in reversed(options):
        wrapped = option(wrapped)
    result: Command = wrapped
    return result


def _as_run_options(given: dict[str, Any]) -> dict[str, Any]:
    given["overrides"] = parse_overrides(given["overrides"])
    fields = {name: given.pop(name) for name in RunOptions.__dataclass_fields__ if name in given}
    return {**given, "options": RunOptions(**fields)}


def _as_output(given: dict[str, Any]) -> dict[str, Any]:
    fields = {name: given.pop(name) for name in Output.__dataclass_fields__}
    return {**given, "output": Output(**fields)}


def _remember_debug(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Session).debug = True
