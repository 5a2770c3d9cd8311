"""The report as one page that stands alone, without scripts or anything from elsewhere; it computes nothing."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from benchmarks.report.results import Results, read_results
from benchmarks.report.text import plain
from benchmarks.report.view import view

OWNER_ONLY = 0o600


def write_report(folders: Sequence[Path], out: Path) -> None:
    """Read results folders, the earlier before the later, and write the page at ``out``, for its owner alone.

    Raises UsageError where a folder holds no results. What stands at ``out`` is replaced, whole or not at all.
    """
    page = render(read_results(folders))
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.draft")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(page)
    draft.replace(out)


def render(results: Results) -> str:
    """The page; whatever comes from the rows is escaped, and the browser is told to load and run nothing."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = _templates().get_template("report.html")
    return page.render(view=view(results), style=Markup(style), policy=policy)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("benchmarks.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda shown: plain(shown) if type(shown) is str else shown,  # what no text may hold, no page may
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> str:
    return files("benchmarks.report").joinpath("templates", "style.css").read_text(encoding="utf-8")
