"""Which keys a service model has, by dotted key, as its classes declare them; it holds no value and judges none."""

from __future__ import annotations

from collections.abc import Sequence
from enum import EnumType
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from allocator.service_model import ServiceModel

Path = tuple[str, ...]


def kind_at(path: Sequence[str]) -> Any | None:
    """What stands at a path (a class, a generic type or a plain type), or None if no service model has that key.

    In a list, a whole number addresses an entry.
    """
    kind: Any = ServiceModel
    for key in path:
        kind = _child(kind, key)
        if kind is None:
            return None
    return kind


def known_keys(path: Sequence[str]) -> tuple[str, ...]:
    """The keys that may stand below a path; none below a value or a list."""
    return _keys(kind_at(path))


def is_list(kind: Any) -> bool:
    """Whether a kind is a list of something."""
    return get_origin(kind) is tuple


def is_table(kind: Any) -> bool:
    """Whether a kind is a table of keys."""
    return _is_model(kind) or get_origin(kind) is dict


def item_of(kind: Any) -> Any:
    """What each entry of a list is."""
    return _plain(get_args(kind)[0])


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _plain(kind: Any) -> Any:
    """The kind without ``Annotated`` and ``| None`` around it."""
    if hasattr(kind, "__metadata__"):
        return _plain(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return _plain(next(part for part in get_args(kind) if part is not type(None)))
    return kind


def _keys(kind: Any) -> tuple[str, ...]:
    if _is_model(kind):
        return tuple(kind.model_fields)
    if get_origin(kind) is dict and isinstance(get_args(kind)[0], EnumType):
        return tuple(str(word) for word in get_args(kind)[0])
    return ()


def _child(kind: Any, key: str) -> Any | None:
    if key in _keys(kind):
        return _plain(kind.model_fields[key].annotation) if _is_model(kind) else _plain(get_args(kind)[1])
    if is_list(kind) and key.isdecimal():
        return item_of(kind)
    if get_origin(kind) is dict and get_args(kind)[0] is str:
        return _plain(get_args(kind)[1])
    return None
