"""The tables of a caseload and their columns: headers, what a cell may hold, what must be filled; it reads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from allocator.reading.cells import (
    Reader,
    as_age,
    as_date,
    as_decimal,
    as_float,
    as_id,
    as_language,
    as_post,
    as_set,
    as_text,
    as_whole,
    as_word,
    as_yes_no,
)
from allocator.records import (
    Accommodation,
    Activity,
    Category,
    Complexity,
    InTouch,
    Journey,
    Lead,
    Need,
    Place,
    Record,
    Role,
    Suitability,
    Worker,
    YoungPerson,
)

DAY = "a date: yyyy-mm-dd or dd/mm/yyyy"
YES_NO = "yes or no; blank: no"


@dataclass(frozen=True)
class Column:
    """One column: ``needed`` is a header that must be there, ``filled`` means every cell; ``words`` are for people."""

    name: str
    read: Reader
    words: str
    needed: bool = False
    filled: bool = False
    field: str = ""

    @property
    def target(self) -> str:
        """The record's field."""
        return self.field or self.name


@dataclass(frozen=True)
class Table:
    """One table: its columns and the record that a row becomes; ``blank`` are values for fields that must have one."""

    name: str
    record: type[Record]
    columns: tuple[Column, ...]
    needed: bool = False
    id_column: str | None = None
    keeps_other: bool = False
    blank: Mapping[str, object] = field(default_factory=dict)

    @property
    def headers(self) -> tuple[str, ...]:
        """The known headers, in the order in which they are written."""
        return tuple(column.name for column in self.columns)


def _listed(words: type[StrEnum], note: str = "") -> str:
    return f"{', '.join(word.value for word in words)}{note}"


YOUNG_PEOPLE = Table(
    "young_people",
    YoungPerson,
    (
        Column("person_id", as_id, "an id, never a name", needed=True, filled=True),
        Column("date_of_birth", as_date, f"{DAY}; or fill age", needed=True),
        Column("age", as_age, "whole years, where there is no date of birth"),
        Column("category", as_word(Category), _listed(Category), needed=True, filled=True),
        Column("place", as_text, "a town, postcode or prison; blank: unknown", needed=True),
        Column("current_worker", as_id, "a worker_id; blank: nobody yet"),
        Column("worker_since", as_date, DAY),
        Column("former_uasc", as_yes_no, YES_NO),
        Column("needs", as_set(as_word(Need)), _listed(Need, "; several with ;")),
        Column("in_education", as_yes_no, YES_NO),
        Column("keep_after_21", as_yes_no, YES_NO),
        Column("complexity", as_word(Complexity), _listed(Complexity, "; blank: standard")),
        Column("languages", as_set(as_language), "languages asked for, separated by ;"),
        Column("keep_together", as_text, "any word that siblings share"),
        Column("avoid_workers", as_set(as_id), "worker_ids, separated by ;"),
        Column("locked", as_yes_no, YES_NO),
        Column("lead", as_word(Lead), _listed(Lead, "; blank: lcw")),
        Column("referred", as_date, f"{DAY}; waiting since then"),
        Column("changes_so_far", as_whole(least=0, most=99, example="2"), "a whole number; blank: 0"),
        Column("last_change", as_date, f"{DAY}; of worker"),
        Column("key_event", as_text, "a release, a birth, a tenancy, an exam"),
        Column("key_event_date", as_date, DAY),
        Column("in_touch", as_word(InTouch), _listed(InTouch)),
        Column("accommodation", as_word(Accommodation), _listed(Accommodation, "; the letter of the returns")),
        Column("suitability", as_word(Suitability), _listed(Suitability, "; of the accommodation")),
        Column("activity", as_word(Activity), _listed(Activity, "; the code of the returns")),
        Column("pathway_plan", as_date, f"{DAY}; of the latest review"),
        Column("latest_contact", as_date, DAY),
    ),
    needed=True,
    id_column="person_id",
    keeps_other=True,
)

WORKERS = Table(
    "workers",
    Worker,
    (
        Column("worker_id", as_id, "an id, never a name", needed=True, filled=True),
        Column("base", as_text, "a town or postcode", needed=True),
        Column(
            "fte",
            as_decimal(least="0", most="2", example="0.6"),
            "the contract: 1 is full time",
            needed=True,
            filled=True,
        ),
        Column("role", as_word(Role), _listed(Role, "; blank: all")),
        Column("team", as_text, "any word"),
        Column("skills", as_set(as_word(Need)), _listed(Need, "; several with ;")),
        Column("languages", as_set(as_language), "languages, separated by ;"),
        Column("start_date", as_date, DAY),
        Column("last_day", as_date, DAY),
        Column("absent_from", as_date, DAY),
        Column("absent_to", as_date, f"{DAY}; blank: open"),
        Column(
            "reduction_percent",
            as_decimal(least="0", most="100", example="20", in_percent=True),
            "0 to 100: less work than the contract",
        ),
        Column("post", as_post, "lcw, team_manager, ...; blank: lcw"),
        Column(
            "experience_years", as_decimal(least="0", most="60", example="2.5"), "years; blank: since the start date"
        ),
    ),
    needed=True,
    id_column="worker_id",
    keeps_other=True,
    blank={"base": ""},
)

PLACES = Table(
    "places",
    Place,
    (
        Column("place", as_text, "as in the other tables", needed=True, filled=True),
        Column(
            "latitude", as_float(least="-90", most="90", example="52.98"), "degrees north", needed=True, filled=True
        ),
        Column(
            "longitude",
            as_float(least="-180", most="180", example="-0.03"),
            "degrees east, west negative",
            needed=True,
            filled=True,
        ),
    ),
)

TRAVEL = Table(
    "travel",
    Journey,
    (
        Column("from", as_text, "a place or base", needed=True, filled=True, field="from_place"),
        Column("to", as_text, "a place or base", needed=True, filled=True, field="to_place"),
        Column(
            "minutes", as_whole(least=0, most=2000, example="35"), "whole minutes one way", needed=True, filled=True
        ),
        Column("miles", as_float(least="0", most="2000", example="21.5"), "miles one way; may be blank"),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in (YOUNG_PEOPLE, WORKERS, PLACES, TRAVEL)}
