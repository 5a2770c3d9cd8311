"""Every value of a service model, changed a little one at a time; it runs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from allocator.rule_book import RULE_BOOK, Strength
from allocator.service_model import ServiceModel

UNSEEN = frozenset({"title", "grades"})
STEP = Decimal("0.5")


@dataclass(frozen=True)
class Nudge:
    """One value, found by its dotted ``path``, and the other value it gets (None: this model has nothing to change)."""

    path: str
    change: Callable[[Any], Any]

    @property
    def name(self) -> str:
        """How a test calls it."""
        return f"{self.path} {self.change.__name__.strip('_')}"

    def __call__(self, model: ServiceModel) -> ServiceModel:
        """The model with the value changed; the same model where there is none."""
        changed: ServiceModel = _changed(model, self.path.split("."), self.change)
        return changed


def nudges(model: ServiceModel) -> Iterator[Nudge]:
    """One nudge for every value of rules, load, duty and the last caseload class, and one for every strength."""
    for key in RULE_BOOK:
        for name, value in getattr(model.rules, key):
            path = f"rules.{key}.{name}"
            if isinstance(value, Strength):
                yield from (Nudge(path, _to(other)) for other in _others(key))
            elif isinstance(value, Mapping):
                yield Nudge(path, _without_the_last)
            else:
                yield Nudge(path, _other)
    for part in ("load", "duty"):
        yield from (Nudge(f"{part}.{name}", _other) for name, _ in getattr(model, part))
    yield from (Nudge(f"caseloads.-1.{name}", _other) for name in _visible(model.caseloads[-1]))


def _others(key: str) -> tuple[Strength, ...]:
    legal = RULE_BOOK[key].strengths
    return legal if len(legal) > 1 else ()


def _visible(entry: BaseModel) -> Iterator[str]:
    conditions = {"posts", "experience_from_years", "experience_below_years"}
    yield from (name for name in type(entry).model_fields if name not in UNSEEN | conditions)


def _to(strength: Strength) -> Callable[[Any], Any]:
    def change(_: Any) -> Strength:
        return strength

    change.__name__ = strength.value
    return change


def _without_the_last(values: Mapping[Any, Any]) -> dict[Any, Any]:
    return dict(list(values.items())[:-1])


def _other(value: Any) -> Any:
    """A little more of a number, one less of a list, another group."""
    match value:
        case int():
            return value + 1
        case Decimal():
            return value + STEP
        case tuple():
            return value[:-1] or value
        case str():
            return "custody" if value == "everyone" else "everyone"
        case Mapping():
            return {key: _other(entry) for key, entry in value.items()}
        case BaseModel():
            return value.model_copy(update={name: _other(entry) for name, entry in value if name != "bands"})
        case _:
            return value


def _changed(node: Any, path: list[str], change: Callable[[Any], Any]) -> Any:
    if not path:
        return change(node)
    step, rest = path[0], path[1:]
    if isinstance(node, tuple):
        entries = list(node)
        entries[int(step)] = _changed(entries[int(step)], rest, change)
        return tuple(entries)
    return node.model_copy(update={step: _changed(getattr(node, step), rest, change)})
