"""Room `practice`, path: reads the pages that come with the trainer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from trainer.content.findings import ContentError, nearest, shown
from trainer.content.loading import located, parse_content, read_text, show_path
from trainer.content.remedies import problems_of
from trainer.practice.path.schema import Page

FOLDER = Path(__file__).parent / "pages"


@cache
def pages() -> tuple[Page, ...]:
    """Give the steps in order.

    Raises:
        ContentError: a page is broken or missing; the line names file, field and remedy.
    """
    found = tuple(load_page(path) for path in sorted(FOLDER.glob("*.yaml")))
    if not found:
        raise ContentError("The pages of the path cannot be found; install the trainer again.")
    return found


def load_page(path: Path) -> Page:
    """Read and check one page.

    Raises:
        ContentError: the file cannot be read or is no sound page.
    """
    text, file = read_text(path), show_path(path)
    try:
        return Page.model_validate(parse_content(text, file))
    except ValidationError as error:
        raise ContentError.of(located(problems_of(error, Page), text, file)) from None


def find(steps: Sequence[Page], name: str) -> Page:
    """Give a step by its id or its number, from 1.

    Raises:
        ContentError: there is none; the line says which there are.
    """
    if name.isascii() and name.isdigit() and 1 <= int(name[:4]) <= len(steps):
        return steps[int(name[:4]) - 1]
    for page in steps:
        if page.id == name:
            return page
    near = nearest(name, [page.id for page in steps], 1)
    hint = f"did you mean {near[0]}?" if near else f"give a number from 1 to {len(steps)}, or an id from `trainer path`"
    raise ContentError(f"There is no step `{shown(name)}`; {hint}")
