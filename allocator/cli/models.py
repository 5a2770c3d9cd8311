"""The service models on the command line: a list, and each in plain words; it changes none of them."""

from __future__ import annotations

import click

from allocator.cli.options import debug_option, parse_overrides


@click.group(invoke_without_command=True)
@click.pass_context
def models(ctx: click.Context) -> None:
    """List the service models, or show one in plain words.

    \b
    Example:
      allocator models
      allocator models show lincolnshire-2025
    """
    if ctx.invoked_subcommand is not None:
        return
    from allocator.reading.models import load_model, model_names  # late: loads the records

    names = model_names()
    width = max(map(len, names))
    for name in names:
        click.echo(f"{name:<{width}}  {load_model(name).title}")
    click.echo("\nOne in plain words: allocator models show NAME")


@models.command()
@click.argument("name")
@click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Override one value of the model.")
@debug_option
def show(name: str, overrides: tuple[str, ...]) -> None:
    """Show one service model in plain words: a name of the list, or a file.

    \b
    Example:
      allocator models show essex
    """
    from allocator.explain.model_words import describe  # late: loads the records
    from allocator.reading.models import load_model

    click.echo(describe(load_model(name, parse_overrides(overrides))).rstrip("\n"))
