"""The reference pages, made from the program itself: commands, rules and columns; it holds no fact of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from allocator.cli import commands
from allocator.reading.findings import CATALOGUE
from allocator.reading.findings.effects import effect_of
from allocator.reading.tables.columns import TABLES
from allocator.records import Severity
from allocator.rule_book import LEVELS, RULE_BOOK
from tests.docs.extracts_page import extracts_page
from tests.docs.finding_examples import examples
from tests.docs.tables import table

WIDTH = 100
MADE = "<!-- Made by: make docs -->\n"


def pages() -> Mapping[str, str]:
    """Every generated page by its name in ``docs``."""
    return {
        "commands.md": commands_page(),
        "rules.md": rules_page(),
        "caseload.md": caseload_page(),
        "findings.md": findings_page(),
        "extracts.md": f"{MADE}\n{extracts_page()}",
    }


def commands_page() -> str:
    """What every command says when it is asked for help."""
    parts = [MADE, "# Commands\n", _help(_top())]
    return "\n".join([*parts, *(_help(context) for context in every_context())])


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Every command and subcommand by the words that call it."""
    return ((context.command_path.removeprefix("allocator "), context.command) for context in every_context())


def every_context() -> Iterator[click.Context]:
    """Every command and subcommand as it is called: below its group, whose settings it inherits."""
    top = _top()
    for name in commands.list_commands(top):
        command = commands.get_command(top, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=top)
        yield context
        if isinstance(command, click.Group):
            yield from (click.Context(one, info_name=sub, parent=context) for sub, one in command.commands.items())


def _top() -> click.Context:
    settings: dict[str, Any] = {**commands.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(commands, info_name="allocator", **settings)


def rules_page() -> str:
    """The rule book and the levels as two tables."""
    rules = [
        [f"`{rule.key}`", rule.title, rule.promise, ", ".join(rule.strengths), rule.acts] for rule in RULE_BOOK.values()
    ]
    levels = [[f"`{key}`", f"{words}"] for key, words in LEVELS.items()]
    return "\n".join(
        [
            MADE,
            "# Rules\n",
            "A service model sets the strength of each rule (`must`, `should` or `off`, as far as the rule allows it)",
            "and its parameters. `allocator models show NAME` puts a model's rules in plain words.\n",
            table(["rule", "title", "promise", "strengths", "where it acts"], rules),
            "# Levels\n",
            "Settled one after the other: what comes first is never given up for what comes later. A service model",
            "names the levels it uses and their order; the shipped models use the first six.\n",
            table(["level", "what is made as small as possible"], levels),
        ]
    )


def caseload_page() -> str:
    """Every table and column that is read."""
    parts = [
        MADE,
        "# The tables of a caseload\n",
        "A folder of CSV files, or one `.xlsx` with sheets of the same names. **Bold** columns must be there. Dates",
        "are `2026-01-05` or `05/01/2026`; a blank cell means what stands behind it. Columns that are not listed are",
        "reported and kept. There are no names: people and workers are known by ids.\n",
    ]
    for one in TABLES.values():
        rows = [[f"**{c.name}**" if c.needed else c.name, c.words] for c in one.columns]
        parts += [
            f"## {one.name}{'' if one.needed else ' (if there is one)'}\n",
            table(["column", "what a cell may hold"], rows),
        ]
    parts.append("What may be found wrong with them, and what to do about it: [findings](findings.md).\n")
    return "\n".join(parts)


def findings_page() -> str:
    """Every finding with its severity, what it means for the run, and one as the program words it."""
    parts = [
        MADE,
        "# What may be found wrong\n",
        "`allocator check CASELOAD` lists every finding at once: what, where and what to do. **Errors** stop a run;",
        "**warnings** need a look; **notes** are for the record. Codes stay the same across releases. The same list is",
        "in `findings.csv` and in the report. `instances/untidy` shows one of each that the files of a caseload can",
        "give rise to.\n",
    ]
    for severity in Severity:
        codes = [code for code, kind in CATALOGUE.items() if kind.severity is severity]
        parts += [f"## {severity.value.capitalize()}s\n", *(_finding(code) for code in codes)]
    return "\n".join(parts)


def _finding(code: str) -> str:
    kind, example = CATALOGUE[code], examples()[code]
    value = f" (value: `{example.value}`)" if example.value else ""
    return "\n".join(
        [
            f"### `{code}`\n",
            f"{kind.title[0].upper()}{kind.title[1:]}. {effect_of(code)}\n",
            f"> {example.where}{value}: {example.what}<br>",
            f"> What to do: {example.do}\n",
        ]
    )


def _help(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.command.get_help(context)}\n```\n"
