"""Room `content`: the JSON Schema of each kind of file, for editors."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from trainer.content.drills.schema import Drills
from trainer.content.schema import Persona, Scenario

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, Any]:
    """Give the schemas under the names `persona`, `scenario` and `drills`."""
    return {name: {"$schema": _DIALECT, **model.model_json_schema()} for name, model in _MODELS.items()}


_MODELS: dict[str, type[BaseModel]] = {"persona": Persona, "scenario": Scenario, "drills": Drills}
