"""Room `practice`, drills: which words of the customer's last line are taken up, where no telling word shows it."""

from __future__ import annotations

import re

from trainer.conversation.hearing.questions import Question, inverted
from trainer.conversation.hearing.reflections import MIRROR_WORDS
from trainer.conversation.hearing.segments import Unit
from trainer.language.text import is_content, stems_of, tokens
from trainer.practice.drills.answer import Answer

#: Two words copied from a line show nothing when both are among these.
_LITTLE = re.compile(
    r"^(?:the|a|an|of|in|on|at|to|for|and|but|or|it|it's|is|was|i|you|we|they|he|she|that|this|so|do|did|have|has|had|be|are"
    r"|were|with|by|from|as|not|no|your|what|how|when|if|about|like|me|them|him|her)$"
)
_FIGURE = re.compile(
    r"^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|hundred|\d+)$"
)
_THAT_ONE = re.compile(r"\b(?:that|this|the|those|these) ones?\b")
#: "Your own notebook, eh?": a tag behind an echo.
_TAG = re.compile(r"\s(?:eh|huh|hm|hmm|ah|oh|right|yeah|then)$")
#: "How did he do it?", of the husband they spoke of as "he".
_SOMEBODY = (frozenset(("he", "him", "his")), frozenset(("she", "her", "hers")))
_SAME = {"my": "your", "ones": "one"}

#: Past → present of irregular verbs, which stemming leaves apart.
_PRESENT = {
    "bought": "buy", "brought": "bring", "broke": "break", "came": "come", "drew": "draw", "drove": "drive",
    "fell": "fall", "forgot": "forget", "grew": "grow", "hid": "hide", "held": "hold", "kept": "keep",
    "left": "leave", "lost": "lose", "rang": "ring", "sang": "sing", "sat": "sit", "sold": "sell",
    "sent": "send", "slept": "sleep", "spoke": "speak", "stood": "stand", "swam": "swim", "taught": "teach",
    "threw": "throw", "told": "tell", "took": "take", "wore": "wear", "wrote": "write",
}  # fmt: skip


def echoes(answer: Answer, unit: Unit, q: Question) -> bool:
    """Say whether a part before the question only gives back a few words ("your own notebook, eh?")."""
    line = _TAG.sub("", unit.line)
    said = frozenset().union(*map(stems_of, answer.item.customer))
    few = len(line.split()) <= MIRROR_WORDS and not inverted(line)
    return q.form == "closed" and few and {s for s in stems_of(line) if is_content(s)} <= said


def run(answer: Answer) -> bool:
    """Say whether words of the last line are taken up as they stood there ("the hard ones", "before it starts")."""
    mine, theirs = _plain(answer.line), _plain(answer.ear.last)
    pairs = set(zip(theirs, theirs[1:], strict=False))
    triples = set(zip(theirs, theirs[1:], theirs[2:], strict=False))
    copied = [pair for pair in zip(mine, mine[1:], strict=False) if pair in pairs]
    return any(not all(map(_LITTLE.match, pair)) for pair in copied) or any(
        three in triples for three in zip(mine, mine[1:], mine[2:], strict=False)
    )


def points(answer: Answer) -> bool:
    """Say whether a figure of the last line is named ("the ten"), or its "one" pointed at ("why that one")."""
    mine, theirs = set(_plain(answer.line)), set(_plain(answer.ear.last))
    if any(map(_FIGURE.match, mine & theirs)):
        return True
    if any(mine & somebody and theirs & somebody for somebody in _SOMEBODY):
        return True
    return "one" in theirs and bool(_THAT_ONE.search(answer.line))


def verb(answer: Answer) -> bool:
    """Say whether an irregular verb of the last line is taken up in another tense ("drew", of "I draw")."""
    mine, theirs = _plain(answer.line), {_PRESENT.get(word, word) for word in _plain(answer.ear.last)}
    return bool({_PRESENT.get(word, word) for word in mine} & theirs & set(_PRESENT.values()))


def present(word: str) -> str:
    """Give the present of an irregular past ("leave" for "left"), or the word."""
    return _PRESENT.get(word, word)


def _plain(line: str) -> list[str]:
    """Give the words of a line, the customer's "my" as "your" and "ones" as "one"."""
    return [_SAME.get(token.word, token.word) for token in tokens(line)]
