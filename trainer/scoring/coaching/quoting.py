"""Room `scoring`: whether words that a model quotes were really said in that line."""

from __future__ import annotations

from trainer.language.text import clean, flat, tokens

#: Fewest words of a quote that is not the whole line.
LEAST_WORDS = 3
#: Characters of a quote beyond which it is none.
LONGEST_QUOTE = 300
_ENDS = "?!.…"


def one_line(text: str) -> str:
    """Give a line cleaned, with its line breaks and runs of spaces as one space."""
    return " ".join(clean(text).split())


def verbatim(quote: str, line: str) -> str:
    """Give the stretch of `line` (made one line) that `quote` names, or an empty string where it names none.

    Words are compared without case, kind of apostrophe or punctuation; at least three of them, or all of the line.
    """
    if len(quote) > LONGEST_QUOTE:
        return ""
    text = one_line(line)
    words, wanted = tokens(text), [t.word for t in tokens(clean(quote))]
    if not wanted or (len(wanted) < LEAST_WORDS and len(wanted) < len(words)):
        return ""
    said = [flat(word.raw) for word in words]
    for first in range(len(said) - len(wanted) + 1):
        if said[first : first + len(wanted)] == wanted:
            end = words[first + len(wanted) - 1].end
            while end < len(text) and text[end] in _ENDS:
                end += 1
            return text[words[first].start : end]
    return ""
