"""Room `practice`, drills: advice in the form of a question ("have you tried a bigger screen?").

What nobody has spoken of shows that it is advice: "why don't you scan them?" asks where the scanning was mentioned.
"""

from __future__ import annotations

import re

from trainer.language.text import is_content, stems_of
from trainer.practice.drills.answer import Answer

_SUGGESTS = re.compile(
    r"^(?:(?:and|but|so|well|ok|okay|oh|hm|right|then|maybe|just) )*(?:why (?:not|don't you|dont you)|(?:couldn't|can't|could|can) you (?:not |just |simply )(?:just |simply )?"
    r"|(?:couldn't|can't|could|can) you (?=.* instead$)"
    r"|have you (?!ever)(?:\w+ )?(?:tried|considered|thought (?:of|about))(?= (?:a|an|another|some|one of|\w+ing)\b)"
    r"|(?:what|how) about (?=(?:a|an|another|some|\w+ing)\b)|wouldn't (?:a|an|another)(?= \w+))\b(?P<rest>.*)"
)
#: Verbs of what somebody is, knows or wants: why they do not is a question.
_STATES = re.compile(
    r"^ ?(?:ever |really |even |also )?(?:trust|like|want|believe|think|feel|need|know|have|care|mind"
    r"|(?:tell|say|show|describe|talk|walk|share|explain)(?! (?:them|him|her|people|everyone|the|your|a|an)\b))\b"
)


def suggests(answer: Answer) -> str:
    """Give the words that suggest something which neither the customer nor the poor line has mentioned, or ""."""
    found = _SUGGESTS.search(answer.line)
    if not found or _STATES.match(found["rest"]):
        return ""
    item = answer.item
    known = stems_of(" ".join((*item.customer, item.line or "", item.situation or "", *item.about)))
    new = {s for s in stems_of(found["rest"]) if is_content(s)} - known
    return answer.match(_SUGGESTS) if new else ""
