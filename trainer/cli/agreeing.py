"""Room `cli`: asks before something is gone for good."""

from __future__ import annotations

from trainer.cli import output
from trainer.cli.faults import Refused


def agreed(what: str, id: str) -> bool:
    """Ask on the terminal whether to delete a `what` (session, call) for good.

    Raises:
        Refused: nobody sits at the terminal to answer.
    """
    return agreed_to(f"{what} {id} would be gone for good; add --yes to delete it", f"Delete {what} {id} for good?")


def agreed_to(refusal: str, question: str) -> bool:
    """Ask a question on the terminal whose answer is yes or no.

    Raises:
        Refused: nobody sits at the terminal to answer; the message is `refusal`.
    """
    if not output.is_terminal(output=False):
        raise Refused(refusal)
    output.ask(f"{question} Type yes:")
    from trainer.cli.source import Source, stdin

    return (Source(stdin()).line("") or "").strip().casefold() in ("y", "yes")
