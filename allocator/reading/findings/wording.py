"""What a finding may repeat of a table's text, and how much of it fits; it judges no cell."""

from __future__ import annotations

from allocator.reading.personal import Kind, masked, personal_cell, personal_id

LONGEST = 160  # characters of what is wrong and what to do together: two lines on a screen
VALUE, CUT = 40, "..."
NEARLY = "Did you mean"  # said of what is nearly a known word, which is therefore no name
COLUMNS_OF_IDS = frozenset({"person_id", "worker_id", "current_worker", "avoid_workers"})


def is_repeatable(record_id: str) -> bool:
    """Whether an id may be repeated: "Surname, Forename" holds a comma, which no id does, and is a name."""
    return not personal_id(record_id) and "," not in record_id and ";" not in record_id


def fitting(what: str, do: str, value: str | None) -> str:
    """What is wrong, so that it fits beside what to do: first the value in it is cut, then its end."""
    beyond = len(what) + len(do) + 1 - LONGEST
    if beyond <= 0:
        return what
    inside = next((part for part in (value, (value or "")[:VALUE]) if part and part in what), "")
    if len(inside) > beyond + len(CUT):
        return what.replace(inside, f"{inside[: -beyond - len(CUT)]}{CUT}", 1).replace(CUT + CUT, CUT)
    return f"{what[: -beyond - len(CUT)]}{CUT}"


def without_personal(what: str, value: str | None, column: str | None) -> str:
    """What is wrong, without the value where that looks personal; what is nearly a known word is none."""
    kind = None if not value or NEARLY in what else _personal(value, column)
    return masked(what.replace(value, f"(what looks like {kind.words})") if value and kind else what)


def _personal(value: str, column: str | None) -> Kind | None:
    """What a cell's text holds that may not be repeated: ids are held to more, and a header may repeat itself."""
    if column in COLUMNS_OF_IDS:
        return next(filter(None, map(_personal_in_id, value.split(";"))), None)
    kind = personal_cell(value)
    return None if kind is Kind.NAME and value == column else kind


def _personal_in_id(text: str) -> Kind | None:
    """What an id holds; "Surname, Forename" is a name here, too."""
    name = Kind.NAME if personal_cell(text.strip()) is Kind.NAME else None
    return personal_id(text) or name


def shown_value(value: str | None, column: str | None, what: str) -> str | None:
    """A cell's text as far as it may be repeated: nothing that looks personal, and no more than a line of it."""
    if not value or masked(value) != value or (NEARLY not in what and _personal(value, column)):
        return None
    return value if len(value) <= VALUE else f"{value[:VALUE]}{CUT}"
