"""Room `practice`, drills: an answer as it was typed, and the same in ordinary spelling, word for word.

Only what stands for one word is spelled out ("u", "thx"), and shouting is lowered, so that each word can be found again.
"""

from __future__ import annotations

import re

from trainer.language.text import tokens

_SHORT = {
    "u": "you", "ur": "your", "r": "are", "y": "why", "thx": "thanks", "thanx": "thanks", "ty": "thanks",
    "pls": "please", "plz": "please", "abt": "about", "bc": "because", "cuz": "because", "coz": "because", "wat": "what",
    "wut": "what", "wot": "what", "ppl": "people", "tmrw": "tomorrow", "rly": "really", "smth": "something", "sth": "something",
    "teh": "the", "hte": "the", "waht": "what", "hwat": "what", "wht": "what", "whta": "what", "hwo": "how", "hwy": "why", "wehn": "when", "whne": "when",
    "yuo": "you", "yuor": "your", "taht": "that", "thta": "that", "tel": "tell", "jsut": "just", "adn": "and", "nad": "and",
    "becuase": "because", "beacuse": "because", "wich": "which", "whcih": "which", "liek": "like", "feal": "feel", "abuot": "about", "aobut": "about",
    "dosnt": "doesn't", "tahnks": "thanks", "thnaks": "thanks", "thnks": "thanks", "thankyou": "thanks", "whereabouts": "where",
}  # fmt: skip
#: Letters of a line all in capitals that is no shouting ("OK").
_FEW_CAPITALS = 2


def spelled(text: str) -> str:
    """Give a text in ordinary spelling; as many words as before, in the same order."""
    if text.isupper() and sum(map(str.isalpha, text)) > _FEW_CAPITALS:
        text = text.lower()
    out, at = [], 0
    for token in tokens(text):
        out += [text[at : token.start], _SHORT.get(token.word, token.raw)]
        at = token.end
    return "".join(out) + text[at:]


def as_typed(quote: str, text: str, typed: str) -> str:
    """Give the stretch of `typed` that a `quote` of `text` (its spelled form) came from; empty where there is none."""
    start = text.find(quote)
    if not quote or start < 0:
        return ""
    theirs, mine = tokens(text), tokens(typed)
    inside = [place for place, token in enumerate(theirs) if token.start < start + len(quote) and token.end > start]
    if not inside or len(theirs) != len(mine):
        return quote if quote in typed else ""
    end = mine[inside[-1]].end
    mark = re.match(r"[?!.…]+", typed[end:])
    return typed[mine[inside[0]].start : end + (len(mark.group()) if mark and quote[-1:] in "?!.…" else 0)]
