"""The group of commands: what it lists, how fast it answers, and what it says to a near miss."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper

import click
import pytest

from allocator.cli import COMMANDS, commands, main
from allocator.cli.group import Entry, LazyGroup
from allocator.versions import version_of
from tests.cli.conftest import Ran

Cli = Callable[..., Ran]

HEAVY = ("pandas", "ortools", "networkx", "numpy", "rich", "jinja2", "openpyxl", "pydantic")


def every_command() -> list[tuple[str, click.Command]]:
    """Every command and subcommand by the words that call it."""
    found: list[tuple[str, click.Command]] = []
    context = click.Context(commands)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        assert command is not None
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {sub}", command.commands[sub]) for sub in command.commands]
    return found


EVERY = every_command()


def test_help_lists_every_command_with_its_line(cli: Cli) -> None:
    """Proves that the first page names each command that exists, and the exit codes."""
    ran = cli("--help")
    assert ran.code == 0
    for name, entry in COMMANDS.items():
        assert f"  {name} " in ran.out
        assert entry.about in ran.out
    assert "3   done, but somebody is without a worker" in ran.out


def test_help_imports_nothing_heavy() -> None:
    """Proves that help answers without loading solver, tables, pages or records, whatever the machine's speed."""
    code = (
        "import sys; from allocator.cli import main; main(['--help']); "
        f"sys.exit(str([m for m in {HEAVY!r} if m in sys.modules]))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr.strip() == "[]"


@pytest.mark.parametrize("words", [name for name, _ in EVERY])
def test_help_of_a_command_is_there_at_once(words: str) -> None:
    """Proves that no command loads the solver or the tables to show its help."""
    code = (
        f"import sys; from allocator.cli import main; main([*{words.split()!r}, '--help']); "
        "sys.exit(str([m for m in ('pandas', 'ortools', 'networkx', 'numpy', 'rich') if m in sys.modules]))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr.strip() == "[]"
    assert ran.stdout.startswith(f"Usage: allocator {words}")


@pytest.mark.parametrize(("words", "command"), EVERY)
def test_each_help_shows_a_worked_example(words: str, command: click.Command, cli: Cli) -> None:
    """Proves that the help of each command has an example that begins with the command itself."""
    ran = cli(*words.split(), "--help")
    assert ran.code == 0
    assert "Example:" in ran.out
    assert f"  allocator {words}" in ran.out.split("Example:")[1]
    assert command.help


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_table_is_the_first_of_the_help(name: str) -> None:
    """Proves that the list, which is written apart so that it loads nothing, cannot drift from the commands."""
    command = dict(EVERY)[name]
    assert (command.help or "").splitlines()[0] == COMMANDS[name].about


def test_a_near_miss_is_answered_with_the_name_that_was_meant(cli: Cli) -> None:
    """Proves that a slip of the finger gets the right word, exit code 2 and no traceback."""
    ran = cli("alocate", "county")
    assert ran.code == 2
    assert "Error: There is no command 'alocate'. Did you mean allocate?" in ran.err
    assert ran.out == ""


def test_a_word_like_no_command_gets_no_guess(cli: Cli) -> None:
    """Proves that nothing is guessed where nothing is near."""
    ran = cli("xyzzy")
    assert ran.code == 2
    assert "There is no command 'xyzzy'." in ran.err
    assert "Did you mean" not in ran.err


def test_the_version_is_shown(cli: Cli) -> None:
    """Proves that --version names the program and the version that is installed, and does nothing else."""
    ran = cli("--version")
    assert (ran.code, ran.out) == (0, f"allocator {version_of('allocator')}\n")


def test_a_console_that_lacks_a_letter_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that an old console gets a question mark for a letter it does not know."""
    console = TextIOWrapper(BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", console)
    assert main(["--version"]) == 0
    console.write("Ll\u0177n")
    console.flush()
    assert console.buffer.getvalue().endswith(b"Ll?n")


def test_an_unknown_option_is_wrong_usage(cli: Cli) -> None:
    """Proves that click's own errors keep exit code 2."""
    ran = cli("models", "--colour")
    assert ran.code == 2
    assert "No such option" in ran.err


def test_an_entry_that_is_no_command_is_refused() -> None:
    """Proves that the table cannot point at something else than a command."""
    group = LazyGroup(name="g", entries={"x": Entry("allocator.cli.group:Entry", "no command")})
    with pytest.raises(TypeError, match=r"allocator\.cli\.group:Entry is not a command"):
        group.get_command(click.Context(group), "x")


def test_a_command_that_is_not_there_is_none() -> None:
    """Proves that asking for an unknown name is not an error for click's own purposes (completion)."""
    assert commands.get_command(click.Context(commands), "nothing") is None
