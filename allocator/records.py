"""The nouns that go in: young people, workers and the caseload of one run; no parsing and no judgement here.

Every record is frozen. Words and columns are those of the caseload tables; blank cells have become ``None`` or a
default before a record is made. There is no field for a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """Frozen, and strict about fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Category(StrEnum):
    """Eligibility in the words of the Children Act 1989 and of Annex A List 9."""

    ELIGIBLE = "eligible"
    RELEVANT = "relevant"
    FORMER_RELEVANT = "former_relevant"
    QUALIFYING = "qualifying"


class Need(StrEnum):
    """What a young person needs and a worker may be skilled in."""

    CUSTODY = "custody"
    PARENT = "parent"
    DISABILITY = "disability"
    MENTAL_HEALTH = "mental_health"
    UASC = "uasc"


class Complexity(StrEnum):
    """How much work one young person is, beside the average."""

    LOW = "low"
    STANDARD = "standard"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Lead(StrEnum):
    """Who leads: the leaving care worker, or (twin-tracked) still the social worker."""

    LCW = "lcw"
    SOCIAL_WORKER = "social_worker"


class InTouch(StrEnum):
    """Whether the authority is in touch: yes, no, or contact is declined (YES, NO and REFU of the returns)."""

    YES = "yes"
    NO = "no"
    REFUSED = "refused"


class Accommodation(StrEnum):
    """Where a care leaver lives, by the letter of SSDA903 and Annex A."""

    PARENTS_OR_RELATIVES = "B"
    COMMUNITY_HOME = "C"
    SEMI_INDEPENDENT = "D"
    SUPPORTED_LODGINGS = "E"
    ABROAD = "G"
    DEPORTED = "H"
    ORDINARY_LODGINGS = "K"
    NOT_KNOWN = "R"
    NO_FIXED_ABODE = "S"
    FOYER = "T"
    INDEPENDENT = "U"
    EMERGENCY = "V"
    BED_AND_BREAKFAST = "W"
    CUSTODY = "X"
    OTHER = "Y"
    FORMER_FOSTER_CARERS = "Z"


class Suitability(StrEnum):
    """Whether the accommodation is suitable."""

    SUITABLE = "suitable"
    UNSUITABLE = "unsuitable"


class Activity(StrEnum):
    """Education, employment or training, by the code of SSDA903 and Annex A: F full time, P part time, G none.

    F3 and P3 are superseded, but older extracts hold them.
    """

    HIGHER_EDUCATION = "F1"
    HIGHER_EDUCATION_PART_TIME = "P1"
    OTHER_EDUCATION = "F2"
    OTHER_EDUCATION_PART_TIME = "P2"
    TRAINING_OR_EMPLOYMENT_BEFORE_2017 = "F3"
    TRAINING_OR_EMPLOYMENT_BEFORE_2017_PART_TIME = "P3"
    APPRENTICESHIP = "F4"
    APPRENTICESHIP_PART_TIME = "P4"
    TRAINING_OR_EMPLOYMENT = "F5"
    TRAINING_OR_EMPLOYMENT_PART_TIME = "P5"
    NONE_ILLNESS_OR_DISABILITY = "G4"
    NONE_OTHER = "G5"
    NONE_PREGNANCY_OR_PARENTING = "G6"


class Role(StrEnum):
    """Whom a worker takes."""

    YOUNGER = "16-20"
    OLDER = "21+"
    ALL = "all"


class Band(StrEnum):
    """The two age bands of a caseload."""

    YOUNGER = "16-20"
    OLDER = "21+"


class YoungPerson(Record):
    """A care leaver, 16 to 25, known by ``person_id``; either ``date_of_birth`` or ``age`` (whole years) is given."""

    person_id: str
    date_of_birth: date | None = None
    age: int | None = None
    category: Category
    place: str | None = None
    current_worker: str | None = None
    worker_since: date | None = None
    former_uasc: bool = False
    needs: frozenset[Need] = frozenset()
    in_education: bool = False
    keep_after_21: bool = False
    complexity: Complexity = Complexity.STANDARD
    languages: frozenset[str] = frozenset()
    keep_together: str | None = None
    avoid_workers: frozenset[str] = frozenset()
    locked: bool = False
    lead: Lead = Lead.LCW
    referred: date | None = None
    changes_so_far: int = Field(default=0, ge=0)
    last_change: date | None = None
    key_event: str | None = None
    key_event_date: date | None = None
    in_touch: InTouch | None = None
    accommodation: Accommodation | None = None
    suitability: Suitability | None = None
    activity: Activity | None = None
    pathway_plan: date | None = None
    latest_contact: date | None = None
    other: Mapping[str, str] = Field(default_factory=dict)


class Worker(Record):
    """A leaving care worker known by ``worker_id``; ``fte`` is the contract, an exact decimal."""

    worker_id: str
    base: str
    fte: Decimal = Field(ge=0, le=2)
    role: Role = Role.ALL
    team: str | None = None
    skills: frozenset[Need] = frozenset()
    languages: frozenset[str] = frozenset()
    start_date: date | None = None
    last_day: date | None = None
    absent_from: date | None = None
    absent_to: date | None = None
    reduction_percent: Decimal = Field(default=Decimal(0), ge=0, le=100)
    post: str = "lcw"
    experience_years: Decimal | None = Field(default=None, ge=0)
    other: Mapping[str, str] = Field(default_factory=dict)


class Place(Record):
    """A place that this caseload locates itself (degrees, WGS 84)."""

    place: str
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Journey(Record):
    """A journey whose minutes (whole, one way) this caseload knows better than the built-in roads."""

    from_place: str
    to_place: str
    minutes: int = Field(ge=0)
    miles: float | None = Field(default=None, ge=0)


class Severity(StrEnum):
    """``error`` stops the run, ``warning`` needs a look, ``note`` is for the record."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(Record):
    """Something wrong with the input: what, where and what to do about it; ``code`` stays the same across releases.

    ``file`` and ``sheet`` are where it was read, ``value`` is the cell's text as far as it may be repeated.
    """

    severity: Severity
    code: str
    what: str
    table: str
    row: int | None = None
    column: str | None = None
    record_id: str | None = None
    do: str = ""
    file: str | None = None
    sheet: str | None = None
    value: str | None = None

    @property
    def where(self) -> str:
        """Table, row and column as a person would look them up; file and sheet where they are not the table's own."""
        named = self.sheet is None and self.file is not None and self.file.rpartition(".")[0] == self.table
        parts = [self.table] if self.file is None or named or self.file == self.table else [self.file]
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        if self.record_id:
            parts.append(f"({self.record_id})")
        return " ".join(parts)


class Caseload(Record):
    """The tables that one run reads; ``overrides`` is the table ``set`` of caseload.toml, by dotted model key.

    ``sources`` are the file and the sheet that each table was read from.
    """

    title: str
    as_of: date
    model: str | None = None
    overrides: Mapping[str, Any] = Field(default_factory=dict)
    young_people: tuple[YoungPerson, ...]
    workers: tuple[Worker, ...]
    places: tuple[Place, ...] = ()
    travel: tuple[Journey, ...] = ()
    findings: tuple[Finding, ...] = ()
    options: Mapping[str, Any] = Field(default_factory=dict)
    sources: Mapping[str, tuple[str | None, str | None]] = Field(default_factory=dict)
