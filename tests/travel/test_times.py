"""The Travel object and how it is built from a caseload."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from allocator.errors import PlaceFileError
from allocator.records import Place
from allocator.travel.settings import travel_settings
from allocator.travel.times import Travel, build_travel
from tests.travel.cases import caseload, journey

DEFAULT = travel_settings().default_minutes


@pytest.fixture(scope="module")
def mixed() -> Travel:
    """Known and unknown people, a known and an unknown base, and an extra base."""
    cases = caseload(["Boston", " Boston ", "Louth", None, "Nowhereville", "  ", "Lincolm"], ["Lincoln", "Atlantis"])
    return build_travel(cases, extra_bases=["Peterborough", "Lincoln "])


def test_places_and_bases_are_unique_and_in_the_order_of_the_tables(mixed: Travel) -> None:
    """Blanks at the ends are cut off, blank places are none, extra bases come last and only once."""
    assert mixed.places == ("Boston", "Louth", "Nowhereville", "Lincolm")
    assert mixed.bases == ("Lincoln", "Atlantis", "Peterborough")
    assert mixed.minutes.shape == mixed.miles.shape == (4, 3)
    assert mixed.minutes.dtype == np.int32


def test_unknown_ends_are_named_and_marked(mixed: Travel) -> None:
    """-1 minutes and nan miles in their rows and columns, and suggestions where something is alike."""
    assert mixed.unknown_places == ("Nowhereville", "Lincolm")
    assert mixed.unknown_bases == ("Atlantis",)
    assert (mixed.minutes[2:] == -1).all()
    assert (mixed.minutes[:, 1] == -1).all()
    assert np.isnan(mixed.miles[2:]).all()
    assert np.isnan(mixed.miles[:, 1]).all()
    assert "Lincoln" in mixed.suggestions["Lincolm"]
    assert set(mixed.suggestions) == {"Nowhereville", "Lincolm", "Atlantis"}


def test_the_median_is_of_people_not_of_places(mixed: Travel) -> None:
    """Two people in Boston and one in Louth, nearest known base Lincoln: the middle one of three is Boston's."""
    assert (
        mixed.median_minutes == mixed.minutes_one_way("Boston", "Lincoln") != mixed.minutes_one_way("Louth", "Lincoln")
    )


def test_what_is_unknown_counts_as_the_median(mixed: Travel) -> None:
    """No place, a blank one, an unknown place, an unknown base, and texts that the caseload does not have."""
    for place, base in [
        (None, "Lincoln"),
        (" ", "Lincoln"),
        ("Nowhereville", "Peterborough"),
        ("Boston", "Atlantis"),
        ("Truro", "Lincoln"),
        ("Boston", "Truro"),
    ]:
        assert mixed.minutes_one_way(place, base) == mixed.median_minutes
        assert mixed.miles_one_way(place, base) is None
        assert not mixed.near(place, base, 10_000)


def test_what_is_known_is_looked_up(mixed: Travel) -> None:
    """Blanks at the ends do not matter; near includes its limit."""
    minutes = mixed.minutes_one_way(" Boston", "Lincoln ")
    assert minutes == mixed.minutes[0, 0] > 0
    assert mixed.miles_one_way("Boston", "Lincoln") == mixed.miles[0, 0]
    assert mixed.near("Boston", "Lincoln", minutes)
    assert not mixed.near("Boston", "Lincoln", minutes - 1)


def test_extra_bases_do_not_lower_the_median() -> None:
    """Only workers' bases count: the extra base stands in the very town of the young people."""
    cases = caseload(["Boston"], ["Lincoln"])
    alone = build_travel(cases).median_minutes
    assert build_travel(cases, extra_bases=["Boston"]).median_minutes == alone > 30


def test_the_median_of_an_even_number_is_rounded_up() -> None:
    """20 and 25 minutes: the mean of the middle two is 22.5, so 23."""
    own = [journey("Boston", "Lincoln", 20), journey("Louth", "Lincoln", 25)]
    assert build_travel(caseload(["Boston", "Louth"], ["Lincoln"], travel=own)).median_minutes == 23


def test_the_nearest_base_counts_for_the_median() -> None:
    """Boston is 20 minutes from Lincoln and 12 from Sleaford: 12."""
    own = [journey("Boston", "Lincoln", 20), journey("Boston", "Sleaford", 12)]
    assert build_travel(caseload(["Boston"], ["Lincoln", "Sleaford"], travel=own)).median_minutes == 12


@pytest.mark.parametrize(
    ("places", "bases"), [([None, "Nowhereville"], ["Lincoln"]), (["Boston"], ["Atlantis"]), ([], []), (["Boston"], [])]
)
def test_with_nobody_known_the_default_counts(places: list[str | None], bases: list[str]) -> None:
    """Empty tables and wholly unknown ones are answered, with the assumption of travel.toml."""
    travel = build_travel(caseload(places, bases))
    assert travel.median_minutes == DEFAULT
    assert travel.minutes_one_way(None, "Lincoln") == DEFAULT


def test_the_table_of_journeys_wins_over_the_roads() -> None:
    """Minutes and miles of the table, in spite of what the roads say; other pairs stay."""
    plain = build_travel(caseload(["Boston", "Louth"], ["Lincoln"]))
    own = build_travel(caseload(["Boston", "Louth"], ["Lincoln"], travel=[journey("Lincoln", "Boston", 3, 2.5)]))
    assert (own.minutes_one_way("Boston", "Lincoln"), own.miles_one_way("Boston", "Lincoln")) == (3, 2.5)
    assert own.minutes_one_way("Louth", "Lincoln") == plain.minutes_one_way("Louth", "Lincoln")


def test_a_journey_makes_an_unknown_place_known() -> None:
    """With minutes from one base the place is no longer reported; from the other base it still counts as the median."""
    own = [journey("Rose Cottage", "Lincoln", 17)]
    travel = build_travel(caseload(["Rose Cottage"], ["Lincoln", "Boston"], travel=own))
    assert travel.unknown_places == ()
    assert travel.minutes.tolist() == [[17, -1]]
    assert travel.median_minutes == travel.minutes_one_way("Rose Cottage", "Boston") == 17


def test_the_table_of_journeys_knows_other_names_of_a_place() -> None:
    """The table says Newark and Hull, the caseload says Newark-on-Trent and Kingston upon Hull."""
    own = [journey("Newark", "Hull", 77)]
    travel = build_travel(caseload(["Newark-on-Trent"], ["Kingston upon Hull", "Lincoln"], travel=own))
    assert travel.minutes[0, 0] == 77 != travel.minutes[0, 1]


def test_a_journey_from_a_postcode_is_not_one_from_its_town() -> None:
    """LN1 3AA stands for one street; Lincoln keeps its own minutes."""
    own = [journey("LN1 3AA", "Boston", 90)]
    travel = build_travel(caseload(["LN1 3AA", "Lincoln"], ["Boston"], travel=own))
    assert travel.minutes_one_way("LN1 3AA", "Boston") == 90 != travel.minutes_one_way("Lincoln", "Boston")


def test_the_figures_cannot_be_changed_by_accident(mixed: Travel) -> None:
    """Whoever gets a Travel reads it; nobody writes into it."""
    with pytest.raises(ValueError, match="read-only"):
        mixed.minutes[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        mixed.miles[0, 0] = 1.0


def test_a_place_of_the_caseload_is_located() -> None:
    """Rose Cottage a mile or so north of Boston's middle: nearer to Boston than to Lincoln, and not unknown."""
    own = [Place(place="Rose Cottage", latitude=52.995, longitude=-0.03)]
    travel = build_travel(caseload(["Rose Cottage"], ["Lincoln", "Boston"], own=own))
    assert travel.unknown_places == ()
    assert travel.minutes_one_way("Rose Cottage", "Boston") < 12 < travel.minutes_one_way("Rose Cottage", "Lincoln")


def test_a_place_that_resolves_is_not_unknown_because_no_base_does() -> None:
    """Boston is in the gazetteer; the finding belongs to the base alone."""
    travel = build_travel(caseload(["Boston"], ["Atlantis"]))
    assert (travel.unknown_places, travel.unknown_bases) == ((), ("Atlantis",))


def test_two_texts_of_one_point_get_the_same_minutes() -> None:
    """ "Boston", "boston " and "PE21" are one point, so one row of figures."""
    travel = build_travel(caseload(["Boston", "boston,", "PE21"], ["Lincoln", "Louth"]))
    assert travel.minutes.tolist()[0] == travel.minutes.tolist()[1] == travel.minutes.tolist()[2]


def test_a_postcode_file_places_a_postcode_in_its_street(tmp_path: Path) -> None:
    """Without it LN1 3AA is the middle of Lincoln; with it, here, it is in Saxilby, six miles out."""
    file = tmp_path / "ons.csv"
    file.write_text("pcds,lat,long\nLN1 3AA,53.2670,-0.6620\n", encoding="utf-8")
    cases = caseload(["LN1 3AA"], ["Lincoln"])
    without, with_file = build_travel(cases), build_travel(cases, postcodes=file)
    assert without.miles_one_way("LN1 3AA", "Lincoln") == 1.5
    assert with_file.miles_one_way("LN1 3AA", "Lincoln") == pytest.approx(6.3, abs=1.0)


def test_a_missing_file_is_refused() -> None:
    """Both options name the file that is not there, also where the caseload has no postcode."""
    cases = caseload(["Boston"], ["Lincoln"])
    with pytest.raises(PlaceFileError, match="There is no postcode file"):
        build_travel(cases, postcodes=Path("nowhere.csv"))
    with pytest.raises(PlaceFileError, match="There is no road file"):
        build_travel(cases, roads=Path("nowhere.graphml"))
