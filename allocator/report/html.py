"""The proposal as one page that stands alone, without scripts or anything from elsewhere; it computes nothing."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from allocator.proposal import Proposal
from allocator.report.view import view


def render(proposal: Proposal) -> str:
    """The page; whatever comes from the tables is escaped, and the browser is told to load and run nothing."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = _templates().get_template("report.html")
    return page.render(view=view(proposal), style=Markup(style), policy=policy)


@cache
def _templates() -> Environment:
    loader = PackageLoader("allocator.report", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _style() -> str:
    return files("allocator.report").joinpath("templates", "style.css").read_text(encoding="utf-8")
