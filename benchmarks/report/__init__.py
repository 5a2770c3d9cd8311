"""Results folders into one page that anyone can open; it runs no benchmark, and changes no result."""

from __future__ import annotations

from benchmarks.report.page import write_report

__all__ = ["write_report"]
