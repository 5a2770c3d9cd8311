"""What a conversion and a template say on the screen, and as JSON: who came in, who was left out, what comes next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from allocator.cli.findings import findings_text
from allocator.errors import InputError
from allocator.explain.words import day as in_words
from allocator.reading.conversion import Conversion
from allocator.reading.findings import title_of
from allocator.reading.template import Written
from allocator.records import Finding

REST = "(--csv FILE lists all)"
REASONS: Mapping[str, tuple[str, str]] = {
    "died": ("died", "died"),
    "returned_home": ("returned home", "returned home"),
    "not_required": ("needs no service any more", "need no service any more"),
    "no_eligibility": ("is not eligible at present", "are not eligible at present"),
    "too_young": ("is under 16", "are under 16"),
    "too_old": ("is over 25", "are over 25"),
    "in_care_under_16": ("in List 8 only is under 16", "in List 8 only are under 16"),
    "in_care_list_at_18": ("in List 8 only is 18 or over", "in List 8 only are 18 or over"),
    "left_care": ("in List 8 only has left care", "in List 8 only have left care"),
    "repeated_row": ("row repeats another", "rows repeat others"),
}
FROM_RETURNS_ONLY = frozenset({"contract_assumed", "team_blank", "worker_not_in_team"})


def converted_text(made: Conversion, *, day_given: bool = True) -> str:
    """What a data officer reads after a conversion; ``day_given`` says whether the day is theirs, or only today's."""
    categories = ", ".join(f"{count} {name.value.replace('_', ' ')}" for name, count in made.by_category.items())
    lines = [
        f"Written to {made.out}: {_count(made.people, 'young person', 'young people')} and {_workers(made.workers)}."
    ]
    lines += [day_text(made.as_of, given=day_given)]
    lines += [f"{_count(made.rows, 'row was', 'rows were')} read: {', '.join(_rows(made))}."]
    lines += [f"Young people: {categories}."]
    if made.excluded:
        lines += [f"Left out: {left_out(made.excluded)}."]
    if made.team is not None:
        lines += [f"The team workbook {made.team} was taken over."]
    if made.key is not None:
        lines += [f"The key to names is {made.key}: keep it to yourself."]
    if made.findings:
        lines += ["", findings_text(made.findings, rest=REST)]
    return "\n".join([*lines, "", *_next(made)])


def day_text(as_of: date, *, given: bool) -> str:
    """Which day an extract was read for, and how to name another one where nobody has named any."""
    today = "" if given else " (today; for an older extract name its day with --as-of)"
    return f"Day of the extract: {in_words(as_of)}{today}."


def _rows(made: Conversion) -> Iterable[str]:
    yield f"{made.people} in the caseload"
    yield f"{sum(made.excluded.values())} left out"
    if made.with_findings:
        yield f"{made.with_findings} with a finding below"


def left_out(excluded: Mapping[str, int]) -> str:
    """Who is left out, in words: 3 died, 2 returned home, 14 are over 25."""
    return ", ".join(f"{excluded[reason]} {_reason(reason, excluded[reason])}" for reason in _by_reason(excluded))


def _by_reason(excluded: Mapping[str, int]) -> list[str]:
    order = [*REASONS]
    return sorted(excluded, key=lambda reason: (order.index(reason) if reason in order else len(order), reason))


def _reason(reason: str, count: int) -> str:
    one, several = REASONS.get(reason, (reason.replace("_", " "),) * 2)
    return one if count == 1 else several


def _next(made: Conversion) -> list[str]:
    """The next steps: the team workbook while something in it is missing, then the check."""
    codes = {finding.code for finding in made.findings}
    check = f"allocator check {_typed(made.out)}"
    if not codes & FROM_RETURNS_ONLY:
        return [f"Next: {check}"]
    folder = made.out.parent if made.out.suffix else made.out
    source = f" --from {_typed(made.out)}" if made.out.suffix else ""
    if made.team is None:
        steps = [f"Write the team workbook: allocator template {_typed(folder)}{source}"]
        steps += [f"Fill in {folder / 'team.xlsx'}: base, role, skills, leave."]
    else:
        there = made.team.absolute().parent
        source = "" if there == made.out.absolute() else f" --from {_typed(made.out)}"
        add = f"Add workers who are missing: allocator template {_typed(made.team.parent)}{source} --update"
        steps = [add] if "worker_not_in_team" in codes else []
        steps += [f"Fill in what is blank in {made.team}."]
    steps += ["Convert again with --overwrite.", check]
    return ["Next:", *(f"  {number}. {step}" for number, step in enumerate(steps, start=1))]


def converted_json(made: Conversion) -> str:
    """The same for other programs."""
    written: dict[str, Any] = {
        "out": str(made.out),
        "as_of": made.as_of.isoformat(),
        "key": None if made.key is None else str(made.key),
        "team": None if made.team is None else str(made.team),
        "rows": made.rows,
        "people": made.people,
        "workers": made.workers,
        "by_category": {name.value: count for name, count in made.by_category.items()},
        "excluded": dict(made.excluded),
        "with_findings": made.with_findings,
    }
    return json.dumps({**written, "findings": _findings(made.findings)}, indent=2)


def refused_text(error: InputError, as_of: date, *, day_given: bool) -> str:
    """An extract that cannot be taken over: how many errors there are, for which day, and every finding."""
    listed = findings_text(error.findings, rest=REST)
    return f"{str(error).splitlines()[0]}\n{day_text(as_of, given=day_given)}\n\n{listed}".rstrip()


def refused_json(error: InputError) -> str:
    """The same for other programs."""
    return json.dumps({"out": None, "findings": _findings(error.findings)}, indent=2)


def template_text(made: Written, folder: Path, *, update: bool) -> str:
    """What was written to be filled in, and what comes next."""
    if made.tables:
        return (
            f"Written to {folder}: empty tables. Next: fill in young_people.csv and workers.csv, "
            f"then run: allocator check {_typed(folder)}\n"
            f"With an extract instead: allocator convert --help; then fill in {made.team} and convert again."
        )
    if update and not made.added:
        return f"{made.team} has everybody already: nothing was changed."
    said = f"Added to {made.team}" if update else f"Written to {made.team}"
    lines = [f"{said}: {_workers(len(made.added))}, by id."]
    if made.key is not None:
        lines.append(f"The key to names is {made.key}: keep it to yourself.")
    return "\n".join([*lines, "Next: fill it in, and convert the extract again; what stands there is taken over."])


def _findings(findings: Iterable[object]) -> list[dict[str, Any]]:
    known = [finding for finding in findings if isinstance(finding, Finding)]
    return [{**one.model_dump(mode="json"), "where": one.where, "title": title_of(one.code)} for one in known]


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _workers(number: int) -> str:
    return _count(number, "worker", "workers")


def _typed(path: Path) -> str:
    """A path as it is typed on a command line."""
    return f'"{path}"' if " " in str(path) else str(path)
