"""The findings of reading something, whether it ends well or in a refusal; it judges none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from allocator.errors import InputError
from allocator.records import Finding


def findings_of(read: Callable[[], Iterable[Finding]]) -> Iterable[Finding]:
    """What ``read`` gives, or what the error says that stops it."""
    try:
        return read()
    except InputError as error:
        return [finding for finding in error.findings if isinstance(finding, Finding)]
