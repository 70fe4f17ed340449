"""Room `hearing`: what hearing may listen with. The words said so far and the phrases that name topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from math import fsum

from trainer.conversation.hearing.questions import question_in
from trainer.conversation.hearing.segments import units
from trainer.language.text import Phrase, flat, is_content, stems_of, tokens, without_gestures, words_in


@dataclass(frozen=True)
class Said:
    """One line of the call. `parts` are the pieces of a customer's line that tell of a fact.

    It keeps what each later turn asks of it, as long as its call is played.
    """

    speaker: str
    turn: int
    text: str
    parts: tuple[Part, ...] = ()

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its content stems."""
        return stems_of(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(words_in(self.text))

    @cached_property
    def plain(self) -> str:
        """Its text without gestures."""
        return without_gestures(self.text)


@dataclass(frozen=True)
class Part:
    """A piece of a customer's line: `of` is `fact`, `tell` or `profile`, with its id and words."""

    of: str
    id: str
    text: str

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its content stems."""
        return stems_of(self.text)


@dataclass(frozen=True)
class Ear:
    """Everything one utterance is heard against. Built once per call, except for `said`."""

    phrases: Mapping[tuple[str, str], tuple[Phrase, ...]]
    """(`fact`|`profile`|`decoy`, id) → phrases."""
    public: frozenset[str]
    """Stems of the brief, the belief, the product: sharing these takes nobody up."""
    vocabulary: frozenset[str]
    """Lower-case words of phrases and lines, to mend typing errors with."""
    said: tuple[Said, ...] = ()
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Fact → stems of the lines that tell of it, to guess what a word of theirs leads to."""
    more: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """(fact, follow-up) → stems of the line that answers it."""
    own_weights: Mapping[str, float] = field(default_factory=dict)
    """Stem → 1 / number of facts whose lines hold it."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """Stem → weight (0 to 1): the fewer topics name it, the more it says."""
    earlier: AbstractSet[str] = frozenset()
    """Content stems the customer used before the lines in `said`, where a long call is heard by its last lines."""
    people: tuple[tuple[str, str], ...] = ()
    """(id, name) of each, where two people are on the call; else empty."""

    def after(self, said: tuple[Said, ...]) -> Ear:
        """Give this ear after the lines `said`, with what was worked out from the content alone."""
        ear = replace(self, said=said)
        ear.__dict__["naming"] = self.naming
        return ear

    @cached_property
    def naming(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """Stem → topics of which a phrase holds it; under "" those of which a phrase has no stem at all."""
        out: dict[str, set[tuple[str, str]]] = {"": set()}
        for topic, phrases in self.phrases.items():
            for phrase in phrases:
                for stem in phrase.stems or ("",):
                    out.setdefault(stem, set()).add(topic)
        return {stem: frozenset(topics) for stem, topics in out.items()}

    def named_by(self, stems: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Give the topics of which some phrase holds one of these stems: no other has a phrase made of them."""
        return self.naming[""].union(*(self.naming[stem] for stem in stems if stem in self.naming))

    @cached_property
    def customer(self) -> tuple[Said, ...]:
        """The customer's lines so far."""
        return tuple(line for line in self.said if line.speaker == "customer")

    @cached_property
    def learner(self) -> tuple[Said, ...]:
        """The learner's lines so far."""
        return tuple(line for line in self.said if line.speaker == "learner")

    @cached_property
    def last(self) -> str:
        """The customer's last line without gestures; empty before they have spoken."""
        return self.customer[-1].plain if self.customer else ""

    @cached_property
    def last_stems(self) -> frozenset[str]:
        """Content stems of the customer's last line."""
        return stems_of(self.last)

    @cached_property
    def before_stems(self) -> frozenset[str]:
        """Content stems of the customer's lines before the last one."""
        return frozenset().union(*(line.stems for line in self.customer[:-1]))

    @cached_property
    def said_stems(self) -> AbstractSet[str]:
        """Content stems of everything the customer has said."""
        return self.earlier | self.before_stems | self.last_stems

    @cached_property
    def last_all_stems(self) -> frozenset[str]:
        """Stems of every word of the customer's last line, function words too."""
        return frozenset(t.stem for t in tokens(self.last))

    @cached_property
    def last_words(self) -> int:
        """Number of words of the customer's last line."""
        return len(tokens(self.last))

    @cached_property
    def customer_asks(self) -> bool:
        """Whether the customer's last line asks something."""
        return _asks(self.last)

    @cached_property
    def nearby(self) -> frozenset[str]:
        """Words that a typing error in this utterance may stand for."""
        return self.vocabulary.union(*(line.words for line in self.customer[-4:]))

    def weigh(self, stems: Iterable[str]) -> float:
        """Sum the weights of stems, exactly in any order; a stem that no topic names weighs 0.6."""
        return fsum(self.weights.get(s, 0.6) for s in stems)


@lru_cache(maxsize=4096)  # answers come back: each is composed of the lines of one customer
def _asks(line: str) -> bool:
    found = tokens(line)
    return bool(found) and any(question_in(unit).form != "none" for unit in units(line, found))


def public_stems(*texts: str) -> frozenset[str]:
    """Give the content stems of public texts."""
    return frozenset().union(*(stems_of(text) for text in texts))


def vocabulary_of(texts: Iterable[str]) -> frozenset[str]:
    """Give the lower-case words of texts, without possessives."""
    return frozenset(flat(t.raw).split("'")[0] for text in texts for t in tokens(text))


def weights_of(phrases: Mapping[tuple[str, str], tuple[Phrase, ...]]) -> dict[str, float]:
    """Give each stem 1 / number of topics that name it, so that particular words lead."""
    named: dict[str, set[tuple[str, str]]] = {}
    for topic, sets in phrases.items():
        for phrase in sets:
            for stem in phrase.stems:
                named.setdefault(stem, set()).add(topic)
    return {stem: 1.0 / len(topics) for stem, topics in named.items() if is_content(stem)}


def rarity_of(sets: Iterable[frozenset[str]]) -> dict[str, float]:
    """Give each stem 1 / number of sets that hold it."""
    counts: dict[str, int] = {}
    for stems in sets:
        for stem in stems:
            counts[stem] = counts.get(stem, 0) + 1
    return {stem: 1.0 / n for stem, n in counts.items()}
