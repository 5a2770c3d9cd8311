"""One finding of every sort as the program really words it: from ``untidy``, and from small inputs for the others."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from allocator.bundled import instances_dir
from allocator.pipeline import Options, check
from allocator.reading.annex_a import read_annex_a
from allocator.reading.caseload import read_caseload
from allocator.reading.changes_since import changes_since
from allocator.reading.conversion import convert
from allocator.reading.findings import Collector
from allocator.reading.models import load_model
from allocator.records import Finding
from tests.docs import extract_examples
from tests.docs.annex_a_examples import annex_a
from tests.docs.findings_of import findings_of
from tests.reading.folders import PEOPLE, WORKERS, folder, people, workers

MODEL = 'as_of = 2025-06-02\nmodel = "lincolnshire-2025"\n'
MANY = "\n".join(f"P{n},2006-05-05,former_relevant,Lincoln,W1" for n in range(1, 41))
LIST_NINE = """\
Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Does the Child have a Disability,Allocated Team,\
Allocated Worker,Eligibility Category,LA in Touch,Type of Accommodation,Suitability of Accommodation,Activity Status
1001,,,2006-02-11,,b) No,North,Worker One,b) Former relevant child,a) Yes,,,
1002,,,2006-03-12,,b) No,North,Worker One,b) Former relevant child,c) Died,,,
1003,,,2005-04-13,,b) No,North,Worker Two,b) Former relevant child,a) Yes,,,
"""


@cache
def examples() -> Mapping[str, Finding]:
    """A finding by each code that is produced; the first that the inputs give rise to."""
    found: dict[str, Finding] = {}
    for produce in PRODUCERS:
        with tempfile.TemporaryDirectory() as place:
            for finding in produce(Path(place)):
                found.setdefault(finding.code, finding)
    return found


def _untidy(_: Path) -> Iterable[Finding]:
    return findings_of(lambda: read_caseload(instances_dir() / "untidy").findings)


def _no_people(place: Path) -> Iterable[Finding]:
    made = folder(place)
    (made / "young_people.csv").unlink()
    return findings_of(lambda: read_caseload(made).findings)


def _no_rows(place: Path) -> Iterable[Finding]:
    return _checked(place, workers=WORKERS.splitlines()[0] + "\n")


def _rows_above(place: Path) -> Iterable[Finding]:
    return _checked(place, workers=f"W3,Boston,1\n{WORKERS}")


def _strange_places(place: Path) -> Iterable[Finding]:
    rows = "P1,2008-01-05,eligible,Bostn,W1,yes,2025-01-15"
    table = people("locked", "latest_contact", rows=rows)
    return _checked(
        place, people=table, workers=workers("last_day", "post", rows="W1,Lincon,1,2025-06-20,\nW2,Boston,1,,chief")
    )


def _nobody_for_them(place: Path) -> Iterable[Finding]:
    table = people("needs", "former_uasc", rows="P1,2003-01-05,former_relevant,Lincoln,,custody,yes")
    return _checked(place, people=table, workers=workers("role", rows="W1,Lincoln,1,16-20"))


def _too_little_time(place: Path) -> Iterable[Finding]:
    return _checked(place, people=people(rows=MANY), workers=workers(rows="W1,Lincoln,1\nW2,Lincoln,0.02"))


def _small_caps(place: Path) -> Iterable[Finding]:
    text = f'{MODEL}[set]\n"caseloads.0.cap_16_20" = "0.5"\n'
    return _checked(place, toml=text)


def _week_to_week(place: Path) -> Iterable[Finding]:
    new = "\n".join(f"P{n},2006-05-05,former_relevant,Lincoln,W2" for n in range(10, 30))
    then = read_caseload(
        folder(place / "then", people=people(rows=MANY.split("\nP10,")[0]), toml=_day(date(2025, 6, 2)))
    )
    rows = f"{new}\nP50,2006-05-05,former_relevant,Lincoln,"
    now = read_caseload(folder(place / "now", people=people(rows=rows), toml=_day(date(2025, 6, 9))))
    return changes_since(then, now, load_model("lincolnshire-2025"))


def _annex_a(place: Path) -> Iterable[Finding]:
    """List 9 converted with a team workbook that lacks one worker, says otherwise of one, and has a new colleague."""
    file, team, found, day = place / "list9.csv", place / "team.csv", Collector(), date(2025, 6, 2)
    file.write_text(LIST_NINE, encoding="utf-8")
    team.write_text("worker_id,base,team\nN01,Lincoln,North\nWorker Two,Boston,South\n", encoding="utf-8")
    extract = read_annex_a(file, as_of=day, found=found)
    return findings_of(lambda: convert(extract, place / "caseload", as_of=day, team=team, found=found).findings)


def _of_an_older_day(place: Path) -> Iterable[Finding]:
    """List 9 of June, all 18 then, read as of November over a caseload that somebody has worked on."""
    file, team, found, day = place / "list9.csv", place / "team.csv", Collector(), date(2025, 11, 24)
    rows = [f"{month},,,2006-{month:02}-11,18,,,Worker One,b),,,," for month in range(6, 11)]
    file.write_text("\n".join([LIST_NINE.splitlines()[0], *rows, ""]), encoding="utf-8")
    team.write_text("worker_id,base\nW01,Lincoln\n", encoding="utf-8")
    mine = people("complexity", rows="P1,2006-05-05,relevant,,W1,high\nP2,2006-05-05,relevant,,,")
    out = folder(place, people=mine)
    extract = read_annex_a(file, as_of=day, found=found)
    return findings_of(lambda: convert(extract, out, as_of=day, team=team, overwrite=True, found=found).findings)


def _kept(place: Path) -> Iterable[Finding]:
    """List 9 converted anew beside last week's caseload, in which somebody has filled in a place."""
    file, found, day = place / "list9.csv", Collector(), date(2025, 6, 2)
    file.write_text(LIST_NINE, encoding="utf-8")
    last = folder(
        place, people=people(rows="1001,2006-02-11,former_relevant,Boston,\n1003,2005-04-13,former_relevant,,")
    )
    extract = read_annex_a(file, as_of=day, found=found)
    return findings_of(lambda: convert(extract, place / "new", as_of=day, keep=last, found=found).findings)


PRODUCERS: tuple[Callable[[Path], Iterable[Finding]], ...] = (
    _untidy,
    _kept,
    _no_people,
    _no_rows,
    _rows_above,
    _strange_places,
    _nobody_for_them,
    _too_little_time,
    _small_caps,
    _week_to_week,
    _annex_a,
    _of_an_older_day,
    annex_a,
    extract_examples.files,
    extract_examples.a_workbook,
    extract_examples.ssd,
    extract_examples.ssd_with_more,
    extract_examples.oc3,
    extract_examples.privacy,
)


def _day(day: date) -> str:
    return f"as_of = {day.isoformat()}\n"


def _checked(place: Path, *, people: str = PEOPLE, workers: str = WORKERS, toml: str = MODEL) -> Iterable[Finding]:
    made = folder(place, people=people, workers=workers, toml=toml)
    return findings_of(lambda: check(made, Options())[0].findings)
