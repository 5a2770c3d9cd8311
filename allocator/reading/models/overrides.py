"""Sets single values of a service model's table for one run, by dotted key; it never adds a key that no model has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from allocator.reading.models.merge import Table
from allocator.reading.models.schema import is_list, is_table, item_of, kind_at, known_keys
from allocator.reading.models.sources import THIS_RUN
from allocator.reading.near import did_you_mean, nearest

EVERY = "*"


def with_overrides(table: Table, overrides: Mapping[str, Any]) -> tuple[Table, list[str]]:
    """The table with every override set, and what is wrong with those that cannot be.

    A value may be text as typed on a command line: entries of a list are then separated by semicolons. Entries of a
    list of tables are addressed by number from 0, by key (``levels.cost``) or all at once (``caseloads.*.cap_16_20``).
    """
    changed, problems = deepcopy(table), list[str]()
    for key, value in _flat(overrides):
        paths = list(_paths(key.split("."), changed))
        for path in paths:
            problem = unknown_key(path) or _not_a_value(path, value)
            if problem is None:
                _set(changed, path, _parsed(value, kind_at(path)))
                changed["sources"][".".join(path)] = THIS_RUN
            else:
                problems.append(problem)
        if not paths:
            problems.append(f"{key} leads to no entry of this model.{_entries_meant(key, changed)}")
    return changed, problems


def unknown_key(path: Sequence[str]) -> str | None:
    """What is wrong with a path that no service model has; None if there is such a key."""
    for end in range(1, len(path) + 1):
        if kind_at(path[:end]) is None:
            return _no_such_key(path[: end - 1], path[end - 1])
    return None


def _no_such_key(above: Sequence[str], key: str) -> str:
    known = known_keys(above)
    said = ".".join((*above, key))
    near = nearest(key, known)
    if near:
        return f"{said} is not a key of a service model. Did you mean {'.'.join((*above, near))}?"
    if known:
        return f"{said} is not a key of a service model. Known here: {', '.join(known)}."
    return f"{said} is not a key of a service model. {'.'.join(above)} holds no keys of this sort."


def _flat(overrides: Mapping[str, Any], *, below: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in overrides.items():
        if isinstance(value, Mapping):
            yield from _flat(value, below=f"{below}{key}.")
        else:
            yield f"{below}{key}", value


def _paths(keys: Sequence[str], table: Table) -> Iterator[tuple[str, ...]]:
    """The paths that a dotted key stands for: in a list of tables a key or a star becomes numbers."""
    paths: list[tuple[str, ...]] = [()]
    for key in keys:
        paths = [(*path, step) for path in paths for step in _steps(path, key, table=table)]
    yield from paths


def _steps(path: tuple[str, ...], key: str, *, table: Table) -> list[str]:
    if not is_list(kind_at(path)):
        return [key]
    entries = _at(table, path)
    if key == EVERY:
        return _numbers(entries)
    found = _by_key(entries).get(key, key)
    return [found] if found in _numbers(entries) else []


def _entries_meant(key: str, table: Table) -> str:
    """Which entries the list has of which a dotted key names none."""
    keys = tuple(key.split("."))
    ends = (end for end in range(1, len(keys)) if is_list(kind_at(keys[:end])))
    end = next(end for end in ends if not _steps(keys[:end], keys[end], table=table))
    entries = _at(table, keys[:end])
    known = list(_by_key(entries)) or _numbers(entries)
    return did_you_mean(keys[end], known) or f" {'.'.join(keys[:end])} has: {', '.join(known) or 'nothing'}."


def _numbers(entries: Sequence[object]) -> list[str]:
    return [str(position) for position in range(len(entries))]


def _by_key(entries: Sequence[object]) -> dict[str, str]:
    return {entry["key"]: str(at) for at, entry in enumerate(entries) if isinstance(entry, Mapping) and "key" in entry}


def _at(table: Table, path: Sequence[str]) -> Any:
    at: Any = table
    for key in path:
        at = at[int(key)] if isinstance(at, list) else at.get(key, {})
    return at


def _not_a_value(path: Sequence[str], value: object) -> str | None:
    kind, said = kind_at(path), ".".join(path)
    if is_table(kind):
        example = known_keys(path)[:1]
        such_as = f", such as {said}.{example[0]}" if example else ""
        return f"{said} holds several values, not one ({value}); set one of them{such_as}."
    if is_list(kind) and is_table(item_of(kind)):
        return (
            f"{said} is a list of tables; set a value in one of them, such as {said}.0.{known_keys((*path, '0'))[0]}."
        )
    return None


def _parsed(value: Any, kind: Any) -> Any:
    if not isinstance(value, str):
        return value
    if is_list(kind):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value.strip()


def _set(table: Table, path: Sequence[str], value: Any) -> None:
    at: Any = table
    for key in path[:-1]:
        at = at[int(key)] if isinstance(at, list) else at.setdefault(key, {})
    if isinstance(at, list):
        at[int(path[-1])] = value
    else:
        at[path[-1]] = value
