"""``allocator models``."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allocator.reading.models import load_model, model_names
from tests.cli.conftest import Ran

Cli = Callable[..., Ran]


def test_every_model_is_listed_with_its_title(cli: Cli) -> None:
    """Proves that the list has one line for each model and says how to see one."""
    ran = cli("models")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert [line.split()[0] for line in lines[: len(model_names())]] == list(model_names())
    assert load_model("essex").title in ran.out
    assert lines[-1] == "One in plain words: allocator models show NAME"


@pytest.mark.parametrize("name", model_names())
def test_each_model_is_shown_in_plain_words(name: str, cli: Cli) -> None:
    """Proves that every shipped model can be shown and says where it comes from."""
    ran = cli("models", "show", name)
    assert ran.code == 0
    assert ran.out.startswith(load_model(name).title)
    assert "Source: " in ran.out


def test_an_override_is_shown_as_it_would_hold(cli: Cli) -> None:
    """Proves that --set is applied to what is shown: an intake of 9 in place of the model's own."""
    assert "At most 9 people are given to one worker" not in cli("models", "show", "lincolnshire-2025").out
    ran = cli("models", "show", "lincolnshire-2025", "--set", "rules.intake.per_week=9")
    assert (ran.code, "At most 9 people are given to one worker" in ran.out) == (0, True)


def test_an_unknown_model_is_refused_with_the_nearest(cli: Cli) -> None:
    """Proves exit code 2 and the name that was meant, on standard error."""
    ran = cli("models", "show", "esex")
    assert (ran.code, ran.out) == (2, "")
    assert "essex" in ran.err


def test_an_unknown_key_is_refused(cli: Cli) -> None:
    """Proves that a slip in --set is never passed over in silence."""
    ran = cli("models", "show", "essex", "--set", "rules.intke.strength=off")
    assert ran.code == 2
    assert "rules.intke" in ran.err
    assert "intake" in ran.err
