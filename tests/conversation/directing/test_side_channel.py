"""How a customer answers tells nobody whether a question came near something that is still locked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trainer.conversation.call import Call
from trainer.conversation.directing.direct import direct
from trainer.conversation.directing.direction import Direction
from trainer.conversation.directing.state import State
from trainer.conversation.hearing.hear import hear
from trainer.conversation.hearing.heard import Heard, Topic

from .. import made

_ASKED = ("What about the {}?", "Do you have the {}?", "Tell me about the {}.", "How often is it the {}?", "The {}?")


def locked(call: Call, state: State) -> list[str]:
    """Give the deep facts that could not be told now, whatever was asked."""
    rules = call.cast.first.rules.values()
    return [r.id for r in rules if r.depth > 1 and r.trust > state.trust + 0.2 and r.id not in state.told]


def shown(direction: Direction) -> tuple[object, ...]:
    """Give all of a decision that somebody on the call could notice."""
    return (
        direction.answer, direction.subject, direction.facet, direction.disclose, direction.hint, direction.reaction,
        direction.tail, direction.mood, direction.trust, direction.patience, direction.closing,
    )  # fmt: skip


def naming(heard: Heard, fact: str, others: list[str]) -> Heard:
    """Give the same question, naming this locked fact (or none, if empty) and no other locked one."""
    topics = tuple(t for t in heard.topics if t.of != "fact" or t.id not in others)
    named = (Topic("fact", fact, 1.4, "about", "words"),) if fact else ()
    return replace(heard, topics=(*named, *topics))


@pytest.mark.parametrize("turns", (0, 1, 3))
def test_an_answer_is_the_same_whichever_locked_fact_was_named_or_none(call: Call, turns: int) -> None:
    session = made.warmed(call, turns)
    state = session.state
    deep = [fact for fact in locked(call, state) if fact not in state.hinted]
    said = tuple(line for event in session.events if (line := session.call.said(event)))
    ear = replace(call.ear, said=said)
    for fact in call.persona.facts:
        if fact.id not in deep:
            continue
        for asked in _ASKED:
            heard = hear(asked.format(fact.about[0]), ear)
            answers = {shown(direct(state, naming(heard, named, deep), call.cast)) for named in ("", *deep)}
            assert len(answers) == 1, (fact.id, asked)


def test_the_words_of_an_answer_do_not_depend_on_which_locked_fact_was_named(call: Call) -> None:
    state = replace(made.started(call).state, trust=0.0)  # some trust a stranger enough to have nothing locked by it
    deep = locked(call, state)
    heard = hear("What about the umbrella stand in the hall?", replace(call.ear, said=()))
    voice = call.voice(5)
    spoken = {voice.speak(direct(state, naming(heard, fact, deep), call.cast), 1, frozenset()) for fact in deep}
    assert len(spoken) == 1
