"""Room `hearing`: a line without its disguise. Spelled-out words, figures for letters, letters of other scripts."""

from __future__ import annotations

import re
import unicodedata

#: Letters of other scripts that look like Latin ones, and figures and signs that stand for letters inside a word.
_LOOKALIKE = str.maketrans(
    "аеорсухіјѕԁһɡոԛѡвкмнтαορνικυχτε",
    "aeopcyxijsdhgnqwbkmhtaopvikuxte",
)
_FIGURES = str.maketrans("013457@$", "oieastas")
#: "s-e-c-r-e-t", "r e v e a l": five or more single letters.
_SPELLED = re.compile(r"\b\w(?:[-_.*·]\w){4,}\b|\b[a-z](?: [a-z]){4,}\b")
_LONG = {"u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please"}
_SHORT = re.compile(r"\b(?:u|ur|r|pls|plz)\b")
#: A word with a figure or sign between its letters: "r3v34l", "m0tivation". Not "3pm", "mp3".
_FIGURED = re.compile(r"\b(?=[a-z]+[013457@$]+[a-z])[\w@$]{3,}")
#: A word that mixes Latin with Greek or Cyrillic letters: nobody types that by accident.
_MIXED = re.compile(r"[a-z][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][a-z]", re.IGNORECASE)


def plain(text: str) -> str:
    """Give `text` in lower case with single spaces, straight quotes and ordinary dashes; full-width letters folded."""
    text = unicodedata.normalize("NFKC", text).casefold()
    for fancy, simple in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("«", '"'), ("»", '"'), ("—", " - ")):
        text = text.replace(fancy, simple)
    return " ".join(text.split())


def undisguised(line: str) -> str:
    """Give a plain line with its disguised words as they are meant; the same line where there are none."""
    if _MIXED.search(line):
        line = line.translate(_LOOKALIKE)
    line = _SPELLED.sub(lambda found: re.sub(r"\W|_", "", found.group()), line)
    line = _SHORT.sub(lambda found: _LONG[found.group()], line)
    return _FIGURED.sub(lambda found: found.group().translate(_FIGURES), line)


def mixes_scripts(text: str) -> str:
    """Give the letters where a word mixes scripts, or an empty string."""
    found = _MIXED.search(text)
    return found.group() if found else ""
