"""Findings in the order in which a person works through them: the gravest first, like with like; it judges none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allocator.reading.findings import CATALOGUE, title_of
from allocator.records import Finding, Severity

LIST = "findings.csv"


@dataclass(frozen=True)
class FindingGroup:
    """All findings with one code; ``shown`` are the first few, ``do`` is what to do where it is the same for all."""

    severity: Severity
    code: str
    title: str
    shown: tuple[Finding, ...]
    count: int
    do: str

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)


def grouped(findings: Iterable[Finding], *, most: int) -> tuple[FindingGroup, ...]:
    """Findings by severity, then by code in the order of the catalogue, ``most`` of each; one more is no line saved."""
    groups: dict[tuple[int, int, str], list[Finding]] = {}
    grave, order = list(Severity), {code: at for at, code in enumerate(CATALOGUE)}
    for finding in findings:
        key = (grave.index(finding.severity), order.get(finding.code, len(order)), finding.code)
        groups.setdefault(key, []).append(finding)
    return tuple(_group(groups[key], most=most) for key in sorted(groups))


def _group(found: list[Finding], *, most: int) -> FindingGroup:
    shown = tuple(found if len(found) <= most + 1 else found[:most])
    advice = {finding.do for finding in found}
    do = found[0].do if len(advice) == 1 else ""
    severity, code = found[0].severity, found[0].code
    return FindingGroup(severity, code, title_of(code), shown, len(found), do)
