"""``allocator template`` and ``allocator convert``: what a data officer types, reads and does next."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from allocator.cli.converted import REASONS, left_out
from allocator.explain.words import day
from allocator.generate import england_of
from allocator.generate.extracts import with_returns, write_annex_a, write_ssd
from allocator.reading.annex_a.list_eight import ADULTS, CEASED, UNDER_16
from allocator.reading.annex_a.reading import REPEATED
from allocator.reading.extracts.codes import Left
from tests.cli.conftest import Ran
from tests.reading.team.extracts import team_file

Cli = Callable[..., Ran]

EXTRACT = """\
Child unique ID,Date of Birth,Disability,Allocated Team,Allocated Worker,Eligibility Category,\
LA in Touch,Activity Status
101,14/03/2008,a) Yes,North,Ann Example,d) Eligible,a) Yes,F2
102,02/09/2006,b) No,South,Bob Sample,b) Former relevant,a) Yes,G5
103,20/11/2005,b) No,South,Bob Sample,b) Former relevant,a) Yes,F4
104,21/11/2005,b) No,South,Bob Sample,b) Former relevant,c) Died,F4
105,20/11/1998,b) No,South,Bob Sample,b) Former relevant,a) Yes,F4
"""
DAY = ("--as-of", "2026-01-05")


@pytest.fixture
def list9(tmp_path: Path) -> Path:
    """An extract of five people, one of whom has died and one of whom is 27."""
    file = tmp_path / "list9.csv"
    file.write_text(EXTRACT, encoding="utf-8")
    return file


def team_ids(file: Path) -> list[object]:
    """The ids in a team workbook."""
    return [row[0] for row in openpyxl.load_workbook(file)["team"].iter_rows(min_row=2, values_only=True)]


def test_the_template_says_what_comes_next(cli: Cli, tmp_path: Path) -> None:
    """Proves that empty tables and the team workbook are there where there was nothing, and the next steps named."""
    ran = cli("template", tmp_path / "county")
    assert ran.code == 0
    files = {file.name for file in (tmp_path / "county").iterdir()}
    assert files == {"young_people.csv", "workers.csv", "words.csv", "caseload.toml", "team.xlsx"}
    assert f"then run: allocator check {tmp_path / 'county'}" in ran.out
    ran = cli("check", tmp_path / "county")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "Our caseload, 2 June 2025: 1 young person, 1 worker")


def test_the_template_never_touches_tables_that_are_there(cli: Cli, tmp_path: Path) -> None:
    """Proves that a second call replaces nothing, and that even --overwrite leaves people's tables alone."""
    cli("template", tmp_path)
    mine = "worker_id,base,fte\nW01,Boston,0.5\nW02,Boston,1\n"
    (tmp_path / "workers.csv").write_text(mine, encoding="utf-8")
    refused = cli("template", tmp_path)
    assert refused.code == 2
    assert "team.xlsx is there already and was left alone" in refused.err
    assert team_ids(tmp_path / "team.xlsx") == []
    assert cli("template", tmp_path, "--overwrite").code == 0
    assert team_ids(tmp_path / "team.xlsx") == ["W01", "W02"]
    assert (tmp_path / "workers.csv").read_text(encoding="utf-8") == mine


def test_an_extract_becomes_a_caseload_that_can_be_run(cli: Cli, tmp_path: Path, list9: Path) -> None:
    """Proves the way from the authority's list to a proposal: converted, counted in words, checked, allocated."""
    out = tmp_path / "county"
    ran = cli("convert", "annex-a", list9, "--out", out, *DAY)
    assert ran.code == 0
    assert ran.out.startswith(
        f"Written to {out}: 3 young people and 2 workers.\n"
        "Day of the extract: 5 January 2026.\n"
        "5 rows were read: 3 in the caseload, 2 left out.\n"
        "Young people: 1 eligible, 2 former relevant.\n"
        "Left out: 1 died, 1 is over 25.\n"
    )
    assert ran.out.endswith(
        f"Next:\n  1. Write the team workbook: allocator template {out}\n"
        f"  2. Fill in {out / 'team.xlsx'}: base, role, skills, leave.\n"
        f"  3. Convert again with --overwrite.\n  4. allocator check {out}\n"
    )
    assert cli("check", out).code == 0
    assert cli("allocate", out, "--out", tmp_path / "run").code in (0, 3)


def test_the_team_workbook_goes_round(cli: Cli, tmp_path: Path, list9: Path) -> None:
    """Proves convert, template, fill in, convert again: what was filled in is there, and the rest is asked for."""
    out = tmp_path / "county"
    cli("convert", "annex-a", list9, "--out", out, *DAY)
    assert "2 workers, by id" in cli("template", out).out
    book = openpyxl.load_workbook(out / "team.xlsx")
    sheet = book["team"]
    sheet["B2"], sheet["C2"], sheet["D2"], sheet["F2"] = "Lincoln", 0.6, "16-20", "yes"
    book.save(out / "team.xlsx")
    ran = cli("convert", "annex-a", list9, "--out", out, *DAY, "--overwrite")
    assert f"The team workbook {out / 'team.xlsx'} was taken over." in ran.out
    assert "base is not known of 1 worker (W02): every journey is priced at the median." in ran.out
    assert f"Next:\n  1. Fill in what is blank in {out / 'team.xlsx'}.\n" in ran.out
    with (out / "workers.csv").open(encoding="utf-8", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert (first["base"], first["fte"], first["role"], first["skills"]) == ("Lincoln", "0.6", "16-20", "custody")
    assert (second["base"], second["fte"]) == ("", "1")


def test_new_workers_are_added_to_what_is_filled_in(cli: Cli, tmp_path: Path, list9: Path) -> None:
    """Proves that next month's new worker is named as missing, and that the command that is printed adds them."""
    out, team = tmp_path / "county", tmp_path / "team.xlsx"
    cli("convert", "annex-a", list9, "--out", out, *DAY)
    team_file(team, ("worker_id", "base", "fte", "role", "skill_uasc"), ("W01", "Boston", 1, "all", "yes"))
    ran = cli("convert", "annex-a", list9, "--out", out, *DAY, "--overwrite")
    assert "1 worker of the extract is not in team.xlsx: W02." in ran.out
    step = next(line for line in ran.out.splitlines() if "Add workers who are missing" in line)
    added = cli(*step.split("allocator ")[1].split())
    assert added.out.startswith(f"Added to {team}: 1 worker, by id.")
    assert team_ids(team) == ["W01", "W02"]
    assert "has everybody already" in cli("template", tmp_path, "--from", out, "--update").out


@pytest.mark.parametrize("form", ["annex-a.xlsx", "ssd"])
def test_the_template_knows_the_workers_of_an_extract(form: str, cli: Cli, tmp_path: Path) -> None:
    """Proves that workers come out of an extract that has not been converted yet, with what it knows of them."""
    county = with_returns(england_of(200), seed=1)
    if form == "ssd":
        write_ssd(county, tmp_path / form)
    else:
        write_annex_a(county, tmp_path / form, columns=13)
    ran = cli("template", tmp_path / "new", "--from", tmp_path / form, "--as-of", county.as_of.isoformat())
    assert ran.code == 0
    assert team_ids(tmp_path / "new" / "team.xlsx") == sorted(
        {one.current_worker for one in county.young_people} - {None}
    )  # type: ignore[type-var]
    shares = [
        row[2]
        for row in openpyxl.load_workbook(tmp_path / "new" / "team.xlsx")["team"].iter_rows(min_row=2, values_only=True)
    ]
    assert (None in shares) == (form != "ssd")


def test_names_of_an_extract_get_the_ids_that_the_conversion_gives(cli: Cli, tmp_path: Path, list9: Path) -> None:
    """Proves that a template made before the first conversion has the same ids as the caseload made after it."""
    out = tmp_path / "county"
    ran = cli("template", out, "--from", list9, *DAY)
    assert f"The key to names is {tmp_path / 'county-worker-key.csv'}: keep it to yourself." in ran.out
    assert team_ids(out / "team.xlsx") == ["W01", "W02"]
    assert "not in team.xlsx" not in cli("convert", "annex-a", list9, "--out", out, *DAY).out


def test_nowhere_to_take_workers_from_is_said(cli: Cli, tmp_path: Path) -> None:
    """Proves that --update without a caseload, and a --from that is no extract, are refused in words."""
    ran = cli("template", tmp_path / "new", "--update")
    assert (ran.code, "holds no caseload to take workers from" in ran.err) == (2, True)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    ran = cli("template", tmp_path / "new", "--from", tmp_path / "other.csv")
    assert (ran.code, "other.csv names no worker" in ran.err) == (1, True)
    assert not (tmp_path / "new").exists()


def test_no_name_of_a_worker_is_in_the_caseload(cli: Cli, tmp_path: Path, list9: Path) -> None:
    """Proves that names are in the key alone, which lies outside the caseload and is pointed out to the user."""
    out = tmp_path / "county"
    ran = cli("convert", "annex-a", list9, "--out", out, *DAY)
    texts = "".join(file.read_text(encoding="utf-8") for file in out.iterdir())
    key = tmp_path / "county-worker-key.csv"
    assert "Example" not in texts + ran.out
    assert "Ann Example" in key.read_text(encoding="utf-8")
    assert f"The key to names is {key}: keep it to yourself." in ran.out


def test_a_workbook_and_the_ssd(cli: Cli, tmp_path: Path) -> None:
    """Proves that the SSD becomes one workbook, that check reads it, and that the steps name its own folder."""
    county = with_returns(england_of(200), seed=1)
    write_ssd(county, tmp_path / "ssd")
    out = tmp_path / "county.xlsx"
    ran = cli("convert", "ssd", tmp_path / "ssd", "--out", out, "--as-of", county.as_of.isoformat())
    assert f"Written to {out}: 200 young people" in ran.out
    assert f"1. Write the team workbook: allocator template {tmp_path} --from {out}" in ran.out
    assert "200 young people" in cli("check", out).out
    step = next(line for line in ran.out.splitlines() if "Write the team workbook" in line)
    assert cli(*step.split("allocator ")[1].split()).code == 0
    assert team_ids(tmp_path / "team.xlsx") == sorted(worker.worker_id for worker in county.workers)


def test_what_is_wrong_is_the_result(cli: Cli, tmp_path: Path, list9: Path) -> None:
    """Proves exit code 1, every error on standard output and in the list that is asked for, and nothing written."""
    list9.write_text(EXTRACT.replace("02/09/2006", "31/02/2006").replace("d) Eligible", "z) Other"), encoding="utf-8")
    ran = cli("convert", "annex-a", list9, "--out", tmp_path / "county", *DAY, "--csv", tmp_path / "findings.csv")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith(
        "The extract has 2 errors, and nothing was written:\nDay of the extract: 5 January 2026.\n\nErr"
    )
    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["severity"] for row in csv.DictReader(stream)} >= {"error"}
    assert {file.name for file in tmp_path.iterdir()} == {"list9.csv", "findings.csv"}
    as_json = json.loads(cli("convert", "annex-a", list9, "--out", tmp_path / "county", *DAY, "--json").out)
    assert as_json["out"] is None
    assert sum(one["severity"] == "error" for one in as_json["findings"]) == 2


def test_json_says_the_same(cli: Cli, tmp_path: Path, list9: Path) -> None:
    """Proves that another program gets every count and every finding."""
    said = json.loads(cli("convert", "annex-a", list9, "--out", tmp_path / "county", *DAY, "--json").out)
    assert (said["rows"], said["people"], said["workers"], said["with_findings"]) == (5, 3, 2, 0)
    assert (said["excluded"], said["by_category"]) == ({"died": 1, "too_old": 1}, {"eligible": 1, "former_relevant": 2})
    assert "contract_assumed" in {one["code"] for one in said["findings"]}


def test_reasons_are_words() -> None:
    """Proves the wording for one and for several, in one order, and that an unknown reason is said as it is."""
    assert left_out({"too_old": 14, "died": 3, "returned_home": 1}) == "3 died, 1 returned home, 14 are over 25"
    assert left_out({"moved_abroad": 2, "too_young": 1}) == "1 is under 16, 2 moved abroad"


def test_every_reason_has_words() -> None:
    """Proves that no reason for which a reader leaves a row out is shown as the bare word of the program."""
    every = {*Left, UNDER_16, ADULTS, CEASED, REPEATED}
    assert every == set(REASONS)
    assert left_out({UNDER_16: 2, ADULTS: 3, CEASED: 1, REPEATED: 1}) == (
        "2 in List 8 only are under 16, 3 in List 8 only are 18 or over, 1 in List 8 only has left care, "
        "1 row repeats another"
    )


def test_the_day_is_said_where_nobody_named_it(cli: Cli, tmp_path: Path, list9: Path) -> None:
    """Proves that today is named as what was taken, with the way to name another day, also where nothing is written."""
    said = f"Day of the extract: {day(date.today())} (today; for an older extract name its day with --as-of).\n"
    assert said in cli("convert", "annex-a", list9, "--out", tmp_path / "county").out
    list9.write_text(EXTRACT.replace("02/09/2006", "31/02/2006"), encoding="utf-8")
    assert said in cli("convert", "annex-a", list9, "--out", tmp_path / "other").out


def test_a_file_that_is_no_extract_is_an_error_in_words(cli: Cli, tmp_path: Path) -> None:
    """Proves that a wrong file is exit code 1 with a sentence, never a traceback."""
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    ran = cli("convert", "annex-a", tmp_path / "other.csv", "--out", tmp_path / "county")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("The extract has 1 error, and nothing was written:\n")
    assert "no_list_nine" in ran.out
    assert not (tmp_path / "county").exists()


def test_a_key_elsewhere_is_used_by_both(cli: Cli, tmp_path: Path, list9: Path) -> None:
    """Proves that --key keeps names in one place, for the template and for the conversion, and nothing lies beside."""
    key, out = tmp_path / "safe" / "key.csv", tmp_path / "county"
    cli("template", out, "--from", list9, *DAY, "--key", key)
    ran = cli("convert", "annex-a", list9, "--out", out, *DAY, "--key", key)
    assert f"The key to names is {key}: keep it to yourself." in ran.out
    assert "not in team.xlsx" not in ran.out
    assert {file.name for file in tmp_path.iterdir()} == {"list9.csv", "county", "safe"}
