"""A recorded call made by hand: what a customer of a tool for invoices said, and how a line after it is heard."""

from __future__ import annotations

from trainer.conversation.hearing.ear import Ear, Said
from trainer.conversation.hearing.hear import overhear
from trainer.conversation.hearing.heard import Heard

OFFICE = "I do the invoices on Sunday night at the kitchen table, because in the office the phone never stops."
TOOL = "We bought the software two years ago, my accountant told us to, and honestly I only use it to print."
FEAR = "In March I sent one out twice and the customer called me, and I was so ashamed that I went back to paper."


def overheard(line: str, *said: str) -> Heard:
    """Hear a line of the interviewer's after the customer's lines (all three, unless others are given)."""
    lines = said or (OFFICE, TOOL, FEAR)
    return overhear(
        line, Ear({}, frozenset(), frozenset(), tuple(Said("customer", 2 * i, text) for i, text in enumerate(lines)))
    )
