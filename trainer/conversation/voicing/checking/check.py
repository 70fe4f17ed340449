"""Room `voicing`, the check: all rules, in the order in which a retry should hear of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from trainer.conversation.voicing.checking.binding import flaws_of_binding
from trainer.conversation.voicing.checking.bounds import Bounds, Flaw, Kind
from trainer.conversation.voicing.checking.character import flaws_of_character
from trainer.conversation.voicing.checking.covers import flaws_of_cover
from trainer.conversation.voicing.checking.echoes import flaws_of_echo
from trainer.conversation.voicing.checking.form import flaws_of_form
from trainer.conversation.voicing.checking.ground import Ground, ground_of
from trainer.conversation.voicing.checking.guesses import flaws_of_guess
from trainer.conversation.voicing.checking.leaks import flaws_of_leaks
from trainer.conversation.voicing.checking.names import flaws_of_names
from trainer.conversation.voicing.checking.novelty import flaws_of_novelty
from trainer.conversation.voicing.checking.numbers import flaws_of_numbers
from trainer.conversation.voicing.checking.polarity import flaws_of_polarity
from trainer.conversation.voicing.checking.reasons import flaws_of_reason
from trainer.conversation.voicing.checking.swaps import flaws_of_swaps

#: Longer answers are not read at all: no customer talks like that.
LONGEST = 4000

_RULES: tuple[Callable[[str, Ground], Iterator[Flaw]], ...] = (
    flaws_of_character,
    flaws_of_echo,
    flaws_of_guess,
    flaws_of_leaks,
    flaws_of_novelty,
    flaws_of_reason,
    flaws_of_names,
    flaws_of_numbers,
    flaws_of_swaps,
    flaws_of_binding,
    flaws_of_polarity,
    flaws_of_cover,
)


def flaws_in(text: str, bounds: Bounds) -> tuple[Flaw, ...]:
    """Give what is wrong with an answer (as `tidy` gives it); empty means that it may be painted. Never raises."""
    form = tuple(flaws_of_form(text[:LONGEST], bounds))
    if len(text) > LONGEST or any(flaw.kind is Kind.EMPTY for flaw in form):
        return form
    ground = ground_of(bounds)
    return (*form, *(flaw for rule in _RULES for flaw in rule(text, ground)))
