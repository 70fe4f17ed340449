"""Room `lab`: a debrief written from the customer's lines alone, by rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from trainer.lab.bots.bot import Briefing, Notes
from trainer.lab.bots.listening import charged
from trainer.language.text import count_words, is_content, is_specific, sentences, stems_of, tokens, without_gestures

#: Characters of the sentence and of each force.
INSIGHT, FORCE = 280, 200
#: What a sentence gains from the first to the last line: the reasons come late.
LATE = 1.0
#: One of so many small words of a sentence is kept.
KEPT = 2
_FORCES = {
    "push": re.compile(
        r"\b(?:before|gave up|broke|couldn't|failed|wrong|lost|stuck|without|nobody|missed|went)\b", re.I
    ),
    "pull": re.compile(r"\b(?:now|since|finally|good|better|see|show\w*|know|together|every|like|love)\b", re.I),
    "anxiety": re.compile(
        r"\b(?:afraid|fear\w*|worr\w+|scared|if|lose|losing|happen\w*|asham\w*|find out|gone)\b", re.I
    ),
    "habit": re.compile(r"\b(?:always|every|still|used to|morning|evening|each|night|before bed|keep\w*)\b", re.I),
}  # fmt: skip
_TURNED = {
    "i": "{they}", "i'm": "{they} is", "i've": "{they} has", "i'd": "{they} would", "i'll": "{they} will",
    "me": "{them}", "my": "{their}", "mine": "{theirs}", "myself": "{them}self", "we": "{they}", "our": "{their}",
    "us": "{them}", "am": "is", "you": "one",
}  # fmt: skip
_CASES = {
    "she": {"they": "she", "them": "her", "their": "her", "theirs": "hers"},
    "he": {"they": "he", "them": "him", "their": "his", "theirs": "his"},
    "they": {"they": "they", "them": "them", "their": "their", "theirs": "theirs"},
}


def notes_of(lines: Sequence[str], briefing: Briefing) -> Notes:
    """Give the debrief: what came up again and again and with feeling, as what moves this customer."""
    said = [s for line in lines for s in sentences(without_gestures(line))]
    told = [s for s in said if count_words(s) >= 4 and not s.rstrip().endswith("?")]
    often = Counter(stem for s in told for stem in stems_of(s) if is_specific(stem))
    late = {s: place / len(told) for place, s in enumerate(told)}
    ranked = _various(sorted(late, key=lambda s: (-_worth(s, often) - LATE * late[s], late[s])))
    cases = _CASES.get(briefing.pronoun, _CASES["they"])
    name = briefing.name.split()[0] if briefing.name else cases["they"]
    insight = _joined(f"What moves {name} is this:", ranked, cases, INSIGHT)
    forces = {}
    for force, mark in _FORCES.items():
        fitting = [s for s in ranked if mark.search(s)]
        if fitting:
            forces[force] = _joined("", fitting[:3], cases, FORCE)
    return Notes(insight, forces)


def _various(ranked: Sequence[str]) -> list[str]:
    """Put sentences back that say little beyond those before them."""
    known: set[str] = set()
    fresh: list[str] = []
    rest: list[str] = []
    for sentence in ranked:
        stems = {stem for stem in stems_of(sentence) if is_specific(stem)}
        (fresh if len(stems - known) * 2 >= len(stems) else rest).append(sentence)
        known |= stems
    return fresh + rest


def _worth(sentence: str, often: Counter[str]) -> float:
    stems = [s for s in stems_of(sentence) if is_specific(s)]
    return charged(sentence) + sum(min(4, often[s]) - 1 for s in stems) / max(3, len(stems))


def _joined(opening: str, told: Sequence[str], cases: dict[str, str], most: int) -> str:
    out = opening
    for sentence in told:
        piece = _pieces(sentence, cases)
        if len(out) + len(piece) + 6 > most:
            break
        out = f"{out} {piece};" if out else f"{piece};"
    return out.rstrip(";").strip() + "."


def _pieces(sentence: str, cases: dict[str, str]) -> str:
    """Give a sentence from the other side, without every second of its small words: no paste."""
    words, small = [], 0
    for place, token in enumerate(tokens(sentence)):
        turned = _TURNED.get(token.word)
        if turned is None and not is_content(token.stem):
            small += 1
            if small % KEPT:
                continue
        words.append(turned.format(**cases) if turned else token.raw.lower() if place == 0 else token.raw)
    return " ".join(words)
