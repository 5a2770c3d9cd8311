"""SSDA903 OC3 beside any extract: in touch, activity and accommodation where the extract is blank; it adds nobody.

Where both say something, the extract counts. OC3 is the return of those who turn 17 to 21, so others are not in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from allocator.reading.cells import CellProblem, as_date, clean
from allocator.reading.extracts import Excluded, Extract, Row
from allocator.reading.extracts.codes import (
    ALWAYS_UNSUITABLE,
    EDUCATION,
    Left,
    accommodation_of,
    activity_of,
    in_touch_of,
)
from allocator.reading.files import Grid, grids_of
from allocator.reading.files.above import say_above
from allocator.reading.files.headings import Heading, find_heading, is_total
from allocator.reading.findings import Collector
from allocator.reading.names import shown
from allocator.reading.near import did_you_mean, fold
from allocator.records import Accommodation, Activity, InTouch, Need, Suitability, YoungPerson

TABLE = "OC3"
HEADERS = ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM")
NOT_KNOWN = "0"
YOUNGEST, OLDEST = 17, 21
Value = TypeVar("Value")


@dataclass(frozen=True)
class _Return:
    """What one row says; ``suitability`` comes with the accommodation."""

    row: Row
    born: date | None
    touch: InTouch | Left | None
    activity: Activity | None
    lives: Accommodation | None
    suitability: Suitability | None


@dataclass
class _Compared:
    """Where OC3 and the extract differ: rows of OC3 by column."""

    found: Collector
    differ: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))


def with_oc3(extract: Extract, file: Path, *, found: Collector) -> Extract:
    """The extract with its blanks filled from OC3, and without those whom OC3 says the service has no longer.

    Every row of OC3 is used, is in the one count of those who are not in the extract, or has a finding. Raises
    UsageError where there is no such file.
    """
    grids = grids_of(file, found)
    headed = next(((grid, heading) for grid in grids if (heading := _heading(grid)) is not None), None)
    if headed is None:
        if grids:
            _no_columns(grids[0], found)
        return extract
    returns = _returns(*headed, found=found)
    known = {person.person_id for _, person in extract.people}
    _say_strangers([one for child, one in returns.items() if child not in known], found)
    compared = _Compared(found)
    people, gone = [], list(extract.excluded)
    for row, person in extract.people:
        one = returns.get(person.person_id)
        if one is not None and isinstance(one.touch, Left):
            gone.append(Excluded(row, one.touch.value))
        else:
            people.append((row, person if one is None else _filled(person, one, compared)))
    _say_differences(compared)
    return replace(extract, people=tuple(people), excluded=tuple(gone))


def _heading(grid: Grid) -> Heading | None:
    """The headers of OC3, if the grid has CHILD and one column to fill from."""
    known = {fold(header) for header in HEADERS}
    heading = find_heading(grid, lambda cells: len({fold(cell) for cell in cells} & known))
    names = {fold(header) for header in heading.headers} if heading is not None else set()
    return heading if fold("CHILD") in names and names & {"intouch", "activ", "accom"} else None


def _no_columns(grid: Grid, found: Collector) -> None:
    headers = [clean(cell) for cell in grid.rows[0][1]] if grid.rows else []
    what = f"The file has no row with the headers {', '.join(HEADERS)}.{did_you_mean('CHILD', headers)}"
    do = "Export OC3 with its headers."
    found.add("missing_column", what, table=TABLE, column="CHILD", file=grid.file, sheet=grid.sheet, do=do)


def _returns(grid: Grid, heading: Heading, *, found: Collector) -> Mapping[str, _Return]:
    """What OC3 says, by child."""
    say_above(heading.above, heading.headers, grid, table=TABLE, found=found)
    folded = [fold(header) for header in heading.headers]
    at = {name: folded.index(fold(name)) for name in HEADERS if fold(name) in folded}
    returns: dict[str, _Return] = {}
    for number, cells in grid.rows[heading.at :]:
        row = Row(grid.file, grid.sheet, number)
        if is_total(cells, id_at=at["CHILD"]):
            what = "A row that is a total or a remark, and nobody's, was left out."
            _add(found, "remark_row", what, row, column="CHILD", do="Nothing, if it names no young person.")
            continue
        texts = {name: clean(cells[place]) if place < len(cells) else "" for name, place in at.items()}
        child = texts["CHILD"]
        if not child:
            _add(found, "missing_value", "CHILD is blank.", row, column="CHILD", do="Fill it in.")
        elif child in returns:
            one = _read(texts, row, Collector())
            same = replace(one, row=returns[child].row) == returns[child]
            _twice(child, row, same, found=found)
        else:
            returns[child] = _read(texts, row, found)
    return returns


def _read(texts: Mapping[str, str], row: Row, found: Collector) -> _Return:
    """One row; a cell that cannot be taken is a finding and blank."""
    child = texts["CHILD"]

    def cell(column: str, reader: Callable[[str], Value]) -> Value | None:
        text = texts.get(column, "")
        try:
            return reader(text) if text else None
        except CellProblem as problem:
            _add(found, problem.code, problem.what, row, column=column, do=problem.do, child=child, value=text)
            return None

    lives, suitability = cell("ACCOM", accommodation_of) or (None, None)
    if lives in ALWAYS_UNSUITABLE and texts["ACCOM"].endswith("1"):
        what = f"{texts['ACCOM']} is not a code of OC3: {lives} is always unsuitable, and was read as {lives}2."
        _add(
            found, "oc3_code_pair", what, row, column="ACCOM", do=f"Write {lives}2.", child=child, value=texts["ACCOM"]
        )
    return _Return(
        row, cell("DOB", as_date), cell("IN_TOUCH", in_touch_of), cell("ACTIV", activity_of), lives, suitability
    )


def _filled(person: YoungPerson, one: _Return, compared: _Compared) -> YoungPerson:
    """The young person with blanks filled, and what follows from them."""
    _compare_births(person, one, compared.found)
    changes: dict[str, object] = {}
    needs = set(person.needs)
    if person.in_touch is None:
        changes["in_touch"] = one.touch
    elif one.touch is not None and one.touch != person.in_touch:
        compared.differ["IN_TOUCH"].append(one.row)
    if person.activity is None and one.activity is not None:
        changes |= {"activity": one.activity, "in_education": person.in_education or one.activity in EDUCATION}
        needs |= {Need.PARENT} if one.activity is Activity.NONE_PREGNANCY_OR_PARENTING else set()
    elif one.activity is not None and one.activity != person.activity:
        compared.differ["ACTIV"].append(one.row)
    if person.accommodation is None and one.lives is not None:
        changes |= {"accommodation": one.lives, "suitability": person.suitability or one.suitability}
        needs |= {Need.CUSTODY} if one.lives is Accommodation.CUSTODY else set()
    elif one.lives is not None and one.lives != person.accommodation:
        compared.differ["ACCOM"].append(one.row)
    elif person.suitability is None:
        changes["suitability"] = one.suitability
    elif one.suitability not in (None, person.suitability):
        compared.differ["ACCOM"].append(one.row)
    return person.model_copy(update={**changes, "needs": frozenset(needs)})


def _compare_births(person: YoungPerson, one: _Return, found: Collector) -> None:
    if person.date_of_birth is None or one.born in (None, person.date_of_birth):
        return
    what = f"DOB {one.born} is not the extract's {person.date_of_birth}: the extract's counts."
    do = "Find out which is right; it may be another person."
    _add(found, "oc3_birth_disagrees", what, one.row, column="DOB", do=do, child=person.person_id)


def _say_differences(compared: _Compared) -> None:
    for column, rows in compared.differ.items():
        many = "1 row says" if len(rows) == 1 else f"{len(rows)} rows say"
        what = f"{many} something else than the extract: the extract counts."
        _add(compared.found, "oc3_disagrees", what, rows[0], column=column, do="Nothing, if the extract is newer.")


def _say_strangers(strangers: Sequence[_Return], found: Collector) -> None:
    if strangers:
        many = "1 person of OC3 is" if len(strangers) == 1 else f"{len(strangers)} people of OC3 are"
        what = f"{many} not among those taken from the extract, and not used."
        do = "Nothing, if OC3 is older; else look them up in the extract."
        _add(found, "oc3_not_in_extract", what, strangers[0].row, column="CHILD", do=do)


def _twice(child: str, row: Row, same: bool, *, found: Collector) -> None:
    what = f"{shown(child)} stands in more than one row of OC3"
    if same:
        do = "Nothing; it was counted once."
        _add(found, "row_repeated", f"{what}, and the rows say the same.", row, column="CHILD", do=do, child=child)
    else:
        do = "Keep the row that is right."
        _add(found, "duplicate_id", f"{what}, and the rows differ.", row, column="CHILD", do=do, child=child)


def _add(
    found: Collector,
    code: str,
    what: str,
    row: Row,
    *,
    column: str,
    do: str,
    child: str | None = None,
    value: str | None = None,
) -> None:
    found.add(
        code,
        what,
        table=TABLE,
        row=row.number,
        column=column,
        record_id=child,
        do=do,
        file=row.file,
        sheet=row.sheet,
        value=value,
    )
