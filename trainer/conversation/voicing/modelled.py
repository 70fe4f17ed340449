"""Room `voicing`: the customer voiced by a language model. It says what the authored voice was about to say, in its own
words; what does not keep to that is never shown, and the authored words stand in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from trainer.content.schema import Fact, Persona, Scenario
from trainer.conversation.directing.direction import Answer, Direction
from trainer.conversation.model import LASTING, FaultKind, Model, ModelFault, Prompt, Stop, Usage, Written
from trainer.conversation.voicing.actor import VERSION, instructions, prompt_of
from trainer.conversation.voicing.brief import Brief, Who, brief_of, must_be_said
from trainer.conversation.voicing.checking.bounds import Bounds
from trainer.conversation.voicing.checking.check import flaws_in
from trainer.conversation.voicing.checking.tidy import tidy
from trainer.conversation.voicing.spoken import Line, Spoken, Try
from trainer.language.text import written_out

#: Failures in a row after which the authored voice keeps the call.
FAILURES = 3
#: Characters of a raw answer that are kept.
RAW_KEPT = 4000
UNFIT = "The model's words did not keep to what the customer may say."
_UNFIT_AGAIN = f"{UNFIT} It is asked once more."
_UNFIT_AUTHORED = f"{UNFIT} The authored answer stands in."
_REST = " The authored voice keeps the rest of the call."


class Faulting(Protocol):
    """Is told of every fault when it happens."""

    def __call__(self, kind: FaultKind, action: str, message: str, rest: bool) -> None:
        """Take the kind, `retried` or `authored`, a line for people, and whether the authored voice stays."""
        ...


@dataclass(frozen=True, slots=True)
class Voiced:
    """What came of asking a model. `spoken` is the authored answer where none of its words could be used."""

    spoken: Spoken
    prompt: str
    """Hash of the first prompt."""
    tries: tuple[Try, ...]
    usage: Usage
    template: str = VERSION


class ModelVoice:
    """Voices one customer through a model. Counts failures, so one call has one of these."""

    def __init__(self, persona: Persona, scenario: Scenario, model: Model | None) -> None:
        """Take who speaks, in which scenario, and the door to the model (None where a log is played again)."""
        self._who = Who.of(persona, scenario)
        self._public = (
            persona.name, persona.bio, scenario.title, scenario.product.name, scenario.product.about, scenario.belief,
            scenario.brief,
        )  # fmt: skip
        self._facts: Mapping[str, Fact] = {fact.id: fact for fact in persona.facts}
        self._profile = {answer.id: answer.says for answer in persona.profile}
        self._truths = tuple(m.insight for m in persona.motivations)
        self._model = model
        self._failures = 0
        self._resting = False

    @property
    def resting(self) -> bool:
        """Whether the authored voice keeps the rest of the call."""
        return self._resting

    def speak(
        self,
        direction: Direction,
        authored: Spoken,
        told: Collection[str],
        lines: Sequence[Line],
        asked: str,
        stop: Stop,
        faulted: Faulting,
    ) -> Voiced | None:
        """Say the authored answer in the model's words; None while the authored voice rests on its own.

        `told` are the facts told before, `lines` the call before `asked`, the learner's line.

        Raises:
            Stopped: the learner took the turn back; nothing has changed.
        """
        if self._resting or self._model is None:
            return None
        brief = brief_of(self._who, direction, authored, lines, asked)
        bounds = self._bounds(direction, authored, told, lines, asked, instructions(brief))
        return _Turn(self._model, brief, bounds, authored, stop, faulted, self).play()

    def voiced_before(
        self,
        direction: Direction,
        authored: Spoken,
        told: Collection[str],
        lines: Sequence[Line],
        asked: str,
        text: str,
    ) -> Voiced | None:
        """Take words that a log says were said; None where the customer could not have said them."""
        brief = brief_of(self._who, direction, authored, lines, asked)
        flaws = flaws_in(text, self._bounds(direction, authored, told, lines, asked, instructions(brief)))
        return None if flaws else Voiced(Spoken(text, authored.pieces, "model"), prompt_of(brief).hash, (), Usage())

    def failed(self, kind: FaultKind) -> bool:
        """Count a fault of the model's; say whether the authored voice now keeps the call."""
        self._failures += 1
        self._resting = kind in LASTING or self._failures >= FAILURES
        return self._resting

    def answered(self) -> None:
        """Note that the model has written something: failures in a row are over."""
        self._failures = 0

    def _bounds(
        self, direction: Direction, authored: Spoken, told: Collection[str], lines: Sequence[Line], asked: str,
        prompt: str,
    ) -> Bounds:  # fmt: skip
        must = must_be_said(authored)
        free = {*told, direction.disclose}
        locked = [fact for name, fact in self._facts.items() if name not in free]
        secret = tuple(line for fact in locked for line in _lines_of(fact)) + self._truths
        return Bounds(
            gist=authored.parts,
            must=tuple(text for _, text in must),
            said=tuple(line.text for line in lines if line.speaker == "customer"),
            public=self._public,
            heard=(*(line.text for line in lines if line.speaker == "learner"), asked),
            secret=secret,
            keys=tuple(self._other_ways(key) for key, _ in must),
            prompt=prompt,
            sentences=self._who.sentences,
            again=direction.answer is Answer.AGAIN,
        )

    def _other_ways(self, key: str) -> tuple[str, ...]:
        kind, _, rest = key.partition(":")
        name = rest.rpartition(":")[0]
        if kind == "fact" and name in self._facts:
            return self._facts[name].says
        if kind == "tell" and name in self._facts and (tell := self._facts[name].tell):
            return tell.says
        return self._profile.get(name, ()) if kind == "profile" else ()


class _Turn:
    """One turn's asking: at most two requests, whatever happens."""

    def __init__(
        self, model: Model, brief: Brief, bounds: Bounds, authored: Spoken, stop: Stop, faulted: Faulting,
        voice: ModelVoice,
    ) -> None:  # fmt: skip
        self._model, self._brief, self._bounds, self._authored = model, brief, bounds, authored
        self._stop, self._faulted, self._voice = stop, faulted, voice
        self._requests = 0
        self._tries: list[Try] = []
        self._usage = Usage()

    def play(self) -> Voiced:
        first = prompt_of(self._brief)
        spoken = self._authored
        try:
            spoken = self._written(first)
        except ModelFault as fault:
            self._usage = self._usage.plus(fault.usage or Usage())
            rest = self._voice.failed(fault.kind)
            self._faulted(fault.kind, "authored", f"{fault}{_REST if rest else ''}", rest)
        self._stop.check()
        return Voiced(spoken, first.hash, tuple(self._tries), self._usage)

    def _written(self, prompt: Prompt) -> Spoken:
        spoken, remedies = self._checked(self._ask(prompt))
        if spoken is None and self._requests < 2:
            self._faulted(FaultKind.UNFIT, "retried", _UNFIT_AGAIN, False)
            spoken, _ = self._checked(self._ask(prompt_of(self._brief, remedies)))
        if spoken is None:
            self._faulted(FaultKind.UNFIT, "authored", _UNFIT_AUTHORED, False)
        return spoken or self._authored

    def _ask(self, prompt: Prompt) -> Written:
        self._requests += 1
        try:
            written = self._model.write(prompt, self._stop, again=self._requests < 2, retried=self._retried)
        except ModelFault as fault:
            if fault.kind is not FaultKind.CONTEXT or self._requests > 1:
                raise
            self._retried(fault.kind, f"{fault} A shorter part of the call is sent.", 0.0)
            shorter = replace(self._brief, earlier=(), talk=self._brief.talk[len(self._brief.talk) // 2 :])
            written = self._model.write(prompt_of(shorter), self._stop, again=False, retried=self._retried)
        self._voice.answered()
        self._usage = self._usage.plus(written.usage)
        return written

    def _retried(self, kind: FaultKind, message: str, wait: float) -> None:
        self._requests += 1
        self._faulted(kind, "retried", message, False)

    def _checked(self, written: Written) -> tuple[Spoken | None, tuple[str, ...]]:
        text = tidy(written.text, self._brief.who.name)
        flaws = flaws_in(text, self._bounds)
        marks = tuple(f"{flaw.kind}: {flaw.words}".removesuffix(": ") for flaw in flaws)
        self._tries.append(Try(written_out(written.text[:RAW_KEPT]), marks))
        spoken = None if flaws else Spoken(text, self._authored.pieces, "model")
        return spoken, tuple(dict.fromkeys(flaw.remedy for flaw in flaws))


def _lines_of(fact: Fact) -> tuple[str, ...]:
    return (fact.title, *fact.says, *fact.more.values(), *(fact.tell.says if fact.tell else ()))
