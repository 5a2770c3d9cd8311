"""``python -m tests.docs.refresh``: write again what is generated; it touches nothing that was written by hand."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import textwrap
from collections.abc import Mapping
from pathlib import Path

from tests.docs.consoles import ROOT, playground, prints, with_output
from tests.docs.reference import pages

GOLDEN = ROOT / "tests" / "golden" / "tiny"
SHOWING = (ROOT / "README.md",)
QUOTED, QUOTE, WIDTH = "P06", re.compile(r"^(> .*\n)+", flags=re.MULTILINE), 120


def generated() -> Mapping[Path, str]:
    """Every generated text by its file: reference pages, README with its output, golden output of ``tiny``."""
    with tempfile.TemporaryDirectory() as folder:
        place = playground(Path(folder))
        shown = {path: with_output(path.read_text(encoding="utf-8"), place) for path in SHOWING}
        golden = golden_output(place)
    reasons = golden[GOLDEN / "allocation.csv"]
    shown = {path: QUOTE.sub(_reason_of(QUOTED, reasons), text) for path, text in shown.items()}
    return {**{ROOT / "docs" / name: text for name, text in pages().items()}, **shown, **golden}


def golden_output(place: Path) -> Mapping[Path, str]:
    """What a proven run on ``tiny`` gives: the summary, who works with whom, and how full everybody is."""
    code, summary = prints("allocator allocate instances/tiny --out golden --seed 1 --threads 1", place)
    assert code == 0
    names = ("allocation.csv", "workload.csv")
    written = {name: (place / "golden" / name).read_text(encoding="utf-8") for name in names}
    return {GOLDEN / name: text for name, text in {"summary.txt": summary, **written}.items()}


def _reason_of(person_id: str, allocation: str) -> str:
    rows = {row["person_id"]: row["reason"] for row in csv.DictReader(io.StringIO(allocation))}
    lines = textwrap.wrap(rows[person_id], WIDTH, initial_indent="> ", subsequent_indent="> ")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write every generated text."""
    for path, text in generated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
