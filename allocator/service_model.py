"""The noun for how a service wants to work: caps, bands, rules and levels; it reads no file and knows no county.

Figures are exact decimals; ``sources`` says, key by key, which document and table a value comes from or that it is an
assumption.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field, model_validator

from allocator.records import Band, Category, Complexity, Lead, Need, Worker
from allocator.rule_book import LEVELS, RULE_BOOK
from allocator.rule_settings import Percent, Rules, Settings, Weeks

Factor = Annotated[Decimal, Field(ge=0, le=10)]
Cap = Annotated[Decimal, Field(gt=0, le=1000)]
VisitsPerYear = Annotated[Decimal, Field(ge=0, le=366)]
PLACEMENT_LEVELS = ("unallocated_duty", "unallocated", "changes")


class Duty(Settings):
    """When a worker counts as leaving or as long away (weeks)."""

    handover_weeks: Weeks
    long_absence_weeks: Annotated[int, Field(ge=1, le=520)]


class CategoryLoad(Settings):
    """What a category changes about load and visits; in the bands named, or in both."""

    bands: tuple[Band, ...] = (Band.YOUNGER, Band.OLDER)
    load_factor: Factor = Decimal(1)
    visits_per_year: VisitsPerYear | None = None


class Factors(Settings):
    """Factors on load and on visits."""

    load_factor: Factor = Decimal(1)
    visits_factor: Factor = Decimal(1)


class Load(Settings):
    """How one young person becomes a share of a post."""

    full_time_hours: Annotated[Decimal, Field(gt=0, le=168)]
    included_minutes: Annotated[int, Field(ge=0)]
    visits_16_20: VisitsPerYear
    visits_21_plus: VisitsPerYear
    visits_stayer: VisitsPerYear | None = None
    complexity: dict[Complexity, Annotated[Decimal, Field(gt=0, le=10)]]
    category: dict[Category, CategoryLoad] = Field(default_factory=dict)
    lead: dict[Lead, Factors] = Field(default_factory=dict)
    needs: dict[Need, Factors] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _every_complexity(self) -> Load:
        missing = [word.value for word in Complexity if word not in self.complexity]
        if missing:
            raise ValueError(f"complexity lacks {', '.join(missing)}")
        return self


class Grade(Settings):
    """One grade of caseload: reached by up to so many people per full-time post (none: no upper end)."""

    title: str
    up_to: Decimal | None = None


class CaseloadClass(Settings):
    """Caps for the workers to whom it applies: by post and years of experience; the first that fits counts."""

    title: str
    posts: tuple[str, ...] = ()
    experience_from_years: Decimal | None = None
    experience_below_years: Decimal | None = None
    cap_16_20: Cap
    cap_21_plus: Cap
    cap_stayer: Cap | None = None
    ceiling_percent: Percent | None = None
    ceiling_cases: Cap | None = None
    grades: tuple[Grade, ...] = ()

    @model_validator(mode="after")
    def _one_ceiling(self) -> CaseloadClass:
        if (self.ceiling_percent is None) == (self.ceiling_cases is None):
            raise ValueError("give either ceiling_percent or ceiling_cases")
        if self.ceiling_ratio < 1:
            raise ValueError("the ceiling must not be below 100 % of the cap")
        return self

    @property
    def ceiling_ratio(self) -> Fraction:
        """The ceiling as a multiple of capacity."""
        if self.ceiling_percent is not None:
            return Fraction(self.ceiling_percent) / 100
        return Fraction(self.ceiling_cases or 0) / Fraction(self.cap_16_20)

    @property
    def unconditional(self) -> bool:
        """Whether it applies to every worker."""
        return not self.posts and self.experience_from_years is None and self.experience_below_years is None


class Level(Settings):
    """One level and how much (percent) lower levels may worsen it."""

    key: str
    tolerance_percent: Percent = Decimal(0)


class ServiceModel(Settings):
    """One service model, checked as a whole."""

    name: str
    title: str
    about: str
    source: str
    duty: Duty
    load: Load
    caseloads: Annotated[tuple[CaseloadClass, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    rules: Rules
    sources: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _whole(self) -> ServiceModel:
        problems = list(_problems(self))
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def level_keys(self) -> tuple[str, ...]:
        """The levels in the order in which they are settled, those of a rule that is off left out."""
        return tuple(level.key for level in self.levels if level.key != "balance" or self.rules.balance.on)

    @property
    def tolerances(self) -> Mapping[str, Fraction]:
        """Level key to tolerance as a fraction (0.005 for 0.5 %)."""
        return {level.key: Fraction(level.tolerance_percent) / 100 for level in self.levels}


def caseload_class(model: ServiceModel, worker: Worker, years: Decimal | None) -> int:
    """Index of the first caseload class that fits a worker's post and ``years`` of experience (None: experienced)."""
    return next(i for i, entry in enumerate(model.caseloads) if _fits(entry, worker.post, years))


def _fits(entry: CaseloadClass, post: str, years: Decimal | None) -> bool:
    if entry.posts and post not in entry.posts:
        return False
    if years is None:
        return entry.experience_below_years is None
    low, high = entry.experience_from_years, entry.experience_below_years
    return (low is None or years >= low) and (high is None or years < high)


def _problems(model: ServiceModel) -> Iterator[str]:
    """Everything about the model that no single value shows."""
    for key, rule in RULE_BOOK.items():
        strength = getattr(model.rules, key).strength
        if strength not in rule.strengths:
            yield f"rules.{key}.strength is {strength}, but may be {', '.join(rule.strengths)} only"
    if not model.caseloads[-1].unconditional:
        yield "the last of [[caseloads]] must apply to every worker"
    keys = [level.key for level in model.levels]
    for key in keys:
        if key not in LEVELS:
            yield f"level {key} is not known; known are {', '.join(LEVELS)}"
    if len(set(keys)) < len(keys):
        yield "a level is named twice"
    if set(keys[: len(PLACEMENT_LEVELS)]) != set(PLACEMENT_LEVELS):
        first = ", ".join(PLACEMENT_LEVELS)
        yield f"levels must begin with {first} (in any order), or leaving everybody without a worker would look best"
    if model.rules.ceiling.price_above < model.rules.ceiling.price_to_ceiling:
        yield "rules.ceiling.price_above must not be below rules.ceiling.price_to_ceiling"
    step, event = model.rules.step_down, model.rules.key_event
    if step.on and event.on and 21 in event.birthdays and step.deadline_weeks <= event.weeks_after:
        yield "rules.step_down.deadline_weeks must be later than rules.key_event.weeks_after"
