"""Room `content`: turns what pydantic found into sentences that say what to do. Imported when something is wrong."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from trainer.content.findings import Path, Problem, nearest, shown

_KINDS = {
    "string_type": "Write text here; put it in quotes if it looks like a number.",
    "string_unicode": "Write text in valid Unicode here.",
    "finite_number": "Write an ordinary number here.",
    "tuple_type": "Write a list here, one `- ` item a line.",
    "dict_type": "Write `key: value` lines here.",
    "model_type": "Write `key: value` lines here.",
    "model_attributes_type": "Write `key: value` lines here.",
    "none_required": "Leave this empty.",
}
_BOUNDS: Mapping[str, Callable[[dict[str, Any]], str]] = {
    "greater_than_equal": lambda c: f"Write a number of at least {c['ge']:g}.",
    "less_than_equal": lambda c: f"Write a number of at most {c['le']:g}.",
    "string_too_short": lambda c: f"Write at least {c['min_length']} characters.",
    "string_too_long": lambda c: f"Write at most {c['max_length']} characters.",
    "too_short": lambda c: f"Give at least {c['min_length']} (there are {c['actual_length']}).",
    "too_long": lambda c: f"Give at most {c['max_length']} (there are {c['actual_length']}).",
    "enum": lambda c: f"Use one of {c['expected']}.",
    "literal_error": lambda c: f"Use one of {c['expected']}.",
}
_PARAPHRASED = frozenset({"says", "accepted", "any", "about"})
_ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"


def problems_of(error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Give each fault that pydantic found in data for `model`, unknown keys first."""
    faults: list[Any] = error.errors(include_url=False)
    found = [_problem(fault, model) for fault in faults if not _follows(fault, faults)]
    return sorted(found, key=lambda problem: problem.rule != "unknown-key")


def _follows(fault: Any, faults: list[Any]) -> bool:
    """Say whether a list is only called too short because pydantic does not count its broken items."""
    path = fault["loc"]
    inside = (other["loc"] for other in faults if len(other["loc"]) > len(path))
    return fault["type"] == "too_short" and any(loc[: len(path)] == path for loc in inside)


def _problem(fault: Any, model: type[BaseModel]) -> Problem:
    path: Path = tuple(step for step in fault["loc"] if step != "[key]")
    kind, context = str(fault["type"]), fault.get("ctx", {})
    if kind == "extra_forbidden":
        return Problem(path, "unknown-key", _unknown_key(path, model))
    if kind == "missing":
        return Problem(path, "missing-key", f"Add `{shown(path[-1])}`; it is required.")
    rule = "missing-paraphrases" if kind == "too_short" and path[-1] in _PARAPHRASED else "schema"
    return Problem(path, rule, _remedy(kind, context, fault))


def _remedy(kind: str, context: dict[str, Any], fault: Any) -> str:
    if kind in _KINDS:
        return _KINDS[kind]
    if kind in _BOUNDS:
        return _BOUNDS[kind](context)
    if kind.startswith(("int_", "float_")):
        return f"Write a {'whole ' if kind.startswith('int_') else ''}number here."
    if kind == "string_pattern_mismatch":
        if context.get("pattern") == _ID_PATTERN:
            return "Write an id: small letters, digits and single hyphens only."
        return "Write a gesture between asterisks, such as *looks away*."
    return f"Correct this: {shown(fault['msg'])}."


def _unknown_key(path: Path, model: type[BaseModel]) -> str:
    known = _keys_at(model, path[:-1])
    near = nearest(str(path[-1]), known, 1)
    instead = f"did you mean `{near[0]}`?" if near else f"known here are {', '.join(known)}."
    return f"Rename or remove the unknown key `{shown(path[-1])}`; {instead}"


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Give the keys that may stand at a path."""
    here: Any = model
    for step in path:
        if isinstance(step, str) and isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(step)
            here = field.annotation if field else None
        here = next(iter(_models_in(here)), here)
    return sorted(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Give the models that an annotation such as `tuple[Fact, ...]` or `Tell | None` speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and get_origin(annotation) is None:
        yield annotation
    elif get_origin(annotation) in (tuple, dict, Union, types.UnionType):
        for inner in get_args(annotation):
            yield from _models_in(inner)
