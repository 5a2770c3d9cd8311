"""Builds the shipped instances again, byte for byte: ``python -m allocator.generate.instances [FOLDER]``.

It writes the tables and caseload.toml only: what is known about an answer is none of its business.
"""

from __future__ import annotations

import sys
import tomllib
from decimal import Decimal
from pathlib import Path

from allocator.bundled import instances_dir
from allocator.generate.preset import FOLDER, load_preset
from allocator.generate.scenario import Scenario, happens
from allocator.generate.synthetic import draw
from allocator.reading.models import load_model
from allocator.reading.writing.folder import write_caseload
from allocator.records import Caseload


def scenarios() -> dict[str, Scenario]:
    """Every shipped instance that is built from a preset, by its name."""
    data = tomllib.loads((FOLDER / "instances.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return {name: Scenario.model_validate(entry) for name, entry in data.items()}


def build(scenario: Scenario) -> Caseload:
    """The caseload of one instance."""
    preset = load_preset(scenario.preset)
    changes = {"as_of": scenario.as_of, "week": scenario.week}
    preset = preset.model_copy(update={key: value for key, value in changes.items() if value is not None})
    return happens(draw(preset), scenario, load_model(preset.model, preset.overrides))


def build_all(folder: Path) -> None:
    """Write every instance into a folder of its name, over what is there."""
    for name, scenario in scenarios().items():
        write_caseload(build(scenario), folder / name, overwrite=True)


if __name__ == "__main__":
    build_all(Path(sys.argv[1]) if sys.argv[1:] else instances_dir())
