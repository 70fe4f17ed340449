"""Room `voicing`, the check: a guess of the learner's is neither confirmed nor denied, nor are its words taken up.

Whatever is locked, the rule is the same, so that the check itself gives nothing away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.ground import Ground
from trainer.conversation.voicing.checking.tables import either
from trainer.language.text import flat, sentences, tokens, without_gestures

#: Where a word of assent or denial opens a sentence or a clause: behind a break, with a filler or two before it.
_OPENS = (
    r"(?:^|[.!?…;:,]\s+|\s[–—-]\s)[\"'“‘]?"
    r"(?:(?:well|oh|ah|hm+|mm+|ha|um|er|okay|ok|eh|god|i mean|i guess|i suppose|funny)[,.]?\s+)*(?:"
)
_YES = either(
    r"""
    yes\b
    yeah\b
    yep\b
    yup\b
    aye\b
    uh-huh\b
    mm-hm\b
    correct\b
    exactly\b
    precisely\b
    right(?: you are|[,.!])
    absolutely\b
    definitely\b
    indeed\b
    totally\b
    true[,.!]
    quite (?:right|so)\b
    bingo\b
    bang on\b
    spot on\b
    of course\b
    guilty\b
    certainly\b
    sure[,.!]
    that's (?:right|it|true|so|exactly|the one|correct|me)\b
    it (?:is|does|was)[,.!]
    i (?:do|am)[,.!]
    you bet\b
    fair enough\b
    affirmative\b
    """,
    before=_OPENS,
)
_NO = either(
    r"""
    no[,.!?…;:]
    no\s[–—-]
    no (?:it|that|this|i|he|she|we|they|not|never|way|you)\b
    no$
    nope\b
    nah\b
    not (?:really|at all|quite|exactly|me|that|true|in the least|as such|scared|so|it)\b
    never[,.!]
    wrong[,.!]
    hardly[,.!]
    that's not (?:it|right|true|so)\b
    it isn't[,.!]
    it(?:'s not| isn't) that\b
    i don't[,.!]
    i wouldn't (?:say|call|put)
    far from it
    nothing (?:like|of the sort|to do with)
    incorrect\b
    false\b
    quite the opposite
    """,
    before=_OPENS,
)
#: The same said anywhere: the learner is told that they are right or wrong, or that the customer agrees.
_TURNED = either(
    r"""
    you(?:'re| are) (?:right|wrong|not wrong|close|warm|cold|getting (?:close|warm)\w*)\b
    you(?:'re| are) (?:onto|on to|spot|not far|far off|bang)\b
    you(?:'re| are) (?:correct|mistaken|half right|quite right|absolutely)\b
    you(?:'ve| have)? (?:guess\w+|got it|got me|nailed it|caught me|found me out|hit (?:it|the nail)\w*|put your finger)
    you(?:'ve| have)? (?:read me|see through|worked it out|figured it out|noticed|said it)
    (?:might|may|could) be (?:onto|on to|right|wrong)
    (?:good|fair|nice|close) guess
    how did you (?:guess|know)
    hit the nail
    put your finger on
    i (?:can't|won't) deny
    can't argue with (?:that|you)
    that's the (?:reason|truth|nail|long and short)
    (?:it|that)'s true\b
    there's (?:some )?truth
    couldn't have (?:said|put) it
    that's (?:exactly|precisely|just) (?:it|what|why|how)
    that's not (?:it|why|the reason)
    nothing to do with
    not far off
    not (?:entirely|far|so) wrong
    i (?:agree|disagree)\b
    (?:as|like) you (?:say|said)\b
    got it in one
    it is what you (?:think|say)
    what you(?:'ve)? (?:said|say|think|suspect)
    isn't that it
    that's it\b
    that's (?:about|almost|nearly|roughly|pretty much) (?:right|it|true|so)\b
    that's (?:a|one) (?:good|nice|fair|fine) (?:way|point)
    see (?:right |straight )?(?:into|through) me
    know me (?:well|too well)
    it(?:'s not| isn't) (?:that|so)\b
    """
)
#: Agreement too, but only where there is something to agree with.
_SOFTLY = either(
    r"""
    that's what it is\b
    i suppose (?:that's|it is|so)\b
    you could put it (?:like that|that way)
    """
)
_ASKS_OPENLY = either(
    r"""
    what|when|where|why|how|who|whom|whose|which
    tell me|walk me|describe|explain|talk me|show me|say more|give me|go on
    can you|could you|would you tell
    """,
    before=r"(?:^|[,.]\s*|\b(?:and|so|but|or|then|okay|well|oh|right)[,\s]+)(?:",
    after=r")\b",
)
_SMALL = either(
    r"""
    hi|hello|hey|good (?:morning|evening|afternoon|day)|bye
    thanks?|thank you|sorry|ok(?:ay)?|right|i see|mhm|go on
    """,
    before="^(?:",
    after=r")\b[^?]*$",
)


def flaws_of_guess(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give where an answer confirms, denies or takes up what the learner supposes."""
    line = ground.bounds.heard[-1] if ground.bounds.heard else ""
    low = flat(" ".join(without_gestures(text).split()))
    gist = flat(" ".join(without_gestures(" ".join(ground.bounds.gist)).split()))
    remedy = "Leave out {}; do not say whether the guess is right."
    if supposes(line):
        for pattern in (_YES, _NO, _SOFTLY):
            if (found := pattern.search(low)) and not _opens_so(pattern, gist, ground):
                yield flaw(Kind.GUESS, found.group().strip(" .,!?…;:"), remedy)
    if found := next((m for m in _TURNED.finditer(low) if m.group() not in gist), None):
        yield flaw(Kind.GUESS, found.group(), remedy)
    if taken := [t.raw for t in tokens(text) if t.stem in ground.heard_stems]:
        yield flaw(Kind.GUESS, " ".join(dict.fromkeys(taken)), "Leave out {}; do not take up what you never said.")


def _opens_so(pattern: re.Pattern[str], gist: str, ground: Ground) -> bool:
    return bool(pattern.search(gist)) or any(pattern.search(flat(piece)) for piece in ground.bounds.gist)


def supposes(line: str) -> bool:
    """Say whether a learner's line asserts something or can be answered by yes or no."""
    return any(not _SMALL.match(one) and not _ASKS_OPENLY.search(one) for one in sentences(flat(line)))


def answers_against(text: str, ground: Ground) -> str:
    """Give the words of an answer that say no where the gist says yes, or yes where it says no; empty if none."""
    low, gist = flat(without_gestures(text)), flat(without_gestures(" ".join(ground.bounds.gist)))
    for mine, other in ((_YES, _NO), (_NO, _YES)):
        found = mine.search(low)
        if found and other.search(gist) and not _opens_so(mine, gist, ground):
            return found.group().strip(" .,!?…;:")
    return ""
