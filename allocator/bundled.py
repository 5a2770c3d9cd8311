"""Where the models and instances that come with the program lie, in a checkout or an installed wheel; it opens none."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def models_dir(package: Path = PACKAGE) -> Path:
    """The folder of service models."""
    return _folder("models", package=package)


def instances_dir(package: Path = PACKAGE) -> Path:
    """The folder of instances."""
    return _folder("instances", package=package)


def _folder(name: str, *, package: Path) -> Path:
    # An installed wheel comes first: a folder of this name beside it in site-packages may belong to another package.
    installed = package / "bundled" / name
    return installed if installed.is_dir() else package.parent / name
