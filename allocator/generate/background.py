"""What a preset says of young people: ages, status, needs, homes, past; figures only, nothing drawn."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import Field

from allocator.records import Category, Complexity
from allocator.rule_settings import Settings

Value = TypeVar("Value")
Percent = Annotated[Decimal, Field(ge=0, le=100)]
ByAge = dict[int, Percent]
Weights = dict[str, Annotated[Decimal, Field(gt=0)]]
Range = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]


def at_age(table: Mapping[int, Value], age: int) -> Value:
    """The entry that holds at ``age``: that of the highest age which is not above it."""
    return table[max(first for first in table if first <= age)]


class ArrivalMonths(Settings):
    """Months after the 16th birthday within which people are first given a worker: first, last."""

    all: Range
    former_uasc: Range


class Cohort(Settings):
    """Heads by completed years of age; shares of former UASC and of legal status by age."""

    ages: dict[int, Annotated[int, Field(ge=0)]]
    former_uasc_percent: ByAge
    categories: dict[int, dict[Category, Annotated[int, Field(ge=0)]]]
    arrival_months: ArrivalMonths


class Prisons(Settings):
    """Where those in custody are held, in the county and out of it."""

    inside: tuple[str, ...] = Field(alias="in")
    out: tuple[str, ...]


class University(Settings):
    """How many are at university, of whom former UASC and 21 or older."""

    people: int
    former_uasc: int
    aged_21_plus: int


class Background(Settings):
    """What people need and do; shares in percent, of everybody or by age."""

    disability_percent: Percent
    mental_health_percent: ByAge
    parent_percent: ByAge
    custody_over_18: int
    custody_in_county: int
    prisons: Prisons
    eet_percent: Percent
    eet_uasc_percent: ByAge
    education_percent_of_eet: ByAge
    university: University
    keep_after_21_percent: ByAge
    complexity: dict[Complexity, Decimal]
    social_worker_leads_percent: ByAge
    language_percent_of_uasc: ByAge
    languages: Weights
    sibling_pairs_percent: Percent
    sibling_years_apart: int
    avoids_percent: Percent
    locked_percent: Percent
    key_events_percent: Percent
    key_event_weeks: Range
    key_events: tuple[str, ...]


class UascHome(Settings):
    """The place where a share of former UASC live."""

    place: str
    percent: Percent


class Homes(Settings):
    """Where people live: shares in the county and unknown (the others out of it), and weights of places."""

    in_county_percent: Percent
    unknown_percent: Percent
    former_uasc_in: UascHome | None = None
    moved_percent: Percent
    in_county: Weights
    out_of_county: Weights


class History(Settings):
    """How people came to their workers: years looked back, turnover, what a nearer worker is weighed against."""

    years: int
    leavers_per_year: Decimal
    settled_months: int
    crowding_minutes: int
    missing_skill_minutes: int
    sibling_minutes: int
    step_down_weeks: Range
    first_staff_years: Range


class NewPerson(Settings):
    """Somebody who was referred so many days ago and has no worker."""

    category: Category
    days_ago: int
    former_uasc: bool = False
    from_age: int = 16
    to_age: int = 25


class WhoIsApart(Settings):
    """Somebody of that age who must not work with their worker any longer."""

    from_age: int
    to_age: int
