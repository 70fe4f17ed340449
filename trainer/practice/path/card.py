"""Room `practice`, path: the one-page card to have beside oneself in a call."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from trainer.practice.path.readiness import Watch
from trainer.practice.path.schema import Page

#: Columns and lines of a page that prints on one sheet.
COLUMNS, LINES = 76, 60


def card(steps: Sequence[Page], watch: Sequence[Watch] = ()) -> tuple[str, ...]:
    """Give the card in lines: one sentence of each step, and what this learner has to watch."""
    return tuple(_lines(steps, watch))


def _lines(steps: Sequence[Page], watch: Sequence[Watch]) -> Iterator[str]:
    yield "BESIDE YOU IN THE CALL"
    yield ""
    for page in steps:
        yield from _wrapped(page.keep, "- ")
    own = [one for one in watch if one.seen]  # a step that is not shown yet stands above already
    if own:
        yield ""
        yield "YOURS TO WATCH"
        for one in own:
            yield from _wrapped(one.says, "- ")
    yield ""
    yield from _wrapped("After the call, before anything else: write the insight in a sentence or two, then the push, "
                        "the pull, the anxiety and the habit. Then run: trainer analyze FILE", "")  # fmt: skip


def _wrapped(text: str, lead: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS, initial_indent=lead, subsequent_indent=" " * len(lead))
