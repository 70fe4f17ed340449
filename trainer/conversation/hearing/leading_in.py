"""Room `hearing`: an echo of the customer's words put before a question that has nothing to do with them.

"The ladder. What do you like best about it?" gives back a word and asks what stood on the list anyway. What was taken
up then stands apart from what is asked, so it shows no listening by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.conversation.hearing.ear import Ear
from trainer.conversation.hearing.questions import Question
from trainer.conversation.hearing.segments import Unit
from trainer.language.text import is_specific, stem, tokens

#: Most words of the echo, and the share of them that stand in the customer's last line.
ECHO_WORDS, ECHO_SHARE = 8, 0.6


def apart(every: Sequence[tuple[Unit, Question]], ear: Ear) -> tuple[Unit, ...]:
    """Give the units after an echo that share no telling word with the last line; empty where there is no such echo.

    The echo is the first unit: a few words, most of them the customer's, that ask nothing; a question comes after it.
    """
    if len(every) < 2 or not ear.customer:
        return ()
    echo, rest = every[0][0], every[1:]
    theirs = {t.word for t in tokens(ear.last)}
    mine = [word for word in echo.words if word in theirs]
    if every[0][1].form in ("open", "wh") or len(echo.words) > ECHO_WORDS or len(mine) < ECHO_SHARE * len(echo.words):
        return ()
    if not any(is_specific(stem(word)) for word in mine) or all(q.form == "none" for _, q in rest):
        return ()
    shared = any(is_specific(s) and s in ear.last_stems for unit, _ in rest for s in map(stem, unit.words))
    return () if shared else tuple(unit for unit, _ in rest)
