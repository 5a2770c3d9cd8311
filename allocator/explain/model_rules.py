"""Each rule of a service model as a sentence with its strength and its figures; it enforces nothing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from allocator.explain.words import counted, listed, need_word
from allocator.records import Need, Record
from allocator.rule_book import RULE_BOOK, Strength
from allocator.rule_settings import PricedRule
from allocator.service_model import ServiceModel

Sentence = Callable[[ServiceModel], str]
NOT_USED = "Not used in this model"


class RuleLine(Record):
    """One rule as people read it: ``title``, how strongly it holds, and what it promises with this model's figures."""

    key: str
    title: str
    strength: Strength
    sentence: str


def rules_table(model: ServiceModel) -> tuple[RuleLine, ...]:
    """Every rule of the rule book in its order, with the strength and the figures of ``model``."""
    return tuple(_line(key, model) for key in RULE_BOOK)


def number(value: Decimal | int) -> str:
    """A figure without needless zeros: 110, 23.2."""
    return f"{Decimal(value).normalize():f}"


def _line(key: str, model: ServiceModel) -> RuleLine:
    strength, promise = getattr(model.rules, key).strength, RULE_BOOK[key].promise
    sentence = _SENTENCES[key](model) if key in _SENTENCES else promise
    if strength is Strength.OFF:
        sentence = f"{NOT_USED}: {promise[0].lower()}{promise[1:]}"
    return RuleLine(key=key, title=RULE_BOOK[key].title, strength=strength, sentence=sentence)


def hours(value: Decimal) -> str:
    """Hours in a sentence: 1 hour, 0.5 hours."""
    return f"{number(value)} {'hour' if value == 1 else 'hours'}"


def weeks(value: int) -> str:
    """Weeks in a sentence: 1 week, 13 weeks."""
    return counted(value, "week")


def ordinal(value: int) -> str:
    """A birthday in a sentence: 16th, 21st."""
    ending = "th" if value in range(11, 14) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _one_worker(model: ServiceModel) -> str:
    rule = model.rules.one_worker
    growth = f"weighs {number(rule.waiting_growth_percent)} % more for each week waited, for up to"
    return f"Everybody has one named worker; who has none {growth} {weeks(rule.waiting_cap_weeks)}."


def _on_duty(model: ServiceModel) -> str:
    return f"Nobody is given to a worker who has left, leaves within {weeks(model.duty.handover_weeks)} or is away."


def _ceiling(model: ServiceModel) -> str:
    rule = model.rules.ceiling
    price = f"An hour of work above capacity counts as {hours(rule.price_to_ceiling)}"
    promise = RULE_BOOK["ceiling"].promise
    return f"{promise} {price}, one above the ceiling as {hours(rule.price_above)}."


def _intake(model: ServiceModel) -> str:
    people = counted(model.rules.intake.per_week, "person is", "people are")
    return f"At most {people} given to one worker in a week."


def _continuity(model: ServiceModel) -> str:
    rule = model.rules.continuity
    room = counted(rule.room_moves, "person moves", "people move")
    chosen = f"a move by choice must be worth {hours(rule.minimum_gain_hours)} a week"
    return f"People keep their worker. In one week at most {room} to make room for somebody; {chosen}."


def _key_event(model: ServiceModel) -> str:
    rule = model.rules.key_event
    window = f"from {weeks(rule.weeks_before)} before to {weeks(rule.weeks_after)} after"
    birthdays = listed([ordinal(years) for years in rule.birthdays]) if rule.birthdays else ""
    which = f"a key event or the {birthdays} birthday" if birthdays else "a key event"
    return f"Nobody moves {window} {which}, unless their worker leaves.{_price_of_a_move(rule)}"


def _settled(model: ServiceModel) -> str:
    rule = model.rules.settled
    return f"Nobody moves twice within {weeks(rule.weeks)}, unless their worker leaves.{_price_of_a_move(rule)}"


def _price_of_a_move(rule: PricedRule) -> str:
    return f" Who moves all the same counts as {hours(rule.price_hours)} a week." if not rule.must else ""


def _step_down(model: ServiceModel) -> str:
    rule = model.rules.step_down
    who = "Who does not stay goes" if model.rules.stay_after_21.on else "Everybody goes"
    people = counted(rule.per_week, "person", "people")
    when = f"{weeks(rule.deadline_weeks)} after the 21st birthday"
    return f"{who} over to a worker for 21+ from {when} on, at most {people} a week."


def _home_base(model: ServiceModel) -> str:
    rule = model.rules.home_base
    bases = listed(rule.bases) if rule.bases else "no base"
    words = {"former_uasc": "Former UASC", "everyone": "People"}
    group = words.get(rule.group) or f"People with the need {need_word(Need(rule.group))}"
    sentence = f"{group} who live within {rule.minutes} minutes of {bases} have a worker based there."
    return f"{sentence} {_price(rule)}"


def _specialist(model: ServiceModel) -> str:
    rule = model.rules.specialist
    parts = []
    for strength in (Strength.MUST, Strength.SHOULD):
        needs = [need_word(need) for need in Need if rule.strength_of(need) is strength]
        parts += [f"{strength}: {listed(needs)}"] if needs else []
    prices = sorted({setting.price_hours for setting in rule.needs.values() if setting.on})
    counts = f" Unmet, a need counts as {' or '.join(map(number, prices))} hours a week." if prices else ""
    return f"A need meets a worker with the skill ({'; '.join(parts) or 'no need is listed'}).{counts}"


def _priced(key: str) -> Sentence:
    def sentence(model: ServiceModel) -> str:
        return f"{RULE_BOOK[key].promise} {_price(getattr(model.rules, key))}"

    return sentence


def _price(rule: PricedRule) -> str:
    """What a pair without it costs; of a must only pairs that were made before have a price."""
    which = "An older pair" if rule.must else "A pair"
    return f"{which} without it counts as {hours(rule.price_hours)} a week."


def _together(model: ServiceModel) -> str:
    rule = model.rules.together
    price = "" if rule.must else f" Siblings split by a run count as {hours(rule.price_hours)} a week."
    return f"Siblings have one worker, whatever band that worker is for.{price}"


def _travel(model: ServiceModel) -> str:
    price = hours(model.rules.travel.price_per_hour)
    return f"Workers spend little time on the road: an hour on the road counts as {price}."


def _induction(model: ServiceModel) -> str:
    shares = [number(share * 100) for share in model.rules.induction.shares]
    if not shares:
        return "A new worker takes a full caseload from the first day."
    months = counted(len(shares), "month")
    return f"In the first {months} a new worker takes {listed(shares, most=24)} % of a full caseload, month by month."


def _balance(model: ServiceModel) -> str:
    thresholds = [number(percent) for percent in model.rules.balance.thresholds_percent]
    if not thresholds:
        return "Work is spread evenly, but no threshold is set."
    above = listed(thresholds)
    return f"Work is spread evenly: hours above {above} % of each worker's capacity are added up."


_SENTENCES: dict[str, Sentence] = {
    "one_worker": _one_worker,
    "on_duty": _on_duty,
    "ceiling": _ceiling,
    "intake": _intake,
    "continuity": _continuity,
    "key_event": _key_event,
    "settled": _settled,
    "age_band": _priced("age_band"),
    "step_down": _step_down,
    "home_base": _home_base,
    "specialist": _specialist,
    "language": _priced("language"),
    "together": _together,
    "travel": _travel,
    "induction": _induction,
    "balance": _balance,
}
