"""A folder of the SSD with one of everything that may be found in it, and an OC3 likewise; it judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from allocator.reading.findings import Collector
from allocator.reading.oc3 import with_oc3
from allocator.reading.ssd import read_ssd
from allocator.records import Finding
from tests.reading.ssd.folders import (
    AS_OF,
    Tables,
    address,
    born,
    involvement,
    leaver,
    professional,
    tables,
    write,
)

Rows = list[dict[str, str]]
OC3 = """\
CHILD,DOB,IN_TOUCH,ACTIV,ACCOM
P1,07/08/2003,NO,F1,U1
P2,05/09/2008,YES,F2,X1
P2,05/09/2008,YES,F2,X1
P99,07/08/2003,YES,F1,U1
"""


def untidy_tables() -> Tables:
    """Every table but that of disabilities, with one of every mistake."""
    return tables(
        care_leavers=_care_leavers(),
        person=_person(),
        professionals=_professionals(),
        involvements=_involvements(),
        address=_address(),
        disability=None,
    )


def _care_leavers() -> Rows:
    """Rows that can be taken and rows that cannot."""
    return [
        leaver("P1", in_touch="YES", personal_advisor="A1"),
        leaver("P2", eligibility="Eligible", worker_id="S1"),
        leaver("P2", eligibility="Eligible", worker_id="S1"),
        leaver("P3", personal_advisor="X7"),
        leaver("P4", personal_advisor="Kim Sample", accommodation="X", accom_suitable="1"),
        leaver("P5", eligibility="Relevant", accommodation="Z", activity="NEET", clea_pathway_plan_review_date="soon"),
        leaver("P6", accommodation="Q"),
        leaver("P7"),
        leaver("P7", eligibility="Qualifying"),
        leaver("P8"),
        leaver("P9", eligibility="Elsewhere"),
        leaver("P10"),
        leaver(""),
        leaver("Total", eligibility=""),
    ]


def _person() -> Rows:
    """Births that are missing, ahead, or there twice."""
    return [
        born("P1", "2003-08-07"),
        born("P2", "2008-05-09", pers_death_date="2027-01-01"),
        *(born(f"P{number}", "2008-08-07") for number in range(3, 8)),
        born("P1", "2003-08-08"),
        born("P9", "2003-08-07"),
        born("P10", "2030-08-07"),
        born("P11", "2014-08-07"),
    ]


def _professionals() -> Rows:
    """Ids and contracts that cannot be, and one name for two."""
    return [
        professional("A1", fte="37"),
        professional("A1", fte="1"),
        professional("A2", prof_professional_name="Kim Sample"),
        professional("A3", prof_professional_name="Kim Sample"),
        professional(""),
        professional("S1", "Social Worker"),
    ]


def _involvements() -> Rows:
    """Days that cannot be, days ahead, and a stranger."""
    return [
        involvement("P1", "A1", "2024-05-01", "2024-04-01"),
        involvement("P1", "A2", "2026-05-01"),
        involvement("P1", "X8", "2022-05-01"),
    ]


def _address() -> Rows:
    """Days and postcodes that cannot be, two at once, and an orphan."""
    return [
        address("P1", "LN11AA", "2025-12-20", "2025-12-01"),
        address("P2", "LN11AA", "2020-01-01"),
        address("P2", "PE11AA", "2020-01-01"),
        address("P3", "LINCOLN 1", "2020-01-01"),
        address("P12", "LN11AA", "2020-01-01"),
    ]


def untidy(place: Path) -> Sequence[Finding]:
    """What is found in them."""
    found = Collector()
    folder = write(place / "ssd", untidy_tables())
    (folder / "ssd_cin_plans.csv").write_text("cinp_person_id\nP1\n", encoding="utf-8")
    extract = read_ssd(folder, as_of=AS_OF, found=found)
    (place / "oc3.csv").write_text(OC3, encoding="utf-8")
    with_oc3(extract, place / "oc3.csv", found=found)
    return tuple(found.found)
