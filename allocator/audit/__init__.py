"""Checks an answer without a solver, one file for each group of rules; it repairs nothing and proposes nothing."""

from allocator.audit.auditor import audit

__all__ = ["audit"]
