"""A synthetic county goes out as Annex A, in either form, and comes back the same for all that the form can hold."""

from __future__ import annotations

import stat
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from allocator.errors import UsageError
from allocator.generate import generate
from allocator.generate.extracts import HELD, WORKERS_HELD, with_returns, write_annex_a
from allocator.generate.extracts.annex_a import postcode_of
from allocator.generate.extracts.annex_a_words import LIST_EIGHT, LIST_NINE
from allocator.generate.extracts.held import NO, YES
from allocator.generate.extracts.returns import is_child
from allocator.reading.annex_a import read_annex_a
from allocator.reading.caseload import read_caseload
from allocator.reading.conversion import convert
from allocator.reading.extracts import Extract
from allocator.reading.files import grids_of
from allocator.reading.findings import Collector
from allocator.records import Activity, Caseload, Category, Lead, Need, Worker, YoungPerson
from allocator.travel.bundled import bundled_gazetteer, bundled_towns
from allocator.travel.postcodes import Postcodes
from tests.builders import AS_OF, caseload, person, worker

FORMS: tuple[Literal[13, 17], ...] = (13, 17)
NOT_WORKING = {Activity.NONE_PREGNANCY_OR_PARENTING}


@pytest.fixture(scope="module")
def county() -> Caseload:
    """936 people with their returns, and workers in two teams."""
    made = with_returns(generate("lincolnshire-2023", seed=5), seed=5)
    workers = [one.model_copy(update={"team": f"Team {number % 2}"}) for number, one in enumerate(made.workers)]
    return made.model_copy(update={"workers": tuple(workers)})


class Trip:
    """A county and what came back of it, person by person."""

    def __init__(self, columns: Literal[13, 17], county: Caseload, file: Path) -> None:
        """Read ``file`` back."""
        self.columns, self.county, self.file = columns, county, file
        self.found = Collector()
        self.extract: Extract = read_annex_a(file, as_of=county.as_of, found=self.found)
        back = {one.person_id: one for _, one in self.extract.people}
        self.pairs = [(one, back[one.person_id]) for one in county.young_people]

    def held(self, field: str) -> str:
        """What is said to be held of a field."""
        return HELD[field].annex_a_13 if self.columns == 13 else HELD[field].annex_a_17


@pytest.fixture(scope="module", params=FORMS)
def trip(request: pytest.FixtureRequest, county: Caseload, tmp_path_factory: pytest.TempPathFactory) -> Trip:
    """The county, out and back again."""
    file = tmp_path_factory.mktemp("annex-a") / "annex a.xlsx"
    return Trip(request.param, county, write_annex_a(county, file, columns=request.param))


def test_nobody_is_lost(trip: Trip) -> None:
    """All 936 come back, nobody else, and nothing is left out."""
    assert len(trip.pairs) == len(trip.extract.people) == trip.extract.rows == 936
    assert trip.extract.excluded == ()
    assert {finding.code for finding in trip.found.found} <= {"social_worker_leads"}


def test_every_field_is_held_as_it_is_said(trip: Trip) -> None:
    """What is said to be held is the same for everybody; what is said not to be held comes back blank."""
    assert set(HELD) == set(YoungPerson.model_fields) - {"other"}
    for field in HELD:
        blank = YoungPerson.model_fields[field].get_default(call_default_factory=True)
        before = [getattr(old, field) for old, _ in trip.pairs]
        after = [getattr(new, field) for _, new in trip.pairs]
        if trip.held(field) == YES:
            assert after == before, field
        elif trip.held(field) == NO:
            assert {repr(value) for value in after} == {repr(blank)}, field
        else:
            assert trip.held(field).startswith("partly: ")
            assert any(value != blank for value in after), field


def test_needs_that_are_held(trip: Trip) -> None:
    """Disability and custody come back; a parent does unless in education or work; nothing is made up."""
    for old, new in trip.pairs:
        held = old.needs & {Need.DISABILITY, Need.CUSTODY}
        held |= old.needs & {Need.PARENT} if old.activity in NOT_WORKING else set()
        assert new.needs == held


def test_former_uasc_that_is_held(trip: Trip) -> None:
    """The older form says it of those still looked after, by List 8; the newer one of everybody."""
    for old, new in trip.pairs:
        said = trip.columns == 17 or old.category is Category.ELIGIBLE
        assert new.former_uasc == (old.former_uasc and said)


def test_lead_that_is_held(trip: Trip) -> None:
    """The newer form says that the social worker leads, before 18."""
    for old, new in trip.pairs:
        led = trip.columns == 17 and old.lead is Lead.SOCIAL_WORKER and is_child(old, trip.county.as_of)
        assert new.lead is (Lead.SOCIAL_WORKER if led else Lead.LCW)


def test_places_that_are_held(trip: Trip) -> None:
    """The place of somebody still looked after comes back as a postcode that stands for the same town."""
    gazetteer = bundled_gazetteer(Postcodes(bundled_towns()))
    eligible = [(old, new) for old, new in trip.pairs if old.category is Category.ELIGIBLE and new.place is not None]
    assert len(eligible) > 100
    for old, new in eligible:
        assert old.place is not None
        assert new.place is not None
        there, back = gazetteer.resolve(old.place), gazetteer.resolve(new.place)
        assert there is not None
        assert back is not None
        assert (there.latitude, there.longitude) == (back.latitude, back.longitude)
    assert {new.place for old, new in trip.pairs if old.category is not Category.ELIGIBLE} == {None}


def test_workers_come_back(trip: Trip) -> None:
    """Every worker with people comes back by id and team alone, and no social worker does."""
    assert set(WORKERS_HELD) == {"worker_id", "team"}
    held = {one.current_worker for one in trip.county.young_people} - {None}
    assert set(trip.extract.workers) == held
    teams = {one.worker_id: one.team for one in trip.county.workers}
    for worker_id, one in trip.extract.workers.items():
        assert one == Worker(worker_id=worker_id, base="", fte=Decimal(1), team=teams[worker_id])
        assert trip.extract.known[worker_id] == {"team"}


def test_headers_are_those_of_the_form(trip: Trip) -> None:
    """The two lists stand in the workbook with their published headers, and only the owner can read it."""
    eight, nine = grids_of(trip.file, Collector())
    assert (eight.sheet, eight.rows[0][1]) == ("List 8", LIST_EIGHT)
    assert (nine.sheet, nine.rows[0][1]) == ("List 9", LIST_NINE[trip.columns])
    assert len(nine.rows[0][1]) == trip.columns
    assert stat.S_IMODE(trip.file.stat().st_mode) == 0o600


def test_converted_the_county_is_the_same(trip: Trip, tmp_path: Path) -> None:
    """All the way to a caseload that is written and read again, for every field that is held whole."""
    found = Collector()
    extract = read_annex_a(trip.file, as_of=trip.county.as_of, found=found)
    made = convert(extract, tmp_path / "caseload", as_of=trip.county.as_of, found=found)
    back = {one.person_id: one for one in read_caseload(made.out).young_people}
    assert len(back) == 936
    fields = [field for field in HELD if trip.held(field) == YES]
    assert len(fields) >= 10
    for old in trip.county.young_people:
        for field in fields:
            assert getattr(back[old.person_id], field) == getattr(old, field), field


def test_team_and_ages_come_back(tmp_path: Path) -> None:
    """A worker's team and an age without a date of birth come back; an adult led by a social worker does not."""
    people = [
        person("P1", "W1", date_of_birth=None, age=22, lead=Lead.SOCIAL_WORKER),
        person("P2", None, age=17, category="eligible", place="NG31 6PZ", lead=Lead.SOCIAL_WORKER),
        person("P3", None),
    ]
    one = caseload(people, [worker("W1", team="North")])
    extract = read_annex_a(write_annex_a(one, tmp_path / "a.xlsx", columns=17), as_of=AS_OF, found=Collector())
    back = [(new.age, new.current_worker, new.lead, new.place) for _, new in extract.people]
    assert back == [
        (22, "W1", Lead.LCW, None),
        (None, None, Lead.SOCIAL_WORKER, "NG31 6PZ"),
        (None, None, Lead.LCW, None),
    ]
    assert {name: known.team for name, known in extract.workers.items()} == {"W1": "North"}


def test_same_county_same_bytes(county: Caseload, tmp_path: Path) -> None:
    """Writing twice gives the same file, and what is there already is not overwritten unasked."""
    small = county.model_copy(update={"young_people": county.young_people[:20]})
    one = write_annex_a(small, tmp_path / "one.xlsx", columns=13)
    other = write_annex_a(small, tmp_path / "other.xlsx", columns=13)
    assert one.read_bytes() == other.read_bytes()
    with pytest.raises(UsageError, match=r"one\.xlsx is there already"):
        write_annex_a(small, one, columns=13)


def test_postcodes_for_towns() -> None:
    """A town is written as half a postcode, a postcode as it is, and a place without one is left blank."""
    assert postcode_of("Boston") == "PE21"
    assert postcode_of("LN1 3AA") == "LN1 3AA"
    assert postcode_of("Nowhere at all") is None
    assert postcode_of(None) is None
