"""Room `content`: the JSON Schema of both kinds of files, for editors."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from trainer.content.schema import Persona, Scenario

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, Any]:
    """Give the schemas under the names `persona` and `scenario`."""
    return {name: {"$schema": _DIALECT, **model.model_json_schema()} for name, model in _MODELS.items()}


_MODELS: dict[str, type[BaseModel]] = {"persona": Persona, "scenario": Scenario}
