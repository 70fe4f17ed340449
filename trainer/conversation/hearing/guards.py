"""Room `hearing`: lines that are no talk. Questions about the trainer, gibberish, heaps of topics, floods."""

from __future__ import annotations

import re

from trainer.conversation.hearing.segments import Unit
from trainer.language.spelling import is_word, sayable
from trainer.language.text import Token, flat, is_content

#: Above this share of strange words an utterance is gibberish (a mended word or a name counts half).
STRANGE = 0.6
#: Questions of one utterance that can be taken in, and those of them that may begin alike ("is it …? is it …?").
MOST_ASKED, MOST_ALIKE = 4, 3
#: Figures that may stand alone ("2,000?"); a longer row of them is a code.
FIGURES = 8
#: Letters of initials ("IBM").
INITIALS = 5
#: Words of one or two letters that may stand alone.
SHORT = frozenset(("ok", "no", "hi", "so", "oh", "ah", "hm", "mm", "um", "go", "we", "us", "me", "or", "if", "by"))
#: Words of one utterance that a customer can take in (about 100 seconds of talk).
FLOOD_WORDS = 260

_VOWEL = re.compile(r"[aeiouy]")
#: Six or more single letters in a row.
_SPELLED = re.compile(r"(?<!\S)\w(?:\s+\w){5,}(?!\S)")
#: A word of at least this many letters and figures mixed is an encoded one.
CODE_LETTERS = 12
_TRAINER = re.compile(
    r"\b(?:are you (?:an? )?(?:ai|bot|robot|real|human|machine|program|computer|language model|llm|chatbot|simulated|simulation|actor|person|chatgpt)|am i talking to (?:an? )?(?:ai|bot|robot|machine|computer|real|human)|this (?:trainer|simulation|simulator|game of yours)|how (?:am i doing|do i score|is my score|is this scored|many points (?:do|have|did|will) i)|my (?:score|scorecard|points)\b|the scorecard\b|is this an? (?:test|simulation|training|bot|game|exercise|program)|what model are you|who (?:made|built|programmed|wrote) you|do you run on|the trainer)\b"
)


def asks_about_trainer(line: str) -> str:
    """Give the words that ask about the trainer itself, or an empty string."""
    found = _TRAINER.search(line)
    return found.group() if found else ""


def is_flood(words: int) -> bool:
    """Say whether an utterance is longer than anybody would listen to."""
    return words > FLOOD_WORDS


def is_gibberish(text: str, words: tuple[Token, ...], nearby: frozenset[str]) -> bool:
    """Say whether an utterance has no words in it: symbols, emoji, or letters that are no words."""
    if not words:
        return bool(text.strip())
    if all(t.word.isdigit() for t in words):
        return sum(len(t.raw) for t in words) > FIGURES
    if len(words) == 1 and len(words[0].raw) <= 2:
        return words[0].word not in SHORT
    if _SPELLED.search(text):
        return True
    long = [t for t in words if len(t.raw) > 2] or list(words)
    return sum(_strangeness(t, nearby) for t in long) > STRANGE * len(long)


def _strangeness(token: Token, nearby: frozenset[str]) -> float:
    """Give 1 for letters that are no word, 0.5 for a word that had to be mended or may be a name, else 0."""
    typed = flat(token.raw)
    if len(typed) >= CODE_LETTERS and any(map(str.isdigit, typed)) and any(map(str.isalpha, typed)):
        return 1.0
    if typed in nearby or is_word(typed):
        return 0.0
    if is_word(token.word) or token.word in nearby:
        return 0.5
    if (token.raw.istitle() and _VOWEL.search(typed)) or (token.raw.isupper() and len(typed) <= INITIALS):
        return 0.5
    return 0.8 if sayable(typed) else 1.0


def is_heap(parts: tuple[Unit, ...], words: tuple[Token, ...]) -> bool:
    """Say whether an utterance of a recorded call is a heap: as `is_stuffed`, but a long turn may hold several questions."""
    return len(words) <= 60 and is_stuffed(parts, words)


def is_stuffed(parts: tuple[Unit, ...], words: tuple[Token, ...]) -> bool:
    """Say whether an utterance heaps topics or questions instead of asking one thing.

    A heap: more than four questions; the same short words over and over; or many content words with hardly a
    function word among them (speech has about one function word to every content word).
    """
    asked = [unit.words[:2] for unit in parts if unit.asks]
    if len(asked) > MOST_ASKED or any(asked.count(opening) >= MOST_ALIKE for opening in asked):
        return True
    plain = [t.word for t in words]
    if len(plain) >= 7 and len(set(plain)) <= len(plain) * 0.55 and len(set(plain)) <= 7:
        return True
    content = [t for t in words if is_content(t.stem)]
    functions = len(plain) - len(content)
    return len(content) >= 6 and functions <= 0.25 * len(content)
