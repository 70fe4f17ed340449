"""Room `content`, lint: nothing that a model has drafted is practised on before a person has read it."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.content.findings import Problem
from trainer.content.schema import Persona


def draft_problems(persona: Persona) -> Iterator[Problem]:
    """Give the mark of a draft, while it stands there."""
    if persona.draft:
        yield Problem(("draft",), "draft", "Read and mend every line that is marked `# draft`, then remove this line.")
