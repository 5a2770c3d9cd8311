"""An extract loses its names: ids for workers, people and siblings, cleaned texts, and a finding for all that went."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from allocator.reading.extracts import Extract, Row
from allocator.reading.findings import Collector
from allocator.reading.privacy import Key, without_names
from allocator.reading.privacy.pseudonyms import is_id
from allocator.records import Category, Finding, Need, Worker, YoungPerson

ROBIN, TURNED = "Robin\u00a0Example", "Example, Robin"


def someone(person_id: str, worker: str | None = None, **fields: object) -> YoungPerson:
    """A young person of an extract."""
    values = {"person_id": person_id, "category": Category.ELIGIBLE, "age": 17, "current_worker": worker, **fields}
    return YoungPerson.model_validate(values)


def extract(
    *people: YoungPerson,
    staff: Mapping[str, Worker] = MappingProxyType({}),
    known: Mapping[str, frozenset[str]] = MappingProxyType({}),
    names: Mapping[str, str] = MappingProxyType({}),
) -> Extract:
    """An extract of these people, row by row from 2 on, and of their workers."""
    mentioned = {p.current_worker for p in people if p.current_worker} | {w for p in people for w in p.avoid_workers}
    rows = tuple((Row("list9.xlsx", "List 9", number), person) for number, person in enumerate(people, start=2))
    plain = {name: Worker(worker_id=name, base="", fte=Decimal(1)) for name in sorted(mentioned - staff.keys())}
    return Extract("Extract", rows, {**plain, **staff}, known=known, names=names, rows=len(rows))


def taken(given: Extract, key: Key | None = None) -> tuple[Extract, Key, list[Finding]]:
    """The extract without names, the key, and what was found."""
    found = Collector()
    without, new_key = without_names(given, key or Key(), found=found)
    return without, new_key, found.found


def test_workers_become_ids() -> None:
    """In the order of the rows, wherever they are mentioned; an id of the system stays, and the key has the names."""
    given = extract(someone("1", "Kim O'Sample"), someone("2", ROBIN, avoid_workers={"PROF7"}), someone("3", TURNED))
    without, key, found = taken(given)
    people = [person for _, person in without.people]
    assert [person.current_worker for person in people] == ["W01", "W02", "W02"]
    assert people[1].avoid_workers == {"PROF7"}
    assert sorted(without.workers) == ["PROF7", "W01", "W02"]
    assert all(worker.worker_id == name for name, worker in without.workers.items())
    assert key.workers == {"Kim O'Sample": "W01", "Robin Example": "W02", "Example, Robin": "W02"}
    assert [(f.code, f.record_id, f.what) for f in found] == [
        ("worker_spellings", "W02", "W02 is spelt in 2 ways and was taken as one worker.")
    ]


def test_the_same_from_week_to_week() -> None:
    """With the key of last week nobody's id changes, and doing it twice changes nothing more."""
    _, key, _ = taken(extract(someone("1", ROBIN), someone("Sam Young", "Kim Other")))
    given = extract(someone("Sam Young", "Ann New"), someone("Max Small", "robin example"))
    without, later, _ = taken(given, key)
    assert [(p.person_id, p.current_worker) for _, p in without.people] == [("P0001", "W03"), ("P0002", "W01")]
    assert without_names(without, later, found=Collector()) == (without, later)


def test_what_is_said_of_a_worker_is_put_together() -> None:
    """Of two spellings the first that says something counts, what the other adds is kept, a contradiction is said."""
    staff = {
        TURNED: Worker(worker_id=TURNED, base="", fte=Decimal(1), team="North"),
        ROBIN: Worker(worker_id=ROBIN, base="", fte=Decimal("0.6"), team="South", skills=frozenset({Need.PARENT})),
    }
    known = {TURNED: frozenset({"team"}), ROBIN: frozenset({"team", "fte"})}
    without, _, found = taken(extract(someone("1", ROBIN), someone("2", TURNED), known=known, staff=staff))
    [worker] = without.workers.values()
    assert (worker.team, worker.fte, worker.skills) == ("North", Decimal("0.6"), {Need.PARENT})
    assert without.known == {"W01": {"team", "fte"}}
    assert "What is said of W01 under several spellings differs" in "".join(f.what for f in found)


def test_two_people_are_not_merged() -> None:
    """Mr and Ms, and two ids with one name, stay two workers; the key tells the latter apart by their ids."""
    people = [someone("1", "Mr Jo Other"), someone("2", "Ms Jo Other"), someone("3", "A1"), someone("4", "A2")]
    given = extract(*people, names={"A1": "Robin Example", "A2": "robin example"})
    without, key, found = taken(given)
    assert [person.current_worker for _, person in without.people] == ["W01", "W02", "A1", "A2"]
    assert {"Robin Example (A1)": "A1", "robin example (A2)": "A2"}.items() <= key.workers.items()
    assert [(f.code, f.what) for f in found] == [
        ("workers_alike", "W01 and W02 have nearly the same name: kept as different workers.")
    ]
    assert without.names == {}


def test_people_become_ids() -> None:
    """Names and NHS numbers as ids are replaced, however they are typed; ten digits that are none stay."""
    given = extract(someone("Sam Young"), someone("943 476 5919"), someone("9434765918"), someone("500123"))
    without, key, found = taken(given)
    assert [person.person_id for _, person in without.people] == ["P0001", "P0002", "9434765918", "500123"]
    assert key.people == {"Sam Young": "P0001", "943 476 5919": "P0002"}
    [note] = found
    assert (note.code, note.row, note.file, note.sheet) == ("person_ids_replaced", 2, "list9.xlsx", "List 9")
    later, _, _ = taken(extract(someone("9434765919"), someone("SAM  YOUNG")), key)
    assert [person.person_id for _, person in later.people] == ["P0002", "P0001"]


def test_ids_that_are_there_are_not_given_away() -> None:
    """P0001 of the system itself stays who it is."""
    without, _, _ = taken(extract(someone("Sam Young"), someone("P0001"), someone("Max Small")))
    assert [person.person_id for _, person in without.people] == ["P0002", "P0001", "P0003"]


def test_one_person_in_two_spellings_is_an_error() -> None:
    """Two rows of one person are not made two people, and not silently one."""
    without, _, found = taken(extract(someone("Sam Young"), someone("sam young")))
    assert [person.person_id for _, person in without.people] == ["P0001", "P0001"]
    assert [(f.code, f.row) for f in found] == [("person_ids_replaced", 2), ("duplicate_id", 3)]


def test_texts_are_cleaned() -> None:
    """Numbers go, names of workers and of young people become their ids, and what is left reads on."""
    other = {"note": "Sam Young asked Robin; ring 07700 900123", "Surname": "Young", "ring 07700 900123": "x"}
    given = extract(
        someone("Sam Young", ROBIN, keep_together="Young family", key_event="exam with EXAMPLE, Robin", other=other),
        someone("2", ROBIN, keep_together="Young family", place="14 High Street, Boston PE21 8AA"),
        someone("3", keep_together="S07", place="c/o Robin Example 01522 555123", languages=frozenset({"x@y.org"})),
        staff={ROBIN: Worker(worker_id=ROBIN, base="Boston", fte=Decimal(1), team="Robin's team", post="pa")},
    )
    without, _, found = taken(given)
    one, two, three = (person for _, person in without.people)
    assert (one.key_event, one.other) == ("exam with W01", {"note": "P0001 asked W01; ring"})
    assert (one.keep_together, two.keep_together, three.keep_together) == ("G01", "G01", "S07")
    assert (two.place, three.place, three.languages) == ("PE21 8", None, frozenset())
    assert without.workers["W01"].team == "W01's team"
    said = [(f.code, f.column, f.row, f.what) for f in found if f.code in ("personal_taken_out", "place_shortened")]
    assert said == [
        ("personal_taken_out", "key_event", 2, "1 cell held a name: taken out."),
        ("personal_taken_out", "note", 2, "1 cell held a telephone number and a name: taken out."),
        ("personal_taken_out", "place", 4, "1 cell held a telephone number and a name: taken out."),
        ("personal_taken_out", "languages", 4, "1 cell held an e-mail address: taken out."),
        ("personal_taken_out", "team", None, "1 cell held a name: taken out."),
        (
            "place_shortened",
            "place",
            3,
            "2 cells held an address, cut down to a postcode sector or a town; 1 with neither are blank.",
        ),
    ]
    assert sorted(f.column or "" for f in found if f.code == "column_of_names") == ["(header left out)", "Surname"]


def test_single_words_of_a_name() -> None:
    """A forename with a capital is taken out; a town or a point of the compass is not, unless it owns something."""
    teams = ["Ann", "Lincoln team", "North", "Lincoln's team", "may exam", "Jo's", "banned", "leaving care"]
    people = [someone(str(n), "Ann Lincoln", other={"note": team}) for n, team in enumerate(teams)]
    given = extract(*people, someone("9", "Jo North"), someone("10", "Jo May"))
    without, _, _ = taken(given)
    assert [person.other.get("note") for _, person in without.people][:8] == [
        *("W01", "Lincoln team", "North", "W01's team", "may exam", "(name)'s", "banned", "leaving care")
    ]


def test_is_id() -> None:
    """An id has a digit and is nobody's number."""
    assert [text for text in ("W01", "9434765919", "Kim", "x1@y.org", "500123") if is_id(text)] == ["W01", "500123"]
    assert not is_id("W2,")  # the caseload could not be read again
    assert not is_id("W2;W3")


def test_findings_are_short_and_name_nobody() -> None:
    """What and what to do together fit into 160 characters, and no name or number is in them."""
    people = [
        someone(f"Sam Young{'' if n else ' Example'}", f"Kim O'Sample{n}", place=f"{n} Nowhere") for n in range(3)
    ]
    given = extract(*people, someone("9", "Mr Jo Other", keep_together="Young"), someone("10", "Ms Jo Other"))
    _, _, found = taken(given)
    assert found
    for finding in found:
        assert len(f"{finding.what} {finding.do}") <= 160, finding
        assert not {"Young", "Jo", "Other", "Sample"} & {*finding.model_dump_json().replace('"', " ").split()}


def test_the_longest_finding_fits() -> None:
    """All five kinds in a column are listed within 160 characters."""
    note = "x@example.org AB123456C 943 476 5919 07700 900123 Sam Young"
    _, _, found = taken(extract(someone("Sam Young", other={"note": note})))
    [taken_out] = [finding for finding in found if finding.code == "personal_taken_out"]
    assert taken_out.what == (
        "1 cell held an e-mail address, a National Insurance number, an NHS number, a telephone number and a name: "
        "taken out."
    )
    assert len(f"{taken_out.what} {taken_out.do}") <= 160
