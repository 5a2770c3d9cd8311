"""A whole nation, one county after the other: each is a task of its own, on any core of any machine."""

from __future__ import annotations

from collections.abc import Iterator

from allocator.errors import UsageError
from allocator.generate.preset import load_preset
from allocator.generate.synthetic import draw_counties
from benchmarks.cases import Asked, Case, Week
from benchmarks.suites._instances import week_from

QUESTION = "How long does a nation take, county by county, on all cores or a cluster?"
SECONDS, REPEATS, BACKENDS = 60.0, 1, ("ours",)


def cases(asked: Asked) -> Iterator[Case]:
    """One case for each county of the preset."""
    counties = load_preset(asked.preset).counties
    if counties is None:
        raise UsageError(f"The preset {asked.preset} is one county. Nations are england-10k and england-100k.")
    for number in range(counties.number):
        yield Case(f"{asked.preset}/county-{number + 1:02d}", {"preset": asked.preset, "number": number})


def question(case: Case) -> Week:
    """The week of one county, which is drawn where it is run."""
    (county,) = draw_counties(load_preset(case.facts["preset"]), only=case.facts["number"])
    return week_from(county)
