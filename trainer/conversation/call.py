"""Room `conversation`: a scenario and who is on the call, made ready for it. Built once; holds no state of the call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trainer.content.schema import Fact, Persona, Scenario
from trainer.conversation.directing import tuning
from trainer.conversation.directing.level import PLAIN, Level
from trainer.conversation.directing.state import Cast, Role, Rule
from trainer.conversation.events import CustomerSaid, Event, LearnerSaid
from trainer.conversation.hearing.ear import Ear, Part, Said, public_stems, rarity_of, vocabulary_of, weights_of
from trainer.conversation.version import ENGINE_VERSION as ENGINE_VERSION
from trainer.conversation.voicing.authored import AuthoredVoice
from trainer.conversation.voicing.company import Company
from trainer.conversation.voicing.spoken import whose
from trainer.language.text import is_specific, phrase_of, sentences, stems_of, without_gestures


@dataclass(frozen=True)
class Call:
    """Everything that one call is played with."""

    scenario: Scenario
    persona: Persona
    content: str
    """Hash of the canonical content."""
    beside: tuple[Persona, ...] = ()
    """Who else is on the call; at most one."""
    level: str = PLAIN
    """How hard they make it: a name of `tuning.LEVELS`."""

    @classmethod
    def of(cls, scenario: Scenario, personas: Sequence[Persona], content: str) -> Call:
        """Give a call with one person or with two."""
        return cls(scenario, personas[0], content, tuple(personas[1:]))

    def at(self, level: str) -> Call:
        """Give the same call at another level.

        Raises:
            KeyError: there is no such level.
        """
        return self if level == self.level else replace(self, level=tuning.LEVELS[level].name)

    @property
    def personas(self) -> tuple[Persona, ...]:
        """Everybody on the call."""
        return (self.persona, *self.beside)

    @property
    def name(self) -> str:
        """Who is on the call, in one line."""
        return " and ".join(persona.name for persona in self.personas)

    @cached_property
    def whole(self) -> Persona:
        """What everybody on the call hides, as one: for what is judged after it. Never plays."""
        return together(self.personas)

    @cached_property
    def cast(self) -> Cast:
        """What the director may know: rules without words."""
        level, limits = tuning.LEVELS[self.level], self.scenario.limits
        roles = tuple(_role(persona, level) for persona in self.personas)
        return Cast(roles, *level.limits(limits.turns, limits.minutes))

    @cached_property
    def ear(self) -> Ear:
        """What an utterance is heard against, before anything was said."""
        scenario, whole = self.scenario, self.whole
        phrases = {("fact", fact.id): tuple(map(phrase_of, fact.about)) for fact in whole.facts}
        for answer in whole.profile:  # two people answer the same ordinary questions
            known = phrases.get(("profile", answer.id), ())
            phrases["profile", answer.id] = (*known, *map(phrase_of, answer.about))
        phrases[("decoy", "decoy")] = tuple(map(phrase_of, whole.decoy.about))
        texts = [phrase for fact in whole.facts for phrase in fact.about]
        texts += [phrase for p in whole.profile for phrase in p.about] + list(whole.decoy.about)
        names = [persona.name for persona in self.personas]
        public = public_stems(
            scenario.brief, scenario.belief, scenario.title, scenario.product.name, scenario.product.about, *names
        )
        own = {f.id: _own_stems(f) - public for f in whole.facts}
        # In the order of the canonical text, not of the file: a call has to play the same from what was stored of it.
        more = {
            (f.id, facet.value): _specific(line) - public for f in whole.facts for facet, line in sorted(f.more.items())
        }
        weights, words = weights_of(phrases), vocabulary_of([*texts, *names] if self.beside else texts)
        people = tuple((persona.id, persona.name) for persona in self.personas) if self.beside else ()
        return Ear(phrases, public, words, (), own, more, rarity_of(own.values()), weights, people=people)

    def voice(self, seed: int) -> AuthoredVoice | Company:
        """Give the authored voice of the customer, or of both."""
        return (
            Company(self.personas, self.scenario.together, seed) if self.beside else AuthoredVoice(self.persona, seed)
        )

    @cached_property
    def _lines(self) -> AuthoredVoice | Company:
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


def together(personas: Sequence[Persona]) -> Persona:
    """Give what several people hide, as if one person did; of one it is themselves."""
    first, *others = personas
    if not others:
        return first
    everybody = (first, *others)
    decoy = first.decoy.model_copy(
        update={
            "insight": " ".join(one.decoy.insight for one in everybody),
            "about": tuple(dict.fromkeys(phrase for one in everybody for phrase in one.decoy.about)),
            "any": tuple(dict.fromkeys(phrase for one in everybody for phrase in one.decoy.any)),
        }
    )
    return first.model_copy(
        update={
            "id": "+".join(one.id for one in everybody),
            "name": " and ".join(one.name for one in everybody),
            "facts": tuple(fact for one in everybody for fact in one.facts),
            "motivations": tuple(motivation for one in everybody for motivation in one.motivations),
            "profile": tuple(answer for one in everybody for answer in one.profile),
            "decoy": decoy,
        }
    )


def _role(persona: Persona, level: Level) -> Role:
    # Follow-ups by name: the order of keys in a file means nothing.
    rules = {
        fact.id: Rule(
            fact.id, fact.depth, fact.force.value, fact.motivation or "", _bar(fact, level), fact.unlock.after,
            fact.unlock.after_any, tuple(a.value for a in fact.unlock.by), tuple(sorted(f.value for f in fact.more)),
            fact.tell is not None, bool(fact.tell and fact.tell.cue),
        )
        for fact in persona.facts
    }  # fmt: skip
    mood = persona.temperament
    known = frozenset(answer.id for answer in persona.profile)
    trust, patience = mood.trust + level.trust, mood.patience * level.patience
    return Role(
        persona.id, rules, known, round(max(tuning.TRUST_LEAST, trust), 6),
        round(max(min(mood.patience, tuning.PATIENCE_LEAST), patience), 6), frozenset(mood.dislikes), level,
    )  # fmt: skip


def _bar(fact: Fact, level: Level) -> float:
    """Give the trust that a fact needs at a level; one that needs none never does."""
    needs, more = fact.unlock.trust, level.bars.get(fact.depth, 0.0)
    return round(min(max(needs, tuning.BAR_MOST), max(0.0, needs + more)), 6) if needs and more else needs


def _part(piece: str, text: str) -> Part:
    kind, _, rest = whose(piece)[1].partition(":")
    return Part("fact" if kind == "more" else kind, rest.rpartition(":")[0], text)


def _own_stems(fact: Fact) -> frozenset[str]:
    lines = [fact.title, *fact.says, *fact.more.values(), *(fact.tell.says if fact.tell else ())]
    return frozenset().union(*map(_specific, lines))


def _specific(line: str) -> frozenset[str]:
    return frozenset(s for s in stems_of(line) if is_specific(s))
