"""Which version of a package is installed; it compares none and asks no registry."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

UNKNOWN = "unknown"


def version_of(package: str) -> str:
    """The installed version of a package, or ``unknown`` where it is used without having been installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return UNKNOWN
