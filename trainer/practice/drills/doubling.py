"""Room `practice`, drills: two questions in one answer."""

from __future__ import annotations

from trainer.conversation.hearing.heard import Kind
from trainer.conversation.hearing.questions import several
from trainer.language.text import is_specific, stems_of
from trainer.practice.drills import cues, taken
from trainer.practice.drills.answer import Answer
from trainer.practice.drills.verdict import Found

#: Sentences in which one story is asked for, at most.
STORY = 3


def doubles(answer: Answer) -> Found | None:
    """Find two questions in one answer, also in one sentence ("what did you do and how did they take it")."""
    if one_story(answer) or (cues.AND_WHY.match(answer.line) and len(answer.asked) < STORY):
        return None
    asked = [(unit, q) for unit, q in answer.asked if not taken.echoes(answer, unit, q)]
    along = cues.ALONG.search(answer.line)
    if cues.WHY_AND.match(answer.line) and not along:
        return Found("double", answer.text[:80])
    alone = len(asked) == 1 < len(answer.asked) or (along and along.end() == len(answer.line) and len(asked) < STORY)
    beside = [bool(cues.CLAUSE.match(unit.line) or cues.ASIDE.match(unit.line)) for unit, _ in asked]
    alone = alone or (any(beside) and beside.count(False) <= 1)
    if answer.heard.has(Kind.DOUBLE_BARRELLED) and not alone:
        return Found("double", answer.quote(Kind.DOUBLE_BARRELLED))
    for unit, q in asked:
        joined = cues.TWO_WAYS.search(unit.line)
        along = cues.ALONG.search(unit.line) or cues.EITHER.match(unit.line)
        if joined and not along and (q.form != "none" or several(unit.line)):
            return Found("double", unit.text)
    return None


def one_story(answer: Answer) -> bool:
    """Say whether two questions ask for one story: when it last happened, and what happened then."""
    lines = [line for line in cues.PARTS.split(answer.text.lower()) if line.strip()]
    if len(lines) == 2 and cues.LOCATES.match(lines[0]):
        if cues.PLACE.match(lines[1]) or (cues.STORY.match(lines[1]) and cues.PAST.search(lines[1])):
            return True
    if not 1 < len(lines) <= STORY or not cues.ONE_TIME.search(answer.line):
        return False
    return all(cues.TOLD_ON.search(line) or cues.ONE_TIME.search(line) for line in lines[-2:])


def other_half(answer: Answer) -> Found | None:
    """Find that a second question takes up a word of the poor line that the first has left out."""
    line = {s for s in stems_of(answer.item.line or "") if is_specific(s)}
    (head, _), *rest = answer.asked
    for unit, q in rest:
        if q.form == "closed" and (stems_of(unit.line) & line) - stems_of(head.line):
            return Found("double", unit.text)
    return None
