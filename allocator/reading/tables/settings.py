"""From caseload.toml, or a workbook's sheet ``caseload``, to the settings of a run; it opens no service model."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from allocator.reading.cells import CellProblem, as_date, clean
from allocator.reading.findings import Collector
from allocator.reading.near import did_you_mean

FILE_NAME = "caseload.toml"
KEYS = ("title", "as_of", "model", "set", "options")
SET_PREFIX, OPTION_PREFIX = "set.", "options."


@dataclass(frozen=True)
class Settings:
    """Title, day of the run, model and overrides, as far as they are given."""

    title: str | None = None
    as_of: date | None = None
    model: str | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)


def read_settings(file: Path, found: Collector) -> Settings:
    """The settings in a TOML file; none where there is no such file."""
    if not file.is_file():
        return Settings()
    try:
        values = tomllib.loads(file.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as problem:
        what = f"{file.name} cannot be read: {problem}."
        found.add(
            "bad_settings", what, table=FILE_NAME, do='Write lines such as title = "Week 23" and as_of = 2025-06-02.'
        )
        return Settings()
    return settings_from(values, found)


def settings_from_sheet(values: Mapping[str, str], found: Collector) -> Settings:
    """The settings in the two columns, key and value, of a sheet; overrides are keys that begin with ``set.``."""
    tidy = {clean(key): clean(value) for key, value in values.items()}
    plain = {key: value for key, value in tidy.items() if not key.startswith((SET_PREFIX, OPTION_PREFIX))}
    plain.pop("key", None)  # a row of headers is welcome, but not needed
    below = {name: _below(prefix, tidy) for name, prefix in (("set", SET_PREFIX), ("options", OPTION_PREFIX))}
    return settings_from({**plain, **below}, found)


def _below(prefix: str, values: Mapping[str, str]) -> dict[str, Any]:
    return {key.removeprefix(prefix): setting_value(text) for key, text in values.items() if key.startswith(prefix)}


def setting_value(text: str) -> Any:
    """What a cell of the sheet says: a value as TOML has it (a number, true, a list), or else plain words."""
    try:
        return tomllib.loads(f"value = {text}", parse_float=Decimal)["value"]
    except tomllib.TOMLDecodeError:
        return text


def settings_from(values: Mapping[str, Any], found: Collector) -> Settings:
    """Checked settings; every key that is not known and every value that is impossible is a finding."""
    for key in values:
        if key not in KEYS:
            what = f"{key} means nothing here.{did_you_mean(key, KEYS)}"
            found.add("unknown_setting", what, table=FILE_NAME, do=f"Use {', '.join(KEYS)} only.")
    return Settings(
        title=_text("title", values, found),
        as_of=_day(values.get("as_of"), found),
        model=_text("model", values, found),
        overrides=flat(_mapping("set", values, found)),
        options=_mapping("options", values, found),
    )


def flat(nested: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Dotted keys to values, whether the tables were written dotted, nested or as quoted dotted keys."""
    result: dict[str, Any] = {}
    for key, value in nested.items():
        if isinstance(value, Mapping):
            result |= flat(value, f"{prefix}{key}.")
        else:
            result[f"{prefix}{key}"] = value
    return result


def _text(key: str, values: Mapping[str, Any], found: Collector) -> str | None:
    value = values.get(key)
    if value is None or (isinstance(value, str) and value.strip()):
        return value.strip() if value else None
    found.add("bad_settings", f"{key} is not a text.", table=FILE_NAME, do=f'Write {key} = "..." in quotation marks.')
    return None


def _mapping(key: str, values: Mapping[str, Any], found: Collector) -> Mapping[str, Any]:
    value = values.get(key, {})
    if isinstance(value, Mapping):
        return value
    found.add("bad_settings", f"{key} is not a table.", table=FILE_NAME, do=f"Write [{key}] and the values below it.")
    return {}


def _day(value: object, found: Collector) -> date | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return as_date(str(value))
    except CellProblem as problem:
        found.add("bad_settings", f"as_of: {problem.what}", table=FILE_NAME, do=problem.do)
        return None
