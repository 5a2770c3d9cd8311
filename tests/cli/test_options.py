"""The options that commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest

from allocator.answer import Progress
from allocator.cli.options import Day, Moves, Output, RunOptions, output_options, parse_overrides, run_options

BLANK: dict[str, None] = dict.fromkeys(("model", "as_of", "postcodes", "roads"))


def parsed(*words: str) -> tuple[RunOptions, Output]:
    """What a command with all shared options is given."""

    @click.command()
    @run_options
    @output_options
    def command(options: RunOptions, output: Output) -> tuple[RunOptions, Output]:
        return options, output

    found = command.main(list(words), standalone_mode=False)
    assert isinstance(found, tuple)
    return found


def test_without_options_a_run_is_the_weekly_one() -> None:
    """Proves the defaults: a minute, two threads, seed 1 and no chosen move."""
    options, output = parsed()
    assert options == RunOptions(**BLANK, overrides={}, seconds=60.0, seed=1, threads=2, chosen_moves=0)
    assert output == Output(out=None, overwrite=False, as_json=False, quiet=False)


def test_every_option_arrives(tmp_path: Path) -> None:
    """Proves that each word of the contract reaches the value that is named after it."""
    file = tmp_path / "file"
    file.touch()
    options, output = parsed(
        "--model", "essex", "--as-of", "06/01/2026", "--set", "a.b=1", "--set", "c=off", "--postcodes", str(file),
        "--roads", str(file), "--time-limit", "0.1", "--seed", "7", "--threads", "3", "--chosen-moves", "all",
        "--out", "there", "--overwrite", "--json", "--quiet",
    )  # fmt: skip
    assert options == RunOptions(
        model="essex",
        as_of=date(2026, 1, 6),
        overrides={"a.b": "1", "c": "off"},
        postcodes=file,
        roads=file,
        seconds=0.1,
        seed=7,
        threads=3,
        chosen_moves=None,
    )
    assert output == Output(out=Path("there"), overwrite=True, as_json=True, quiet=True)


def test_the_pipeline_is_told_the_same() -> None:
    """Proves that nothing is lost or swapped on the way to the pipeline, the report of progress included."""
    seen: list[Progress] = []
    options = RunOptions(
        model="essex",
        as_of=date(2026, 1, 6),
        overrides={"a": "1"},
        postcodes=Path("p"),
        roads=Path("r"),
        seconds=5.0,
        seed=7,
        threads=3,
        chosen_moves=None,
    ).for_pipeline(seen.append)
    assert (options.model, options.as_of, dict(options.overrides)) == ("essex", date(2026, 1, 6), {"a": "1"})
    assert (options.postcodes, options.roads) == (Path("p"), Path("r"))
    limits = options.limits
    assert (limits.seconds, limits.seed, limits.threads, limits.chosen_moves) == (5.0, 7, 3, None)
    limits.on_progress(Progress("cost", 5, 6))
    assert seen == [Progress("cost", 5, 6)]


@pytest.mark.parametrize("text", ["2026-02-01", "01/02/2026"])
def test_a_date_is_british_or_iso(text: str) -> None:
    """Proves that 01/02/2026 is the first of February, not the second of January."""
    assert Day().convert(text, None, None) == date(2026, 2, 1)


def test_a_date_stays_a_date() -> None:
    """Proves that a default which is a date already is taken as it is."""
    assert Day().convert(date(2026, 2, 1), None, None) == date(2026, 2, 1)


@pytest.mark.parametrize("text", ["2026-02-30", "1 February", "02/13/2026"])
def test_what_is_no_date_is_refused_with_the_forms(text: str) -> None:
    """Proves the wording, also for days that do not exist and American order."""
    with pytest.raises(click.BadParameter, match=f"'{text}' is not a date; write it as 2026-01-05 or 05/01/2026"):
        Day().convert(text, None, None)


@pytest.mark.parametrize(("text", "moves"), [("0", 0), ("12", 12), ("all", None)])
def test_chosen_moves_are_a_number_or_all(text: str, moves: int | None) -> None:
    """Proves the three forms of a number of moves."""
    assert Moves().convert(text, None, None) == moves


@pytest.mark.parametrize("text", ["-1", "many", "1.5"])
def test_other_moves_are_refused(text: str) -> None:
    """Proves the wording for a negative, a word and a fraction."""
    with pytest.raises(click.BadParameter, match=f"'{text}' is neither a whole number nor 'all'"):
        Moves().convert(text, None, None)


def test_an_override_may_hold_spaces_and_equals_signs() -> None:
    """Proves that only the first = divides, and that space around it does not count."""
    assert parse_overrides(("a.b = x=y",)) == {"a.b": "x=y"}


@pytest.mark.parametrize("pair", ["rules.intake", "=off", "rules.intake.strength="])
def test_half_an_override_is_refused_with_an_example(pair: str) -> None:
    """Proves the wording for a missing sign, key or value."""
    with pytest.raises(click.UsageError, match=rf"KEY=VALUE, such as rules\.intake\.strength=off, not '{pair}'"):
        parse_overrides((pair,))


def test_an_override_given_twice_is_refused() -> None:
    """Proves that it is never a matter of order which of two values holds."""
    with pytest.raises(click.UsageError, match="--set gives a twice: 1 and 2"):
        parse_overrides(("a=1", "a=2"))


def test_a_time_limit_must_be_more_than_nothing() -> None:
    """Proves that no run is started that could not do anything."""
    with pytest.raises(click.BadParameter, match="x>0"):
        parsed("--time-limit", "0")
