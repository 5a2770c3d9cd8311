"""More than a thousand spoilt inputs: never a fault, never half a result, never a row that is lost without a word.

Each is either taken, and then every row is in the caseload or counted as left out and the caseload written reads back,
or refused with findings, and then nothing was written. The rows are counted from what was written into the files, by
no code that is tested.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from allocator.errors import InputError, UsageError
from allocator.reading.findings import errors_among
from allocator.records import Finding
from tests.reading.mutations.extracts import ADDED, ANNEX_A, SSD
from tests.reading.mutations.forms import Csv, write_book, write_folder
from tests.reading.mutations.hostile import HOSTILE, TAKEN, no_space, read_only
from tests.reading.mutations.inputs import CASELOAD, Input, Table
from tests.reading.mutations.judged import wrong_with
from tests.reading.mutations.ways import NASTY, WAYS

INPUTS = [CASELOAD, ANNEX_A, SSD]
AS_FILES, AS_BOOKS, AS_BYTES, AS_MARKS = 1200, 300, 350, 100  # how many of each

Spoilt = tuple[Input, dict[str, Table]]
CSV_FORMS = st.builds(
    Csv,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quote_all=st.booleans(),
)


def always(examples: int) -> settings:
    """The same examples every time."""
    return settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written need not outlive the test."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@st.composite
def spoilt(draw: st.DrawFn, inputs: list[Input]) -> Spoilt:
    """A valid input of which one table is spoilt in one way, or in up to three at once."""
    made = draw(st.sampled_from(inputs))
    name = draw(st.sampled_from(sorted(made.tables)))
    table = made.tables[name]
    for way in draw(st.lists(st.sampled_from(WAYS), min_size=1, max_size=3)):
        at = draw(st.integers(0, len(table.rows) - 1))
        table = way(table, at, draw(st.integers(0, 9)), draw(st.sampled_from(NASTY)))
    return made, {**made.tables, name: table}


@pytest.mark.parametrize("made", [*INPUTS, ADDED], ids=lambda made: made.name)
def test_unspoilt_inputs_are_taken_whole(tmp_path: Path, made: Input) -> None:
    """The inputs are valid: they are taken as they are, so that what follows comes from the spoiling."""
    write_folder(tmp_path / "in", made.tables, Csv())
    write_book(tmp_path / "in.xlsx", made.tables)
    for source in (tmp_path / "in", tmp_path / "in.xlsx")[: 1 + made.as_workbook]:
        account = made.run(source, tmp_path / f"out-{source.name}")
        assert (account.taken, account.left_out) == (made.records(made.tables), 0)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(tmp_path: Path, name: str) -> None:
    """Each sort of hostile or broken file is taken whole, or refused by the finding that says what it is."""
    spoil, wanted = HOSTILE[name]
    source = tmp_path / "our cases, Zoë's 📁" / "in"
    source.parent.mkdir()
    write_folder(source, CASELOAD.tables, Csv())
    spoil(source)
    out = source.parent / "out"
    if wanted == TAKEN:
        account = CASELOAD.run(source, out)
        assert account.taken == CASELOAD.records(CASELOAD.tables)
        return
    with pytest.raises(InputError, match="error") as caught:
        CASELOAD.run(source, out)
    codes = [finding.code for finding in errors_among(f for f in caught.value.findings if isinstance(f, Finding))]
    assert codes == [wanted] * len(codes)
    assert not out.exists()


@pytest.mark.parametrize("refusal", [no_space, read_only])
def test_disk_that_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: Callable[..., None]) -> None:
    """On a full disk and on a read-only one, nothing is written and the reason is said."""
    write_folder(tmp_path / "in", CASELOAD.tables, Csv())
    monkeypatch.setattr(os, "fsync" if refusal is no_space else "mkdir", refusal)
    with pytest.raises(UsageError, match=r"cannot be written to \((No space left on device|Read-only file system)\)"):
        CASELOAD.run(tmp_path / "in", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_spoilt_files() -> None:
    """Tables spoilt in up to three ways, as CSV files in every encoding, with every separator and line end."""
    tried = 0

    @always(AS_FILES)
    @given(spoilt([made for made in INPUTS if made.as_folder]), CSV_FORMS)
    def check(case: Spoilt, form: Csv) -> None:
        nonlocal tried
        tried += 1
        made, tables = case
        with TemporaryDirectory() as folder:
            source = Path(folder) / "in"
            write_folder(source, tables, form)
            assert wrong_with(made, source, lambda: made.records(tables)) == []

    check()
    assert tried >= AS_FILES


def test_spoilt_workbooks() -> None:
    """The same tables as sheets of a workbook."""
    tried = 0

    @always(AS_BOOKS)
    @given(spoilt([made for made in INPUTS if made.as_workbook]))
    def check(case: Spoilt) -> None:
        nonlocal tried
        tried += 1
        made, tables = case
        with TemporaryDirectory() as folder:
            source = Path(folder) / "in.xlsx"
            write_book(source, tables)
            assert wrong_with(made, source, lambda: made.records(tables)) == []

    check()
    assert tried >= AS_BOOKS


def lines_with_anything(data: bytes) -> int:
    """How many lines hold more than separators and spaces; the inputs have no cell of several lines."""
    return sum(bool(re.sub(rb'[,"\s\x1c-\x1f]', b"", line)) for line in re.split(rb"\r\n|\r|\n", data))


PIECES = [
    b"",
    b'"',
    b'""',
    b",",
    b"\n",
    b"\r",
    b"\x00",
    b"\xff",
    b"\xc3",
    b";",
    b"\t",
    b'"\n"',
    b"\x1a",
    b"'",
    b"0",
    b"=",
]
EDITS = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(0, 3), st.sampled_from(PIECES)), min_size=1, max_size=3
)  # where, how many bytes go, what comes


def edited(data: bytes, edits: list[tuple[int, int, bytes]], *, cut: bool) -> bytes:
    """The bytes after these edits, and cut off at the first of them or not."""
    for at, length, piece in edits:
        at %= len(data)
        data = data[:at] + piece + data[at + length :]
    return data[: edits[0][0]] if cut else data


def test_spoilt_bytes() -> None:
    """Bytes put in, taken out or cut off anywhere in a CSV file."""
    tried = 0

    @always(AS_BYTES)
    @given(st.sampled_from(["young_people", "workers"]), EDITS, st.booleans())
    def check(name: str, edits: list[tuple[int, int, bytes]], cut: bool) -> None:
        nonlocal tried
        tried += 1
        with TemporaryDirectory() as folder:
            source = Path(folder) / "in"
            write_folder(source, CASELOAD.tables, Csv())
            file = source / f"{name}.csv"
            plain = file.read_bytes().replace(b'"', b"").replace(b"Court, Lincoln", b"Court")  # one line to a row
            data = edited(plain, edits, cut=cut)
            assume(re.split(rb"[\r\n]", data)[0].count(b",") > 1)  # headers broken early are headers in two rows
            file.write_bytes(data)

            def records() -> int:
                return sum(lines_with_anything(path.read_bytes()) - 1 for path in source.iterdir())

            assert wrong_with(CASELOAD, source, records) == []

    check()
    assert tried >= AS_BYTES


def test_stray_quotation_marks() -> None:
    """Two quotation marks at borders of cells, which would make one cell of all that stands between them."""
    tried = 0
    data = Csv().data(CASELOAD.tables["workers"]).rstrip(b"\n") + b"\n"
    begins = [at + 1 for at, sign in enumerate(data[:-1]) if sign in b",\n"]
    ends = [at for at, sign in enumerate(data) if sign in b",\n"]

    @always(AS_MARKS)
    @given(st.sampled_from(begins), st.sampled_from(ends))
    def check(begin: int, end: int) -> None:
        nonlocal tried
        tried += 1
        first, second = sorted((begin, end))
        with TemporaryDirectory() as folder:
            source = Path(folder) / "in"
            write_folder(source, CASELOAD.tables, Csv())
            (source / "workers.csv").write_bytes(data[:first] + b'"' + data[first:second] + b'"' + data[second:])
            assert wrong_with(CASELOAD, source, lambda: CASELOAD.records(CASELOAD.tables)) == []

    check()
    assert tried >= AS_MARKS
