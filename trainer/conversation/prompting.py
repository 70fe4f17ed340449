"""Room `conversation`: turns a template of the package into the text of a prompt. Sandboxed, strict, no file of a user.

Whatever comes from people or content goes in as a variable, and what was said in a call as JSON: it is data to the
template and data to the model.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_ROOM = Path(__file__).parent.parent


def render(template: str, **variables: Any) -> str:
    """Give the text of a template, named from the package down (`conversation/voicing/prompts/actor.j2`).

    Raises:
        jinja2.UndefinedError: the template names a variable that is not given.
        jinja2.TemplateNotFound: there is no such template.
    """
    return _environment().get_template(template).render(variables).strip()


def as_data(value: Any) -> str:
    """Give `value` as JSON on one line, so that no text in it can pass for anything else."""
    return json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined  # 50 ms: only where a model is used
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(_ROOM),
        undefined=StrictUndefined,
        autoescape=False,  # a prompt is text, no page
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["data"] = as_data
    environment.globals.clear()  # no range, no lipsum: a template of ours needs none
    return environment
