"""Room `scoring`: better wordings, made from the customer's own last words."""

from __future__ import annotations

from trainer.language.text import is_specific, sentences, tokens, without_gestures

#: How far before the telling word the phrase around it may begin, in words.
REACH = 3
#: Words that would have to be turned round to be given back.
_OWN = frozenset({"i", "i'm", "i've", "i'd", "me", "my", "mine", "we", "we're", "us", "our", "you", "your"})
_OPENERS = {
    "the": "the",
    "a": "a",
    "an": "an",
    "that": "that",
    "my": "your",
    "our": "your",
    "his": "his",
    "her": "her",
    "their": "their",
}


def telling_words(line: str) -> str:
    """Give the thing in a customer's line that is worth asking about ("the bread bin"), or an empty string.

    The last telling word of the last sentence that is no question, with its article where one is near.
    """
    for sentence in reversed(sentences(without_gestures(line))):
        words = tokens(sentence)
        places = [i for i, t in enumerate(words) if is_specific(t.stem) and len(t.raw) > 3 and i > 0]
        if not places or sentence.endswith("?"):
            continue
        last = places[-1]
        for first in range(last - 1, max(-1, last - 1 - REACH), -1):
            phrase = sentence[words[first + 1].start : words[last].end]
            own = any(token.word in _OWN for token in words[first + 1 : last])
            if words[first].word in _OPENERS and not own and not any(mark in phrase for mark in ",;:()"):
                return f"{_OPENERS[words[first].word]} {phrase}"
    return ""


def take_up(line: str) -> str:
    """Give an open question that grows out of a customer's line."""
    words = telling_words(line)
    return f"“You mentioned {words}. What was going on there?”" if words else "“What happened the last time?”"


def instead_of(rule: str, before: str) -> str:
    """Give what to say instead of a fault of kind `rule`, after the customer's line `before`."""
    words = telling_words(before)
    about = words or "that"
    return {
        "leading": f"What is it about {about}?",
        "hypothetical": f"When did {about} last come up? What happened?",
        "pitch": f"Tell me more about {about}.",
        "advice": f"What have you tried so far about {about}?",
        "pressure": "Take your time.",
        "rude": "I'm sorry. Could we go back a step?",
        "stuffing": f"Let me ask one thing: what about {about}?",
        "demand": f"What was going on when you said {about}?",
        "double_barrelled": "Ask the first half, wait, then see whether you still need the second.",
        "interrogated": f"How did {about} come about?",
        "parroted": f"It sounds as if {about} matters. How come?",
        "probed": f"What happened with {about}?",
        "formula": f"What was {about} like, the last time?",
        "technique": f"What makes {about} matter?",
        "flood": "One short question, then silence.",
        "repeated": f"Go on from {about}.",
    }.get(rule, take_up(before))
