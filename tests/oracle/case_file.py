"""A case as a small JSON file and back, so that what was once found stays found; it judges no case."""

from __future__ import annotations

import json
from pathlib import Path

from allocator.records import Caseload
from allocator.service_model import ServiceModel
from tests.oracle.case import Case


def case_to_json(case: Case) -> str:
    """The case without what is at its default."""
    data = {
        "chosen_moves": case.chosen_moves,
        "caseload": case.caseload.model_dump(mode="json", exclude_defaults=True),
        "model": case.model.model_dump(mode="json", exclude_defaults=True),
    }
    return json.dumps(data, indent=1, sort_keys=True) + "\n"


def case_from_json(text: str) -> Case:
    """The case that ``case_to_json`` wrote."""
    data = json.loads(text)
    caseload = Caseload.model_validate(data["caseload"])
    return Case(caseload, ServiceModel.model_validate(data["model"]), data["chosen_moves"])


def found_cases(folder: Path) -> tuple[Path, ...]:
    """Every case file of a folder, in the order of their names."""
    return tuple(sorted(folder.glob("*.json")))
