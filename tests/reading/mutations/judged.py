"""What may come of any input: a caseload that is whole and in which every row is accounted for, or nothing and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from allocator.errors import AllocatorError, InputError
from allocator.reading.caseload import read_caseload
from allocator.reading.findings import CATALOGUE, errors_among
from allocator.records import Finding
from tests.reading.mutations.inputs import AS_OF, Account, Input


def wrong_with(made: Input, source: Path, records: Callable[[], int]) -> list[str]:
    """Everything that is wrong with what comes of ``source``; anything but our own errors is let through as it is.

    ``records`` counts the rows that there are below the headers; it is asked where the input is taken.
    """
    folder = source.parent
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    out = folder / "out"
    try:
        account = made.run(source, out)
    except AllocatorError as refused:
        wrong = [] if refused.exit_code in {1, 2} else [f"exit code {refused.exit_code}"]
        after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        wrong += [] if after == before and not out.exists() else ["something was written"]
        return wrong + (_wrong_refusal(refused) if isinstance(refused, InputError) else [])
    return _wrong_caseload(account, out, records())


def _wrong_refusal(refused: InputError) -> list[str]:
    findings = [finding for finding in refused.findings if isinstance(finding, Finding)]
    wrong = [f"{finding.code} is not in the catalogue" for finding in findings if finding.code not in CATALOGUE]
    wrong += [] if errors_among(findings) else [f"refused without an error: {refused}"]
    return wrong + [
        f"too long: {error.what} {error.do}"
        for error in errors_among(findings)
        if error.file and len(f"{error.what} {error.do}") > 160
    ]


def _wrong_caseload(account: Account, out: Path, records: int) -> list[str]:
    wrong = []
    if account.taken + account.left_out != records:
        wrong.append(f"{records} rows, of which {account.taken} were taken and {account.left_out} left out")
    try:
        again = read_caseload(out, as_of=AS_OF)
    except AllocatorError as problem:
        return [*wrong, f"what was written cannot be read: {problem}"]
    written = sum(map(len, (again.young_people, again.workers, again.places, again.travel)))
    drafts = [path.name for path in out.parent.rglob(".*")]
    wrong += [f"drafts are left: {drafts}"] if drafts else []
    return wrong if written == account.written else [*wrong, f"{account.written} to be written, {written} read again"]
