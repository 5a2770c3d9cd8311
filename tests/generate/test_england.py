"""Many counties: workers in proportion, towns of their own, ids that tell the counties apart."""

from __future__ import annotations

from decimal import Decimal

from allocator.generate.counties import counties_of
from allocator.generate.preset import load_preset
from allocator.generate.staffing import Proportions, Workforce
from allocator.generate.workforce import posts_of
from allocator.records import Role
from tests.generate.drawn import county


def test_ten_thousand_people_in_ten_counties() -> None:
    """1,000 each with ids of their own; nobody's worker is of another county; no home base."""
    cases = county("england-10k")
    people = [person.person_id[:3] for person in cases.young_people]
    assert {name: people.count(name) for name in sorted(set(people))} == {f"C{n:02d}": 1000 for n in range(1, 11)}
    assert all(p.current_worker is None or p.current_worker[:3] == p.person_id[:3] for p in cases.young_people)
    assert cases.overrides == {"rules.home_base.strength": "off"}


def test_a_hundred_thousand_people_are_split_evenly_over_fifty_counties() -> None:
    """2,000 each; between them about 3,300 full-time posts, with bases in six towns of each county."""
    counties = list(counties_of(load_preset("england-100k")))
    assert [each.people for each in counties] == [2000] * 50
    assert 3200 <= sum(post.fte for each in counties for post in each.posts) <= 3400
    assert {len({post.base for post in each.posts}) for each in counties} <= {5, 6}
    assert all(not set(each.homes.in_county) & set(each.homes.out_of_county) for each in counties)


def test_posts_in_proportion_are_cut_to_the_full_time_posts_asked_for() -> None:
    """2 per hundred for 130 people are 2.6: contracts 1.0, 0.8 and the rest, 0.8; two bases, the larger one first."""
    part = Proportions(
        role=Role.OLDER, fte_per_hundred=Decimal(2), contracts=(Decimal("1.0"), Decimal("0.8")), skills=("parent", "")
    )
    workforce = Workforce(prefix="W", bases=2, proportions=(part,))
    towns = {"Small": Decimal(1), "Large": Decimal(9), "Middle": Decimal(4)}
    posts = posts_of(workforce, people=130, towns=towns)
    assert [(post.base, post.fte, post.skills) for post in posts] == [
        ("Large", Decimal("1.0"), "parent"),
        ("Large", Decimal("0.8"), ""),
        ("Middle", Decimal("0.8"), "parent"),
    ]
