"""Room `scoring`: what a model may write to the learner: short, plain, without a grade, and of nothing undisclosed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from trainer.content.schema import Persona
from trainer.conversation.call import Call
from trainer.conversation.events import CustomerSaid, Event, LearnerSaid, standing
from trainer.conversation.hearing.ear import Said
from trainer.conversation.hearing.hear import hear
from trainer.conversation.hearing.heard import Kind
from trainer.language.text import is_specific, jaccard, sentences, stems_of
from trainer.scoring.coaching.quoting import one_line
from trainer.scoring.record import Record

#: Characters of a note, a wording or a tip.
LONGEST = 200
#: Two lines that share so many of their content stems are one wording.
SAME = 0.99
#: A text tells a locked sentence where it holds this share of its telling stems, and at least so many of them.
TELLING_SHARE, LEAST_TELLING = 0.6, 2
#: Words of a grade, addresses and marks of a language for machines: nothing a note on a line needs.
_UNFIT = re.compile(
    r"\d|%|\b(?:scores?|scored|points(?! (?:to|at|out|back|towards))|(?:full|top|best) marks?|grades?|graded|stars?"
    r"|ratings?|percent|percentage|(?:out )?of (?:five|ten|a hundred)|perfect (?:score|interview|call)|flawless"
    r"|(?:the|dear) judge|grader|evaluator|criteri(?:on|a)|json)\b"
    r"|https?:|www\.|[<>{}\[\]`|\\#]|\*\*",
    re.I,
)
#: Words of the craft and of everyday advice. Where one happens to stand in a fact as well, it tells nothing of it.
_CRAFT = stems_of("""
    add added agree answer answered ask asked asking assume assumption attention bring broad catch chance check
    choose clear close closed conclusion concrete contradict contradiction curious cut deeper detail direct
    double draw drawn drop earlier early easier echo empty ending enough example explain explanation fast
    feature feeling feelings felt focus follow followed general gentle gesture give given guess guessed happen
    hear heard hint hold imagined interrupt invite keep label labelled last late lead leading leave leaves let
    line listen listening longer mention mirror mirrored moment move name named natural next notice occasion
    offer open opened opening option pause phrase pick pitch plain press pressure pull push question questions
    react reaction real remark repeat reply rest room rush second sell sentence share short shorter show shown
    signal silence simple skip slow soft solution specific split stay step stop story straight strong summary
    surface surprise take taken talk tell tempo third thread time tone topic touch try turn unexpected use vague
    wait waited whole wide word worked write yes
    """)
_SPOILS = (
    Kind.LEADING, Kind.HYPOTHETICAL, Kind.DOUBLE_BARRELLED, Kind.PITCH, Kind.ADVICE, Kind.PRESSURE, Kind.RUDE,
    Kind.STUFFING, Kind.FLOOD, Kind.GIBBERISH, Kind.LANGUAGE, Kind.DEMAND, Kind.TRAINER,
)  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """What a model's words on one call are checked against."""

    call: Call
    lines: tuple[Said, ...]
    """All lines of the call, in order."""
    hidden: frozenset[str]
    """Stems that tell of what was not disclosed and that nobody said."""
    locked: tuple[frozenset[str], ...]
    """The telling stems of each sentence that was not disclosed, said or not: together they tell it as well."""

    def note(self, text: str) -> str:
        """Give a note or tip as it may be shown: its sentences up to the limit; empty where it may not be shown."""
        text = one_line(text)
        kept = ""
        for sentence in sentences(text):
            longer = f"{kept} {sentence}".strip()
            if len(longer) > LONGEST:
                break
            kept = longer
        return kept if kept and not self.unfit(text) else ""

    def better(self, text: str, turn: int) -> str:
        """Give a wording for `turn` as it may be shown: an open question to our own ear; else an empty string."""
        text = one_line(text).strip("\"“”'‘’ ")
        if not text or len(text) > LONGEST or self.unfit(text):
            return ""
        before = tuple(line for line in self.lines if line.turn < turn)
        heard = hear(text, replace(self.call.ear, said=before))
        own = next((line.text for line in self.lines if line.turn == turn and line.speaker == "learner"), "")
        if heard.question != "open" or heard.has(*_SPOILS) or jaccard(stems_of(own), stems_of(text)) >= SAME:
            return ""
        return text

    def unfit(self, text: str) -> bool:
        """Say whether a text grades, holds markup or an address, or speaks of something that was not disclosed."""
        stems = stems_of(text)
        if _UNFIT.search(text) or self.hidden & stems:
            return True
        return any(len(one & stems) >= max(LEAST_TELLING, TELLING_SHARE * len(one)) for one in self.locked)


def wording_of(events: Sequence[Event], record: Record, call: Call, uncovered: Iterable[str]) -> Wording:
    """Make the checks for a call; `uncovered` are the ids of the motivations that it uncovered."""
    stood = standing(events)
    lines = tuple(said for event in stood if (said := call.said(event)))
    spoken = [event.text for event in stood if isinstance(event, LearnerSaid | CustomerSaid)]
    known = frozenset().union(_CRAFT, call.ear.public, *map(stems_of, spoken))
    texts, phrases = _locked(call.whole, set(record.told), set(uncovered))
    stems = frozenset().union(*map(stems_of, (*texts, *phrases)))
    telling = {frozenset(stem for stem in stems_of(one) if is_specific(stem)) - _CRAFT for one in texts}
    hidden = frozenset(stem for stem in stems if is_specific(stem)) - known
    return Wording(call, lines, hidden, tuple(one for one in telling if len(one) >= LEAST_TELLING))


def _locked(persona: Persona, told: set[str], uncovered: set[str]) -> tuple[list[str], list[str]]:
    """Give the sentences that tell of a fact that was not told or a motivation not uncovered, and their phrases."""
    said: list[str] = []
    phrases: list[str] = []
    for fact in persona.facts:
        if fact.id not in told:
            said += [fact.title, *fact.says, *fact.more.values(), *(fact.tell.says if fact.tell else ())]
            phrases += fact.about
    for motivation in persona.motivations:
        if motivation.id not in uncovered:
            said += [motivation.title, motivation.insight, *motivation.accepted]
            said += [claim.says for claim in motivation.claims]
            phrases += [phrase for claim in motivation.claims for phrase in claim.any]
    return said, phrases
