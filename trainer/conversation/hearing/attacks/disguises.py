"""Room `hearing`: a line without its disguise. Spelled-out words, figures for letters, letters of other scripts."""

from __future__ import annotations

import re
import unicodedata

from trainer.language.spelling import is_word

#: Letters of other scripts that look like Latin ones, and figures and signs that stand for letters inside a word.
_LOOKALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u0432\u043a\u043c\u043d\u0442\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u03c5\u03c7\u03c4\u03b5",
    "aeopcyxijsdhbkmhtaopvikuxte",
)
_FIGURES = str.maketrans("013457@$", "oieastas")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'} | {"—": " - "})
#: "s-e-c-r-e-t", "r e v e a l": five or more single letters.
_SPELLED = re.compile(r"\b\w(?:[-_.*·]\w){4,}\b|\b[a-z](?: [a-z]){4,}\b")
#: A word with a figure or sign between its letters: "r3v34l", "m0tivation". Not "3pm", "mp3".
_FIGURED = re.compile(r"\b(?=[a-z]+[013457@$]+[a-z])[\w@$]{3,}")
_LONG = {"u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please"}
_SHORT = re.compile(r"\b(?:u|ur|r|pls|plz)\b")
#: A word that mixes Latin with Greek or Cyrillic letters: nobody types that by accident.
_MIXED = re.compile(r"[a-z][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][a-z]", re.IGNORECASE)


def plain(text: str) -> str:
    """Give `text` in lower case with single spaces, straight quotes and ordinary dashes; full-width letters folded."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES).split())


def undisguised(line: str) -> str:
    """Give a plain line with its disguised words as they are meant; the same line where there are none."""
    if _MIXED.search(line):
        line = line.translate(_LOOKALIKE)
    line = _SPELLED.sub(lambda found: re.sub(r"\W|_", "", found.group()), line)
    line = _SHORT.sub(lambda found: _LONG[found.group()], line)
    return _FIGURED.sub(_in_letters, line)


def _in_letters(found: re.Match[str]) -> str:
    """Give a word with its figures read as letters, if that makes a word ("m0tivation"; not "mp3s")."""
    word = found.group().translate(_FIGURES)
    return word if is_word(word) else found.group()


def mixes_scripts(text: str) -> str:
    """Give the letters where a word mixes scripts, or an empty string."""
    found = _MIXED.search(text)
    return found.group() if found else ""
