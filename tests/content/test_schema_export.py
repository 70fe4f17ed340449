"""The JSON Schema that editors use."""

from __future__ import annotations

import json

from trainer.content.schema_export import json_schemas


def test_every_schema_is_json_and_forbids_unknown_keys() -> None:
    schemas = json.loads(json.dumps(json_schemas()))
    assert set(schemas) == {"persona", "scenario", "drills"}
    for schema in schemas.values():
        assert schema["additionalProperties"] is False
        assert schema["$schema"].startswith("https://json-schema.org/")
        assert "id" in schema["required"]


def test_what_authors_must_know_is_told_in_the_schema() -> None:
    persona = json_schemas()["persona"]
    fact = persona["$defs"]["Fact"]["properties"]
    assert (fact["depth"]["minimum"], fact["depth"]["maximum"]) == (1, 3)
    assert fact["says"]["minItems"] == 3
    assert "description" in fact["about"]
