"""Room `hearing`: which of the customer's topics an utterance touches. Finds phrases; knows nothing of trust."""

from __future__ import annotations

from math import fsum

from trainer.conversation.hearing.ear import Ear
from trainer.conversation.hearing.heard import Topic
from trainer.conversation.hearing.ordinary import ordinary_in
from trainer.language.text import Phrase, Token, is_content, is_specific

#: Weight of an ordinary question that is met by its form, between a weak and a strong phrase.
ORDINARY_WEIGHT = 0.55
#: The same where the question names something particular beside ("the first time you sat there, by the till").
ORDINARY_FAINT = 0.32
#: A phrase of two or more words says more than its words alone.
PHRASE_BONUS = 0.5
#: One word that matches alone says less; a fact's own telling words help to choose among facts.
LONE_WORD = 0.6
OWN_SHARE, OWN_MOST = 0.4, 0.6
#: Words of a line in which something was told count less than its own phrases.
SAID_SHARE = 0.6
TELL_SHARE = 1.2
#: Lines further back than this many customer lines are only found by their phrases.
SAID_LINES = 6
#: A topic that only the customer's last line names, without and with a word of the learner's.
ECHO, ECHO_SHARED = 0.15, 0.35


def topics_in(words: tuple[Token, ...], line: str, ear: Ear) -> tuple[Topic, ...]:
    """Give the topics of an utterance, best first; ties in the order of the file."""
    order = tuple(t.stem for t in words)
    stems = frozenset(order)
    raw: dict[str, str] = {}
    for token in words:
        raw.setdefault(token.stem, token.raw)
    specific = frozenset(s for s in stems if is_specific(s))
    found: dict[tuple[str, str], Topic] = {}
    touched, near = ear.named_by(stems), ear.named_by(ear.last_stems | specific)
    for (kind, name), phrases in ear.phrases.items():
        hits = _hits(phrases, stems, order) if (kind, name) in touched else ()
        if hits:
            matched = frozenset().union(*hits)
            several = max(map(len, hits)) > 1
            weight = ear.weigh(s for s in matched if is_content(s))
            score = (weight + PHRASE_BONUS if several else LONE_WORD * weight) + 0.1 * (len(hits) - 1)
            own = _own(name, specific, ear) if kind == "fact" else 0.0
            _keep(found, Topic(kind, name, round(score + own, 3), "about", _quote(matched, raw)))
        elif kind == "fact":
            echo = _echo(phrases, specific, ear) if (kind, name) in near else 0.0
            if echo := echo + _own(name, specific, ear):
                _keep(found, Topic(kind, name, round(echo, 3), "line", ""))
    plain = not specific - ear.public
    for name, quote in ordinary_in(line):
        _keep(found, Topic("profile", name, ORDINARY_WEIGHT if plain else ORDINARY_FAINT, "about", quote))
    _from_lines(found, specific, raw, ear)
    return tuple(sorted(found.values(), key=lambda t: -t.score))


def _hits(phrases: tuple[Phrase, ...], stems: frozenset[str], order: tuple[str, ...]) -> list[frozenset[str]]:
    """Give the stems of each phrase that an utterance holds."""
    return [p.stems for p in phrases if p.stems <= stems and (not p.run or p.found_in(stems, order))]


def _echo(phrases: tuple[Phrase, ...], specific: frozenset[str], ear: Ear) -> float:
    """Give the weight of a topic that the customer's last line and the learner's words name together, or 0."""
    both = ear.last_stems | specific
    hits = [p.stems for p in phrases if not p.run and p.stems <= both and not p.stems <= ear.public]
    if not hits:
        return 0.0
    shared = any(p & specific for p in hits)
    return round((ECHO_SHARED if shared else ECHO) + 0.02 * min(5, len(hits)), 3)


def _own(name: str, specific: frozenset[str], ear: Ear) -> float:
    """Give what the learner's words weigh among the words in which a fact would be told."""
    shared = (specific & ear.own.get(name, frozenset())) - ear.public
    return min(OWN_MOST, OWN_SHARE * fsum(ear.own_weights[s] for s in shared))


def _from_lines(found: dict[tuple[str, str], Topic], stems: frozenset[str], raw: dict[str, str], ear: Ear) -> None:
    """Add topics whose words the customer used a few lines ago."""
    for back, said in enumerate(reversed(ear.customer[-SAID_LINES:])):
        for part in said.parts:
            shared = (stems & part.stems) - ear.public
            if not shared or part.of == "profile":
                continue
            share = TELL_SHARE if part.of == "tell" else SAID_SHARE
            score = share * ear.weigh(shared) * (1.0 if back == 0 else 0.8)
            via = "tell" if part.of == "tell" else "said"
            _keep(found, Topic("fact", part.id, round(score, 3), via, _quote(shared, raw)))


def details_in(words: tuple[Token, ...], ear: Ear, facets: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Give the follow-ups whose answers hold the utterance's telling words, best first.

    Of those that hold equally many, the ones that were asked for (`facets`) come first, then it goes by name. The order
    of keys in a file means nothing: kept content comes back with its keys sorted, and must play the same.
    """
    specific = frozenset(t.stem for t in words if is_specific(t.stem)) - ear.public
    recent = {part.id for said in ear.customer[-SAID_LINES:] for part in said.parts if part.of == "fact"}
    found = [(len(specific & stems), key) for key, stems in ear.more.items() if key[0] in recent and specific & stems]
    return tuple(key for _, key in sorted(found, key=lambda pair: (-pair[0], pair[1][1] not in facets, pair[1])))


def _keep(found: dict[tuple[str, str], Topic], topic: Topic) -> None:
    known = found.get((topic.of, topic.id))
    if known is None or known.score < topic.score:
        found[(topic.of, topic.id)] = topic


def _quote(stems: frozenset[str], raw: dict[str, str]) -> str:
    """Give the words of these stems as they were said, in that order."""
    return " ".join(raw[s] for s in raw if s in stems)
