"""Versions of packages."""

from __future__ import annotations

from importlib.metadata import version

from allocator.versions import version_of


def test_the_version_of_an_installed_package_is_the_installation_s() -> None:
    """Proves that the version comes from the installation, not from a text of ours."""
    assert version_of("click") == version("click")


def test_a_package_that_is_not_installed_is_unknown() -> None:
    """Proves that running from a checkout without installing does not fail over a version."""
    assert version_of("allocator-of-nothing") == "unknown"
