"""Room `voicing`, the check: an answer freed of what models put around one. Changes no word of it."""

from __future__ import annotations

import re

from trainer.language.text import clean

_FENCE = re.compile(r"\A```[\w-]*\s*\n(.*?)\n?\s*```\Z", re.DOTALL)
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "'": "'"}


def tidy(raw: str, name: str) -> str:
    """Give an answer on one line without control characters, a fence or quotes around all of it, or "Maren:" before it.

    `name` is the customer's full name. Gestures (*looks away*) stay. Never raises.
    """
    text = clean(raw, keep_newlines=True)
    if fenced := _FENCE.match(text):
        text = fenced.group(1)
    text = " ".join(text.split())
    label = _label(name)
    # A label may stand before the quotes or within them.
    for _ in range(2):
        text = _unquoted(label.sub("", text, count=1)).strip()
    return text


def _label(name: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in name.split() if part]
    names = "|".join([*([r"\s+".join(parts)] if parts else []), *parts, "Customer", "Interviewee"])
    return re.compile(rf"\A(?:\*\*)?(?:{names})(?:\s*:\s*\*\*|\*\*\s*:|\s*:)\s*", re.IGNORECASE)


def _unquoted(text: str) -> str:
    close = _QUOTES.get(text[:1])
    if close is None or len(text) < 3 or not text.endswith(close):
        return text
    inside = text[1:-1]
    # 'Yes' and 'no' are two quotes, not one around everything.
    if close != "'" and (close in inside or text[0] in inside):
        return text
    if close == "'" and re.search(r"(?:^|\s)'|'(?:\s|$)", inside):
        return text
    return inside
