"""Room `practice`, drills: judges one answer by what it does, with the hearing of interviews."""

from __future__ import annotations

from collections.abc import Callable

from trainer.content.drills.schema import CHOICES, Kind
from trainer.content.drills.shelf import Placed
from trainer.language.text import clean
from trainer.practice.drills import asking, choosing, ending, giving_back, writing
from trainer.practice.drills.answer import Answer, bare, no_talk
from trainer.practice.drills.feelings import words
from trainer.practice.drills.reasons import REASONS, RIGHT
from trainer.practice.drills.typed import as_typed, spelled
from trainer.practice.drills.verdict import JUDGE_VERSION as JUDGE_VERSION
from trainer.practice.drills.verdict import Found, Verdict

#: Characters of a chosen or written answer that are read.
MOST_TYPED = 2000

_JUDGES: dict[Kind, Callable[[Answer], Found]] = {
    Kind.OPEN: asking.opened,
    Kind.SPLIT: asking.one_of_two,
    Kind.LAST_TIME: asking.last_time,
    Kind.FOLLOW: asking.follows,
    Kind.THREAD: asking.right_thread,
    Kind.FEATURE: asking.behind_the_wish,
    Kind.MIRROR: giving_back.mirrors,
    Kind.LABEL: giving_back.labels,
    Kind.END: ending.ends_well,
    Kind.SILENCE: choosing.silence,
    Kind.FORCE: choosing.force,
    Kind.DECOY: choosing.decoy,
    Kind.INSIGHT: writing.states,
}


def judge(drill: Placed, text: str) -> Verdict:
    """Judge an answer to a drill. Takes any text, asks nobody, and never raises."""
    # What a chosen or written answer says is not talk: a single letter will do, and "score" is a word like others.
    spoken = drill.kind not in CHOICES and drill.kind is not Kind.INSIGHT
    typed = bare(text) if spoken else clean(text[:MOST_TYPED]).strip()
    answer = Answer(spelled(typed), drill.item, _words(drill.kind))
    found = (no_talk(answer) if spoken else None) or _JUDGES[drill.kind](answer)
    why = found.why or REASONS.get(found.reason) or drill.item.why or _RIGHT[drill.kind]
    quote = as_typed(found.quote, answer.text, typed)
    quote = quote if quote in text else quote.rstrip("?")
    return Verdict(found.reason == RIGHT, found.reason, quote, why, _better(drill))


def _words(kind: Kind) -> frozenset[str]:
    """Give the words of a kind's own that a typing error may stand for."""
    if kind is Kind.LABEL:
        return words()
    return choosing.WORDS if kind is Kind.SILENCE else frozenset()


def _better(drill: Placed) -> str:
    """Give the wording to show; of stories to choose from, the right one in full."""
    for letter, option in zip("abcde", drill.item.options, strict=False):
        if option.of == "decoy":
            return f"{letter}. {option.says}"
    return next(iter(drill.item.better), "")


_RIGHT = {
    Kind.OPEN: "Open: they choose where the answer goes.",
    Kind.SPLIT: "One question; the other half can wait.",
    Kind.LAST_TIME: "It asks for something that really happened.",
    Kind.FOLLOW: "It grows out of their own words.",
    Kind.THREAD: "That is the thread to follow.",
    Kind.FEATURE: "It asks what is behind the wish.",
    Kind.MIRROR: "A few of their words, given back; it asks for more without a question.",
    Kind.LABEL: "It names the feeling and leaves them room.",
    Kind.END: "Thanks, something of theirs, and an open door.",
    Kind.SILENCE: "That is what helps them on.",
    Kind.FORCE: "That is the force in it.",
    Kind.DECOY: "That is the plausible story that would stop the digging.",
    Kind.INSIGHT: "It states what the quotes add up to.",
}
