"""Room `hearing`: a model as a second ear. Advisory: it may find a public topic that the rules missed, and may hear a
line as worse than they did, never as better. Its quote is checked; where it fails, the rules stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from trainer.conversation.hearing.heard import Heard, Kind, Move, Topic
from trainer.conversation.model import Message, Prompt
from trainer.conversation.prompting import as_data, render
from trainer.language.text import flat, tokens

#: Raised with every change of the template or the form.
VERSION = "ear-1"
TEMPLATE = "conversation/hearing/prompts/ear.j2"
#: Weight of a topic that only the model found: the least that the director takes notice of.
FINER_SCORE = 0.3
#: A quote has at least this many words, or is the whole line.
QUOTE_WORDS = 3
#: Kinds of line that are what they are; nothing in them is looked for.
_AS_THEY_ARE = (
    Kind.FLOOD, Kind.DEMAND, Kind.RUDE, Kind.TRAINER, Kind.LANGUAGE, Kind.GIBBERISH, Kind.STUFFING, Kind.PITCH,
    Kind.ADVICE, Kind.PRESSURE, Kind.PAUSE, Kind.LEADING,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Percept:
    """The form that the model fills in."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    kind: Literal["open", "closed", "leading", "pitch", "advice", "mirror", "label", "summary", "other"]
    topic: str
    quote: str


@dataclass(frozen=True, slots=True)
class PublicTopic:
    """Something that a line may be about and that is no secret: a fact that was told, or an ordinary question."""

    of: str
    """`fact` or `profile`."""
    name: str
    label: str
    """The customer's own words for it, or the ordinary question in a word or two."""


def unsure(heard: Heard, topics: Sequence[PublicTopic]) -> bool:
    """Say whether a second ear is of use: talk that touches none of the public topics as far as the rules can tell."""
    if heard.has(*_AS_THEY_ARE) or heard.words < QUOTE_WORDS or not topics:
        return False
    public = {(topic.of, topic.name) for topic in topics}
    return not any((t.of, t.id) in public and t.score >= FINER_SCORE for t in heard.topics)


def prompt_of(name: str, before: str, line: str, topics: Sequence[PublicTopic]) -> Prompt:
    """Give the prompt: the customer's last words and the learner's line as JSON data, and the public topics."""
    named = [{"id": f"t{at}", "label": topic.label} for at, topic in enumerate(topics, 1)]
    data = as_data({"customer_said": before, "line": line})
    messages = (Message("system", render(TEMPLATE, name=name, topics=named)), Message("user", data))
    return Prompt(messages, VERSION, temperature=0.0, most_tokens=160)


def topic_of(percept: Percept, topics: Sequence[PublicTopic]) -> PublicTopic | None:
    """Give the topic that the model named, if it is one of those it was given."""
    return next((topic for at, topic in enumerate(topics, 1) if percept.topic == f"t{at}"), None)


def refined(heard: Heard, act: str, topic: tuple[str, str] | None, quote: str, line: str) -> Heard:
    """Give what was heard with the model's word taken into account; unchanged where its quote does not hold.

    `act` is a kind of `Percept`, `topic` (of, id) of a public topic.
    """
    if not quoted(quote, line):
        return heard
    moves = heard.moves
    if act == "leading" and heard.question == "closed":
        moves = (*moves, Move(Kind.LEADING, line[:200]))
    elif act in ("pitch", "advice") and heard.question == "none" and not heard.has(Kind.MIRROR, Kind.LABEL):
        moves = (*moves, Move(Kind(act), line[:200]))
    topics = heard.topics
    if topic and not any((t.of, t.id) == topic and t.score >= FINER_SCORE for t in topics):
        rest = tuple(t for t in topics if (t.of, t.id) != topic)
        via = "said" if topic[0] == "fact" else "about"
        found = Topic(topic[0], topic[1], FINER_SCORE, via, quote)
        topics = tuple(sorted((*rest, found), key=lambda t: -t.score))
    return replace(heard, moves=moves, topics=topics)


def quoted(quote: str, line: str) -> bool:
    """Say whether a quote stands in a line, word for word, and is long enough to say something."""
    want, words = _words(quote), _words(line)
    if not want or (len(want) < QUOTE_WORDS and want != words):
        return False
    return any(words[at : at + len(want)] == want for at in range(len(words) - len(want) + 1))


def _words(text: str) -> list[str]:
    return [flat(token.raw) for token in tokens(text)]
