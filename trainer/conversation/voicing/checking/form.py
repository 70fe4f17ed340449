"""Room `voicing`, the check: whether an answer looks like a few spoken sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from trainer.conversation.voicing.checking.bounds import Bounds, Flaw, Kind, flaw
from trainer.language.text import clean, count_words, sentences, without_gestures

#: Most words to a sentence allowed for; authored lines of talkative customers reach 25 a sentence.
WORDS_A_SENTENCE = 28
#: An answer may be this much longer than the authored one.
LONGER = 1.6
#: So many words or fewer make a scrap and no sentence.
SCRAP = 3

_GESTURE = re.compile(r"\*[^*\n]{1,80}\*")
_MARKUP = re.compile(
    r"(?m)```|`|\*\*|__|~~|^\s*(?:[-•‣▪·]|\d{1,2}[.)])\s|^\s*#{1,6}\s?\S|^\s*>|</?[A-Za-z!][^>]{0,80}>|\]\(|\n"
    r"|\[/?[A-Za-z#@][^\]]{0,60}\]|https?:|www\.|\w@\w+\.\w|\b\w+\.(?:com|org|net|io)\b|[{}\\|<>=_^~]|&[a-z]+;"
)
_ENDS = re.compile(r"[.!?…][\"'”’»)]*(?:\s*\*[^*\n]{1,80}\*)?\Z")
_GESTURE_END = re.compile(r"\*[^*\n]{1,80}\*\Z")
_LABEL = re.compile(r"(?:^|[.!?…]\s+)(?:[A-Z][\w’'-]+|user|assistant|customer|interviewer|learner|system):\s", re.ASCII)


def flaws_of_form(text: str, bounds: Bounds) -> Iterator[Flaw]:
    """Give what is wrong with the outward form of an answer."""
    if not re.search(r"\w", without_gestures(text)) and not _same_as_gist(text, bounds):
        yield flaw(Kind.EMPTY, "", "Answer with one or more spoken sentences.")
        return
    yield from _markup(text, bounds)
    yield from _length(text, bounds)
    if not _ENDS.search(text) and not _gist_ends_so(text, bounds):
        yield flaw(Kind.UNFINISHED, " ".join(text.split()[-3:]), "End with a whole sentence.")


def _same_as_gist(text: str, bounds: Bounds) -> bool:
    return " ".join(text.split()) == " ".join(" ".join(bounds.gist).split())


def _markup(text: str, bounds: Bounds) -> Iterator[Flaw]:
    if clean(text) != text.strip():
        yield flaw(Kind.MARKUP, "", "Use plain letters and punctuation only.")
    gist = " ".join(bounds.gist)
    bare = text
    for gesture in _GESTURE.findall(text):
        if gesture.casefold() in gist.casefold():
            bare = bare.replace(gesture, " ")
        else:
            yield flaw(Kind.MARKUP, gesture, "Leave out {}; only speak.")
            return
    if found := _MARKUP.search(bare):
        yield flaw(Kind.MARKUP, found.group(), "Use no lists, headings, tags, code or addresses; only speak.")
    elif "*" in bare:
        yield flaw(Kind.MARKUP, "*", "Use no asterisks; only speak.")
    elif odd := next((c for c in bare if _is_symbol(c) and c not in gist), None):
        yield flaw(Kind.MARKUP, odd, "Use no emoji or symbols; only speak.")
    elif (found := _LABEL.search(bare)) and found.group().strip() not in gist:
        yield flaw(Kind.MARKUP, found.group().strip(), "Speak for yourself only, without a name and colon.")


def _is_symbol(char: str) -> bool:
    """Say whether a character belongs to no speech in Latin letters."""
    kind = unicodedata.category(char)
    if kind.startswith("L"):
        return ord(char) > 0x24F and not 0x1E00 <= ord(char) <= 0x1EFF
    return kind in ("So", "Sk", "Sm", "Cf", "Cn", "Co", "Me", "No", "Nl") and char not in "+"


def _length(text: str, bounds: Bounds) -> Iterator[Flaw]:
    gist = " ".join(bounds.gist)
    spoken = without_gestures(text)
    most = max(bounds.sentences, len(sentences(without_gestures(gist))))
    words = max(bounds.sentences * WORDS_A_SENTENCE, int(LONGER * count_words(gist)))
    said = sentences(spoken)
    # A terse customer talks in scraps: those make no sentence, but there is an end to them too.
    scraps = sum(count_words(one) <= SCRAP for one in said)
    many = len(said) - scraps > most or len(said) > most + 2
    if many or count_words(spoken) > words or len(text) > 12 * words:
        yield flaw(Kind.LONG, "", f"Say it in {bounds.sentences} sentences at most.")


def _gist_ends_so(text: str, bounds: Bounds) -> bool:
    """Say whether the answer ends with a gesture, or as its last authored piece does."""
    return bool(_GESTURE_END.search(text)) or any(
        text.endswith(piece[-12:]) for piece in bounds.gist if piece and not _ENDS.search(piece)
    )
