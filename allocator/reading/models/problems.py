"""Says in plain words what is wrong with a service model's table, everything at once; it repairs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from allocator.reading.models.merge import Table
from allocator.reading.models.overrides import unknown_key
from allocator.reading.models.sources import ABOUT_ITSELF, NOT_GIVEN, THIS_RUN, leaves
from allocator.reading.near import did_you_mean
from allocator.rule_book import LEVELS, RULE_BOOK

_LIMITS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
    "too_short": ("a list with at least this many entries:", "min_length"),
}
_KINDS = (
    ("decimal", "a number"),
    ("finite_number", "a number"),
    ("int", "a whole number"),
    ("string", "text in quotation marks"),
    ("tuple", "a list in square brackets"),
    ("dict", "a table"),
    ("model", "a table"),
)
# These two are said before the model is checked as a whole, with the rule or level that was probably meant.
_SAID_BEFORE = re.compile(r"rules\.\w+\.strength is |level \S+ is not known")
_BETWEEN_PROBLEMS = re.compile(r"; (?!known are )")


def problems_before(table: Table) -> list[str]:
    """Sources of unknown keys, yes and no where nothing is of that kind, strengths and levels that do not exist."""
    written = [key for key, text in table.get("sources", {}).items() if text not in (NOT_GIVEN, THIS_RUN)]
    sources = (unknown_key(key.split(".")) for key in written)
    unknown = [f"sources: {problem}" for problem in sources if problem]
    return [*unknown, *_truths(table), *_strengths(table), *_levels(table)]


def problems_after(error: ValidationError) -> list[str]:
    """The problems that the classes of a service model found, one sentence each."""
    return [sentence for detail in error.errors() for sentence in _sentences(detail)]


def _truths(table: Table) -> Iterator[str]:
    for key, value in leaves(table):
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, bool):
                yield f"{key} is {str(entry).lower()}, but nothing in a service model is just true or false."


def _strengths(table: Table) -> Iterator[str]:
    rules = table.get("rules", {})
    for key, rule in RULE_BOOK.items():
        settings = rules.get(key, {}) if isinstance(rules, Mapping) else {}
        if not isinstance(settings, Mapping) or "strength" not in settings:
            continue
        strength = settings["strength"]
        if not isinstance(strength, bool) and strength not in tuple(rule.strengths):
            near = did_you_mean(str(strength), rule.strengths)
            yield f"rules.{key}.strength is {_shown(strength)}, but may only be {_either(rule.strengths)}.{near}"


def _levels(table: Table) -> Iterator[str]:
    entries = table.get("levels", [])
    for position, level in enumerate(entries if isinstance(entries, list) else []):
        key = level.get("key") if isinstance(level, Mapping) else None
        if isinstance(key, str) and key not in LEVELS:
            yield f"levels.{position}.key is {key}, but must be one of {', '.join(LEVELS)}.{did_you_mean(key, LEVELS)}"


def _sentences(detail: ErrorDetails) -> Iterator[str]:
    path = [str(key) for key in detail["loc"]]
    if _said_before(detail["type"], path, detail["input"]):
        return
    key, context = ".".join(path), detail.get("ctx", {})
    unknown = unknown_key([step for step in path if step != "[key]"])
    if unknown:
        yield unknown
    elif detail["type"] == "value_error":
        yield from _own_words(key, str(context["error"]))
    elif detail["type"] == "missing":
        yield _missing(path)
    else:
        near = did_you_mean(str(detail["input"]), _words(context)) if detail["type"] == "enum" else ""
        yield f"{key} is {_shown(detail['input'])}, but must be {_legal(detail['type'], context)}.{near}"


def _said_before(kind: str, path: Sequence[str], value: object) -> bool:
    """Strengths and truths; and a list that only seems too short because its entries were refused."""
    strength = len(path) == 3 and path[0] == "rules" and path[2] == "strength" and kind != "missing"
    truth = isinstance(value, bool) and kind != "extra_forbidden" and path[0] not in ABOUT_ITSELF
    return strength or truth or (kind == "too_short" and bool(value))


def _own_words(key: str, message: str) -> Iterator[str]:
    """What the classes say themselves: about one table, or (no key) one sentence for each problem of the whole."""
    for sentence in _BETWEEN_PROBLEMS.split(message):
        if not _SAID_BEFORE.match(sentence):
            yield f"{key}: {sentence}." if key else f"{sentence}."


def _missing(path: Sequence[str]) -> str:
    if len(path) == 1 and path[0] not in ("title", "about", "source"):
        return f'{path[0]} is missing; write it, or take it over from another model with extends = "common".'
    return f"{'.'.join(path)} is missing."


def _legal(kind: str, context: Mapping[str, Any]) -> str:
    if kind in _LIMITS:
        words, limit = _LIMITS[kind]
        return f"{words} {context[limit]}"
    if kind == "enum":
        return _either(_words(context))
    return next((words for start, words in _KINDS if kind.startswith(start)), "something else")


def _words(context: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(re.findall(r"'([^']*)'", str(context.get("expected", ""))))


def _either(words: Sequence[str]) -> str:
    return str(words[0]) if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return f"a list ({'; '.join(map(str, value))})" if value else "an empty list"
    if value is None or value == "":
        return "empty"
    return str(value).lower() if isinstance(value, bool) else str(value)
