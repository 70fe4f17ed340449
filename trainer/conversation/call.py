"""Room `conversation`: a scenario and its customer, made ready for a call. Built once; holds no state of the call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from trainer.content.schema import Fact, Persona, Scenario
from trainer.conversation.directing.state import Cast, Role, Rule
from trainer.conversation.events import CustomerSaid, Event, LearnerSaid
from trainer.conversation.hearing.ear import Ear, Part, Said, public_stems, rarity_of, vocabulary_of, weights_of
from trainer.conversation.voicing.authored import AuthoredVoice
from trainer.language.text import is_specific, phrase_of, sentences, stems_of, without_gestures

#: Version of hearing, directing and voicing; raised when the same lines would be played differently.
ENGINE_VERSION = "2"


@dataclass(frozen=True)
class Call:
    """Everything that one call is played with."""

    scenario: Scenario
    persona: Persona
    content: str
    """Hash of the canonical content."""

    @cached_property
    def cast(self) -> Cast:
        """What the director may know: rules without words."""
        rules = {
            fact.id: Rule(
                fact.id, fact.depth, fact.force.value, fact.motivation or "", fact.unlock.trust, fact.unlock.after,
                fact.unlock.after_any, tuple(a.value for a in fact.unlock.by), tuple(f.value for f in fact.more),
                fact.tell is not None, bool(fact.tell and fact.tell.cue),
            )
            for fact in self.persona.facts
        }  # fmt: skip
        mood = self.persona.temperament
        role = Role(
            self.persona.id,
            rules,
            frozenset(p.id for p in self.persona.profile),
            mood.trust,
            mood.patience,
            frozenset(mood.dislikes),
        )
        return Cast((role,), self.scenario.limits.turns, self.scenario.limits.minutes)

    @cached_property
    def ear(self) -> Ear:
        """What an utterance is heard against, before anything was said."""
        persona, scenario = self.persona, self.scenario
        phrases = {("fact", fact.id): tuple(map(phrase_of, fact.about)) for fact in persona.facts}
        phrases |= {("profile", p.id): tuple(map(phrase_of, p.about)) for p in persona.profile}
        phrases[("decoy", "decoy")] = tuple(map(phrase_of, persona.decoy.about))
        texts = [phrase for fact in persona.facts for phrase in fact.about]
        texts += [phrase for p in persona.profile for phrase in p.about] + list(persona.decoy.about)
        public = public_stems(
            scenario.brief, scenario.belief, scenario.title, scenario.product.name, scenario.product.about, persona.name
        )
        own = {f.id: _own_stems(f) - public for f in persona.facts}
        more = {(f.id, facet.value): _specific(line) - public for f in persona.facts for facet, line in f.more.items()}
        return Ear(phrases, public, vocabulary_of(texts), (), own, more, rarity_of(own.values()), weights_of(phrases))

    def voice(self, seed: int) -> AuthoredVoice:
        """Give the authored voice of the customer."""
        return AuthoredVoice(self.persona, seed)

    @cached_property
    def _lines(self) -> AuthoredVoice:
        return self.voice(0)

    def said(self, event: Event) -> Said | None:
        """Give an event as a line of the call, or None if nobody speaks in it."""
        if isinstance(event, LearnerSaid):
            return Said("learner", event.turn, event.text)
        if not isinstance(event, CustomerSaid):
            return None
        told = [(piece, text) for piece in event.pieces if (text := self._lines.text_of(piece))]
        if event.voice == "model":
            told = in_words_of(without_gestures(event.text), told)
        return Said("customer", event.turn, event.text, tuple(_part(piece, text) for piece, text in told))


def in_words_of(text: str, pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give each piece (key, authored words) the sentences of `text` that say it; all of `text` where none does."""
    if len(pieces) < 2:
        return [(piece, text) for piece, _ in pieces]
    mine: dict[str, list[str]] = {}
    for sentence in sentences(text):
        shared = [(len(stems_of(sentence) & stems_of(words)), piece) for piece, words in pieces]
        most = max(n for n, _ in shared)
        for piece in [piece for n, piece in shared if n == most][:1]:
            mine.setdefault(piece, []).append(sentence)
    return [(piece, " ".join(mine.get(piece, [text]))) for piece, _ in pieces]


def _part(piece: str, text: str) -> Part:
    kind, _, rest = piece.partition(":")
    return Part("fact" if kind == "more" else kind, rest.rpartition(":")[0], text)


def _own_stems(fact: Fact) -> frozenset[str]:
    lines = [fact.title, *fact.says, *fact.more.values(), *(fact.tell.says if fact.tell else ())]
    return frozenset().union(*map(_specific, lines))


def _specific(line: str) -> frozenset[str]:
    return frozenset(s for s in stems_of(line) if is_specific(s))
