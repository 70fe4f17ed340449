"""Room `practice`, drills: an answer as it was heard, against what the customer of the drill said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from trainer.content.drills.schema import Drill
from trainer.conversation.hearing.ear import Ear, Said, vocabulary_of
from trainer.conversation.hearing.hear import hear, overhear
from trainer.conversation.hearing.heard import Heard, Kind
from trainer.conversation.hearing.questions import Question, checks, question_in, sets_scene, sets_time
from trainer.conversation.hearing.segments import Unit, mended, units
from trainer.language.text import Token, clean, flat, phrase_of, stems_of
from trainer.practice.drills.verdict import Found

#: Characters of an answer that are looked at; more is too long to be said in any drill.
MOST_READ = 1500
#: Words of a spoken answer that can be taken in at once (about 25 seconds of talk; set).
MOST_WORDS = 70
_QUOTED = re.compile(r"""^\s*(["“'‘«])(.{2,})(["”'’»])\s*[.!]?\s*$""", re.DOTALL)
#: "I would ask: …": what was asked for is the line, and this is how people hand one in.
_HANDS_IN = re.compile(
    r"^\s*(?:(?:well|ok|okay|hmm|um|so|maybe)[,\s]+)*(?:i(?:'d|’d|d| would| will|'ll|’ll| might| could)?\s+(?:\w+\s+)?"
    r"(?:ask|say|reply|respond|answer|go with|try)(?:\s+(?:them|her|him|back|something like|with|simply|instead))*"
    r"|(?:my )?(?:answer|question|label|mirror|rewrite|version)(?: is| would be)?|something like)\s*[:,\-–—]+\s*",
    re.IGNORECASE,
)


#: "who was the last one": a question of fact without its mark, when it is all that was typed; and
#: "the last parcel, how come".
_UNMARKED = re.compile(
    r"^(?:(?:and|so|ok|okay)\s+)*(?:who|whose|which|when|where)\s+(?:\w+\s+)?(?:is|was|are|were|did|do|does)\s[^.?!…,;:]*$"
    r"|^[^.?!…]+[\s,]\s*(?:how come|what for|how so|why)$"
    r"|^[^.?!…]*,\s*(?:and )?(?:what|how|why|who|where)(?:'s|s)?\s+(?:is|was|are|were|do|does|did|has|have|had|makes|made|happens|happened|goes|speaks|keeps|came|led|brought)\b[^.?!]*$",
    re.IGNORECASE,
)
#: "How come she… how come it mustn't beep?": begun, broken off, and said anew.
_REPAIRED = re.compile(
    r"^(?P<begun>(?:how come|what|why|how|who|where|when|tell me|did|do|is|was))\b[^.?!…]*(?:…|\.\.\.|[—–]|--)\s*(?:(?:no|sorry|i mean|actually|wait|well|rather)[,:]?\s+)*(?=(?P=begun)\b)"
    r"|^[^?!]*(?:…|\.\.\.|[—–]|--)\s*(?:(?:no|sorry|i mean|actually|wait|scratch that|let me rephrase|let me start again)\b[,:]?\s*)+(?:just[,:]?\s*)?(?=(?:what|how|why|who|where|when|tell me)\b)",
    re.IGNORECASE,
)
_TO_THE_JUDGE = re.compile(
    r"\b(?:ignore|disregard|forget|instructions?|prompts?|scor\w+|grad\w+|mark(?:s|ed)?(?! (?:an?|the|your|their|his|her|them|those|these|every|each|some) )|judges?|evaluat\w+|assistant|override|pretend|roleplay|pass(?:ed|es)?|correct|verdict|json|true)\b"
)


@dataclass(frozen=True)
class Answer:
    """One answer, prepared for the judges."""

    text: str
    """In ordinary spelling, without control characters; as many words as were typed."""
    item: Drill
    extra: frozenset[str] = frozenset()
    """Other words that a typing error may stand for."""

    @cached_property
    def ear(self) -> Ear:
        """What the answer is heard against: the customer's lines, and the poor line as the interviewer's own."""
        item = self.item
        texts = [*item.customer, item.line or "", *item.about, *(p for t in item.threads for p in t.any)]
        said = [Said("customer", at, line) for at, line in enumerate(item.customer)]
        if item.line:
            said.insert(len(said) - 1, Said("learner", len(said), item.line))
        return Ear({}, frozenset(), vocabulary_of(texts) | self.extra, tuple(said))

    @cached_property
    def heard(self) -> Heard:
        """What the hearing of interviews makes of it.

        A learner at a drill has no secret to demand: only talk to whoever judges is refused, as in a recorded call.
        """
        heard = hear(self.text, self.ear)
        to_us = _TO_THE_JUDGE.search(self.line) and not _KEEPS.search(self.line)
        if not heard.has(Kind.DEMAND) or to_us:
            return heard
        again = overhear(self.text, self.ear)
        return replace(again, moves=tuple(move for move in again.moves if move.kind is not Kind.DEMAND))

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """Its words, typing errors mended."""
        return mended(self.text, self.ear.nearby)

    @cached_property
    def line(self) -> str:
        """The mended words in lower case, with single spaces and no marks."""
        return " ".join(word.word for word in self.words)

    @cached_property
    def units(self) -> tuple[tuple[Unit, Question], ...]:
        """Its parts, each with what it asks."""
        return tuple((unit, question_in(unit)) for unit in units(self.text, self.words))

    @cached_property
    def asked(self) -> tuple[tuple[Unit, Question], ...]:
        """The parts that ask, without those that only set a scene, a time, or check."""
        asking = [(unit, q) for unit, q in self.units if q.form != "none"]
        kept = [
            (unit, q)
            for unit, q in asking
            if not (len(asking) > 1 and (sets_scene(unit.line) or checks(unit.line) or sets_time(unit)))
        ]
        return tuple(kept or asking)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(word.stem for word in self.words)

    @property
    def mended(self) -> str:
        """The text with its typing errors mended."""
        out, at = [], 0
        for word in self.words:
            same = word.word == flat(word.raw)
            out += [self.text[at : word.start], word.raw if same else word.word]
            at = word.end
        return "".join(out) + self.text[at:]

    def names(self, phrases: Iterator[str] | tuple[str, ...], line: str | None = None) -> str:
        """Give the first phrase whose words stand in the answer (or in `line`, a part of it), or an empty string."""
        order = tuple(word.stem for word in (self.words if line is None else mended(line, self.ear.nearby)))
        stems = frozenset(order)
        return next((phrase for phrase in phrases if phrase_of(phrase).found_in(stems, order)), "")

    def quote(self, *kinds: Kind) -> str:
        """Give the words of the first move of one of these kinds."""
        return self.heard.quote(*kinds)

    def match(self, pattern: re.Pattern[str]) -> str:
        """Give the stretch as typed that a pattern finds in the mended words, or an empty string."""
        found = pattern.search(self.line)
        if not found or not found.group().strip():
            return ""
        at, first, last = 0, None, None
        for word in self.words:
            if at < found.end() and at + len(word.word) > found.start():
                first, last = first if first is not None else word, word
            at += len(word.word) + 1
        return self.text[first.start : last.end] if first and last else ""


def bare(text: str) -> str:
    """Give the line itself: what hands it in ("I would ask: …") and quotes around it are no part of it."""
    text = clean(text[: 4 * MOST_READ], keep_newlines=True)
    line = _HANDS_IN.sub("", text, count=1)
    quoted = _QUOTED.match(line)
    line = (quoted.group(2) if quoted else line).strip() or text
    line = _REPAIRED.sub("", line, count=1)
    return f"{line}?" if _UNMARKED.match(line) else line


def _of_the_drill(answer: Answer, quote: str) -> bool:
    """Say whether a demand is in words of the drill's subject ("allowed to unlock it", of a lock)."""
    return bool(stems_of(quote) & stems_of(" ".join(answer.item.about)))


#: "Your secret is safe": said to them, and no prying into the trainer's.
_KEEPS = re.compile(r"\byour secrets? (?:is|are|stays?|will)\b")
#: Move of a line that is no talk → the reason.
_NO_TALK = {
    Kind.FLOOD: "too-long", Kind.DEMAND: "no-talk", Kind.TRAINER: "no-talk", Kind.RUDE: "rude",
    Kind.LANGUAGE: "language", Kind.GIBBERISH: "gibberish", Kind.STUFFING: "heap",
}  # fmt: skip


def no_talk(answer: Answer) -> Found | None:
    """Give why an answer is nothing that could be said, if so."""
    if not answer.text:
        return Found("empty")
    if len(answer.text) > MOST_READ:
        return Found("too-long", answer.text[:60])
    if not answer.words:
        return Found("gibberish", answer.text[:60])
    for move in answer.heard.moves:
        if move.kind in _NO_TALK and not (move.kind is Kind.DEMAND and _of_the_drill(answer, move.quote)):
            return Found(_NO_TALK[move.kind], move.quote)
    if len(answer.words) > MOST_WORDS:
        return Found("too-long", answer.text[:60])
    return None
