"""A learner driven by a language model: what it is told, what is said, and that no check looks at it."""

from __future__ import annotations

from typing import Any, cast

import pytest

from trainer.content.catalogue import Catalogue
from trainer.conversation.call import Call
from trainer.conversation.model import FaultKind, Filled, Model, ModelFault, Prompt, Stop, Usage, Written
from trainer.lab.learner import KEPT, KIND, ModelLearner, NotesForm, played_by
from trainer.lab.measuring import measure
from trainer.lab.playing import briefing_of, converse

LINES = ("What happened\n the last time?", "How was that for you?", "What came before it?")


class Scripted:
    """A door that says fixed lines in turn; `fault` fails the form, or everything from a call on."""

    name = "scripted"

    def __init__(self, fault: FaultKind | None = None, from_call: int = 1000) -> None:
        self.prompts: list[Prompt] = []
        self.fault = fault
        self.from_call = from_call

    def write(self, prompt: Prompt, stop: Stop, *, again: bool, retried: Any) -> Written:
        self.prompts.append(prompt)
        if self.fault and len(self.prompts) >= self.from_call:
            raise ModelFault(self.fault, "the model is gone")
        return Written(LINES[len(self.prompts) % len(LINES)])

    def fill(self, prompt: Prompt, form: type[Any], stop: Stop, *, within: float) -> Filled[Any]:
        self.prompts.append(prompt)
        if self.fault:
            raise ModelFault(self.fault, "no form")
        return Filled(NotesForm("They come for the pictures of friends.", "", "the pictures", " ", ""), Usage())


@pytest.fixture(scope="module")
def call() -> Call:
    played = Catalogue().cast("game-nobody-plays")
    return Call.of(played.scenario, played.personas, played.hash)


def test_it_is_told_what_a_person_is_told_and_hears_what_is_said(call: Call) -> None:
    door = Scripted()
    (played,) = played_by(cast(Model, door), call, range(3, 4))
    assert played.kind == KIND and played.turns > 10 and played.parts["insight"] is not None
    task = door.prompts[0].messages[0].text
    assert call.scenario.product.name in task and call.scenario.belief in task
    sent = " ".join(message.text for prompt in door.prompts for message in prompt.messages)
    told = {fact.id for fact in played.facts if fact.outcome != "missed"}
    assert not [line for fact in call.persona.facts if fact.id not in told for line in fact.says if line in sent]
    assert all(len(prompt.messages) <= KEPT + 2 for prompt in door.prompts)
    assert "\n" not in door.prompts[-1].messages[2].text


def test_notes_that_cannot_be_filled_in_are_empty_and_a_lost_model_is_a_fault(call: Call) -> None:
    empty = ModelLearner(briefing_of(call), cast(Model, Scripted(FaultKind.EMPTY)))
    assert converse(call, empty, KIND, 1, 6).parts["insight"] == 0
    with pytest.raises(ModelFault):
        played_by(cast(Model, Scripted(FaultKind.CONNECT, 3)), call, range(1, 2))


def test_no_check_looks_at_its_calls(call: Call) -> None:
    played = played_by(cast(Model, Scripted()), call, range(1, 3))
    measured = measure("game-nobody-plays", 2, call.persona, played, len(played))
    assert [bot.kind for bot in measured.bots] == [KIND]
    assert not [check for check in measured.checks if KIND in check.says]
