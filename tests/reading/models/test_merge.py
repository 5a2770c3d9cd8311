"""What a service model takes over with extends, and what becomes of the sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from allocator.reading.models import load_model
from allocator.reading.models.merge import deep_merge
from allocator.reading.models.sources import NOT_GIVEN, covering, leaves, merged_sources
from allocator.rule_book import Strength
from tests.reading.models.model_files import MINE, problems, write


def test_extends_takes_over_all_but_what_a_model_says_of_itself(tmp_path: Path) -> None:
    """Shows that one value can be changed, the rest stays, and the name is that of the file."""
    model = load_model(write(tmp_path, MINE + "[rules.intake]\nper_week = 2\n"))
    assert (model.name, model.title, model.source) == ("mine", "Mine", "a meeting")
    assert (model.rules.intake.per_week, model.rules.intake.strength) == (2, Strength.MUST)
    assert model.caseloads == load_model("lincolnshire-2025").caseloads


def test_title_is_not_taken_over(tmp_path: Path) -> None:
    """Shows that a file must say itself what it is: title, about and source are missing, not inherited."""
    path = write(tmp_path, 'extends = "essex"\n')
    assert problems(path) == ("title is missing.", "about is missing.", "source is missing.")


def test_a_list_replaces_a_list(tmp_path: Path) -> None:
    """Shows that caseloads are taken as written, without the stayers' cap of the model below."""
    text = '[[caseloads]]\ntitle = "Worker"\ncap_16_20 = 18\ncap_21_plus = 70\nceiling_cases = 19\n'
    (entry,) = load_model(write(tmp_path, MINE + text)).caseloads
    assert entry.cap_16_20 == 18
    assert entry.cap_stayer is entry.ceiling_percent is None


def test_a_model_may_extend_a_file_beside_it(tmp_path: Path) -> None:
    """Shows that a path in extends starts at the file that says it."""
    write(tmp_path, MINE + "[duty]\nhandover_weeks = 3\n", name="ours.toml")
    child = write(tmp_path, MINE.replace("lincolnshire-2025", "ours.toml"), name="child.toml")
    assert load_model(child).duty.handover_weeks == 3


def test_extends_must_lead_somewhere(tmp_path: Path) -> None:
    """Shows what is said of an unknown parent, of none that is a name, and of a file that extends itself."""
    unknown = write(tmp_path, 'extends = "lincolnshire-2052"\n', name="a.toml")
    (said,) = problems(unknown)
    assert said == "it extends lincolnshire-2052, but there is no such model. Did you mean lincolnshire-2025?"
    assert problems(write(tmp_path, "extends = 3\n", name="b.toml")) == (
        "extends is 3, but must be the name of a model or of a .toml file.",
    )
    write(tmp_path, 'extends = "d.toml"\n', name="c.toml")
    circle = write(tmp_path, 'extends = "c.toml"\n', name="d.toml")
    assert problems(circle) == ("it extends d.toml, which in turn extends it; take one of the two lines out.",)


def test_a_source_does_not_outlive_its_value(tmp_path: Path) -> None:
    """Shows that a value set anew has the file's own source or none, while its neighbours keep theirs."""
    text = '[load]\nincluded_minutes = 30\nvisits_21_plus = 3\n[sources]\n"load.visits_21_plus" = "a meeting"\n'
    model = load_model(write(tmp_path, MINE + text))
    assert model.sources["load.included_minutes"] == NOT_GIVEN
    assert model.sources["load.visits_21_plus"] == "a meeting"
    assert model.sources["load.visits_16_20"].startswith("Children Act 1989 guidance")


def test_sources_must_be_a_table(tmp_path: Path) -> None:
    """Shows that one text for all sources is refused."""
    (said,) = problems(write(tmp_path, 'sources = "a meeting"\n'))
    assert said == "sources must be a table: below [sources], one line for each key and its source."


TABLES = st.recursive(
    st.integers(0, 9), lambda values: st.dictionaries(st.sampled_from("abc"), values, max_size=3), max_leaves=8
).filter(lambda value: isinstance(value, dict))


@given(TABLES, TABLES)
def test_merging_keeps_what_lies_on_top(under: dict[str, Any], over: dict[str, Any]) -> None:
    """Shows that every value on top survives, and nothing appears that neither table has."""
    merged = dict(leaves(deep_merge(under, over)))
    assert merged.items() >= dict(leaves(over)).items()
    assert merged.keys() <= dict(leaves(under)).keys() | dict(leaves(over)).keys()


@given(TABLES)
def test_every_value_set_anew_has_a_source_of_its_own(table: dict[str, Any]) -> None:
    """Shows that no value of an upper file is ever covered by a source of a lower one."""
    inherited = dict.fromkeys(("a", "b", "c", "a.a", "a.b", "b.c", "c.a.b"), "below")
    sources = merged_sources(inherited, table)
    for key, _ in leaves(table):
        place = covering(key, sources)
        assert place is not None
        assert sources[place] == NOT_GIVEN
