"""Room `transcripts`: text as it comes out of a file, made fit to be read: clean, on one line, without sound cues."""

from __future__ import annotations

import re

from trainer.language.text import clean
from trainer.transcripts.limits import NAME_CHARS

_CUES = (
    "music|applause|laugh|laughs|laughter|laughing|chuckle|chuckles|chuckling|giggle|giggles|silence|pause|pauses|"
    "inaudible|unintelligible|indistinct|indiscernible|unclear|crosstalk|cross talk|cross-talk|overlapping|"
    "overlapping speech|noise|background noise|typing|cough|coughs|coughing|sigh|sighs|sighing|clears throat|"
    "throat clearing|sneeze|sneezes|breath|breathes|ringing|phone ringing|phone rings|beep|bleep|static|foreign|"
    "blank_audio|blank audio|no audio|audio drops|recording starts|recording stops|end of recording|end of transcript|"
    "speaks foreign language|speaking foreign language|nods|smiles|shrugs|door opens|door closes|♪+|♫+"
)
_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_NOISE = re.compile(
    rf"[\[(<*]\s*(?:(?:{_CUES})(?:\s+{_CLOCK})?|{_CLOCK}(?:\s*(?:-->|-|–)\s*{_CLOCK})?)\s*[\])>*]", re.IGNORECASE
)
_NOTES = re.compile("[♪♫]+")
#: `>>` marks a new speaker in broadcast captions, a dash one in films.
_MARKS = re.compile(r"^(?:(?:>>+|&gt;&gt;|[-–—•])\s*)+")
_WORDLESS = re.compile(r"[\W_]*\Z")


def scrubbed(text: str) -> str:
    """Give `text` as `language.text.clean` does, on one line with single spaces; clean ASCII is not looked at twice."""
    if not (text.isascii() and text.isprintable()):
        text = clean(text)
    return " ".join(text.split())


def said(text: str) -> str:
    """Give the words of a speech: clean, one line, without sound cues ([music]), times ([00:12]) and speaker marks.

    Empty where nothing was said. Other words in brackets stay: they may be the transcriber's, or the speaker's.
    """
    text = _MARKS.sub("", scrubbed(text))
    if any(mark in text for mark in "[(<*♪♫"):
        text = " ".join(_NOISE.sub(" ", _NOTES.sub(" ", text)).split())
        text = re.sub(r"\s+([.,;:?!])", r"\1", text)
        text = _MARKS.sub("", text).strip()
    return "" if _WORDLESS.match(text) else text


def tidy_name(name: str) -> str:
    """Give a speaker's name without marks around it, at most `NAME_CHARS` characters long."""
    name = scrubbed(name[: 4 * NAME_CHARS]).strip("*#_~=<>|:•–—- ")
    if name.startswith("[") and name.find("]") == len(name) - 1:
        name = name[1:-1].strip()
    return name[:NAME_CHARS].strip()


def shown(text: object, limit: int = 80) -> str:
    """Give text of any origin as one short line without control characters, at most `limit` characters long."""
    line = " ".join(clean(str(text)[: 8 * limit]).replace("\u200d", "").split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
