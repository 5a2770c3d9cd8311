"""What a service model may set for each rule: strength and parameters, with their units; no rule is enforced here."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from allocator.records import Need
from allocator.rule_book import Strength

Hours = Annotated[Decimal, Field(ge=0, le=1000)]
Weeks = Annotated[int, Field(ge=0, le=520)]
Percent = Annotated[Decimal, Field(ge=0, le=1000)]


class Settings(BaseModel):
    """Frozen, and strict about keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleSettings(Settings):
    """A rule of which only the strength can be set."""

    strength: Strength

    @property
    def on(self) -> bool:
        """Whether the rule acts at all."""
        return self.strength is not Strength.OFF

    @property
    def must(self) -> bool:
        """Whether the rule is of strength must."""
        return self.strength is Strength.MUST


class PricedRule(RuleSettings):
    """A rule that costs ``price_hours`` hours a week where it is unmet at a price."""

    price_hours: Hours = Decimal(0)


class OneWorker(RuleSettings):
    """How waiting makes somebody without a worker weigh more, week by week, up to a number of weeks."""

    waiting_growth_percent: Percent
    waiting_cap_weeks: Weeks


class Ceiling(RuleSettings):
    """Price in hours of one hour of work between capacity and ceiling, and of one above the ceiling."""

    price_to_ceiling: Hours
    price_above: Hours


class Intake(RuleSettings):
    """People given to one worker in one run, at most."""

    per_week: Annotated[int, Field(ge=1)]


class Continuity(RuleSettings):
    """Room moves in one run at most, what a chosen move must gain (hours a week), and what losing a worker weighs."""

    room_moves: Annotated[int, Field(ge=0, le=1000)]
    minimum_gain_hours: Hours
    loss_per_year: Annotated[Decimal, Field(ge=0, le=100)]
    loss_per_change: Annotated[Decimal, Field(ge=0, le=100)]
    loss_key_event: Annotated[Decimal, Field(ge=0, le=100)]


class KeyEvent(PricedRule):
    """The window around a key event; ``birthdays`` are ages in years that count as one."""

    weeks_before: Weeks
    weeks_after: Weeks
    birthdays: tuple[Annotated[int, Field(ge=16, le=25)], ...]


class Settled(PricedRule):
    """Weeks after a change of worker in which nobody moves again."""

    weeks: Weeks


class StepDown(RuleSettings):
    """Weeks after the 21st birthday until a step-down is due, and how many are freed in one run."""

    deadline_weeks: Weeks
    per_week: Annotated[int, Field(ge=0)]


class HomeBase(PricedRule):
    """Which group (former_uasc, everyone or a need), which bases, and how near in minutes one way."""

    group: str
    bases: tuple[str, ...]
    minutes: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _group_is_known(self) -> HomeBase:
        known = ("former_uasc", "everyone", *(need.value for need in Need))
        if self.group not in known:
            raise ValueError(f"group must be one of {', '.join(known)}")
        return self


class Specialist(RuleSettings):
    """Each need with a strength and price of its own; the rule's strength ``off`` turns all of them off."""

    needs: dict[Need, PricedRule]

    def strength_of(self, need: Need) -> Strength:
        """The strength that holds for one need."""
        setting = self.needs.get(need)
        return setting.strength if self.on and setting is not None else Strength.OFF


class Travel(RuleSettings):
    """Price in hours of one hour on the road."""

    price_per_hour: Hours


class Induction(RuleSettings):
    """Share of a full caseload in each month since the start date; 1 from then on."""

    shares: tuple[Annotated[Decimal, Field(ge=0, le=1)], ...]


class Balance(RuleSettings):
    """Percentages of capacity above which hours are added up."""

    thresholds_percent: tuple[Percent, ...]


class Rules(Settings):
    """Every rule of the rule book, by its key."""

    one_worker: OneWorker
    on_duty: RuleSettings
    apart: RuleSettings
    locked: RuleSettings
    ceiling: Ceiling
    intake: Intake
    continuity: Continuity
    key_event: KeyEvent
    settled: Settled
    age_band: PricedRule
    stay_after_21: RuleSettings
    step_down: StepDown
    home_base: HomeBase
    specialist: Specialist
    language: PricedRule
    together: PricedRule
    travel: Travel
    induction: Induction
    balance: Balance
