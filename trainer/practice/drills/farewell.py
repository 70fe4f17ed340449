"""Room `practice`, drills: what else is said at the end of a call, where no word of theirs shows that it is meant."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from trainer.language.text import is_content, stem, tokens
from trainer.practice.drills.answer import Answer

#: Words beyond these from which an answer is meant for the one it is said to (set).
MORE = 2
_YOURS = re.compile(r"\byour (\w+)")
#: "I'm glad you said it": that they told it, taken as such.
_GLAD = re.compile(
    r"\b(?:glad|happy|honou?red|pleased|touched|moved|lucky|grateful) (?:that )?you (?:told|said|shared|trusted|let|brought|mentioned|showed|came)\b"
)
#: "I want to learn from it" tells what for; it asks for nothing.
LEARNS = re.compile(r"\blearn from\b")
#: What is promised of ours: "we'll have them relabelled", "I'll tell our developers".
PROMISES = re.compile(
    r"\b(?:we'll|we will|we're going to|we are going to) (?!(?:\w+ ){0,2}(?:meet|talk|speak|be in touch|be back|see|stay|stop|leave|call|write|ring|come|get back|get in touch|keep|remember|not|never|end|let|finish|think|hear|have to)\b)\w+ \w+"
    r"|\bi(?:'ll| will|'m going to) (?:\w+ )?(?:tell|ask|get|push|have) (?:our|the|my|someone|somebody) \w+"
)
#: "You'd probably get used to it": how they would fare, if they did it our way.
WOULD = re.compile(
    r"(?<!\bif )(?<!\bthat )(?<!\bwhat )(?<!\bhow )(?<!\bso )(?<!\bglad )(?<!\bthank )(?<!\bwhenever )(?<!\banything )(?<!\bsomething )(?<!\belse )(?<!\bwho )(?<!\bwhom )"
    r"\byou(?:'d| would| might| may) (?:\w+ )?(?!like\b|mind\b|know\b|think\b|rather\b|have me\b|remember\b|want to (?:add|tell|say|share)\b)(?:be|get|find|save|feel|do|need|have|sleep|sell|earn|manage|see|lose)\b"
)
#: "From June our rates go down": what is ours, told of.
OURS = re.compile(
    r"\byou(?: can|'ll be able to) (?:also|now|even|already|soon) (?!call\b|write\b|reach\b|tell\b|ring\b|send\b|mail\b|ask\b|go\b)\w+|\bour (?!(?:time|talk|call|chat|conversation|hour|interview|meeting|session|half|minutes?)\b)(?:\w+ ){1,3}(?:go|goes|come|comes|cost|costs|keep|keeps|save|saves|prevent|prevents|start|starts|work|works|run|runs|let|lets|do|does|read|reads)\b"
)


@lru_cache(maxsize=1)
def _any_call() -> frozenset[str]:
    """Give the stems of the words that end any call (`data/any_call.txt`)."""
    text = (files("trainer.practice.drills") / "data" / "any_call.txt").read_text(encoding="utf-8")
    return frozenset(stem(word) for line in text.splitlines() if not line.startswith("#") for word in line.split())


def says_more(answer: Answer) -> bool:
    """Say whether an answer holds what is not said at the end of any call."""
    if _GLAD.search(answer.line):
        return True
    situation = answer.item.situation or ""
    names = {token.word for token in tokens(situation) if token.raw[:1].isupper()}
    names |= set(_YOURS.findall(situation))  # "your bank" is ours
    words = {stem(w.word) for w in answer.words if is_content(stem(w.word)) and w.word not in names}
    return len(words - _any_call()) >= MORE
