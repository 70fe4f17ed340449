"""Room `hearing`: from the learner's words to what was heard. Rules only; every label names its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from trainer.conversation.hearing import foreign, guards, leading_in, reflections, statements, uptake
from trainer.conversation.hearing.accuracy import is_accurate
from trainer.conversation.hearing.addressed import called
from trainer.conversation.hearing.attacks.recognise import attacks
from trainer.conversation.hearing.cues import Cues, cues_of
from trainer.conversation.hearing.ear import Ear
from trainer.conversation.hearing.heard import OTHER, Heard, Kind, Move
from trainer.conversation.hearing.informing import informs
from trainer.conversation.hearing.ordinary import STOCK_QUESTIONS, ordinary_in
from trainer.conversation.hearing.questions import (
    Question,
    checks,
    facets_of,
    inverted,
    loaded,
    question_in,
    sets_scene,
    sets_time,
    several,
)
from trainer.conversation.hearing.segments import Unit, mended, units
from trainer.conversation.hearing.topics import details_in, topics_in
from trainer.language.likeness import on_list
from trainer.language.text import Token, clean, count_words, is_content, is_specific, jaccard, stems_of, tokens

#: Two questions with at least this share of common content stems (of three or more) ask the same.
SAME_QUESTION = 0.75
#: Characters beyond which nobody would still be listening.
LONGEST_HEARD = 4000
#: Most words of an echo that is no question of its own.
FRAGMENT_WORDS = 8
#: Stems with which somebody speaks of a gesture or a change of tone.
_CUES = frozenset(
    {
        "glanc",
        "silenc",
        "silent",
        "quiet",
        "paus",
        "hesit",
        "laugh",
        "smile",
        "sigh",
        "shrug",
        "breath",
        "swallow",
        "grin",
    }
)
_GESTURE = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True, slots=True)
class _Line:
    """One utterance, prepared."""

    text: str
    words: tuple[Token, ...]
    units: tuple[Unit, ...]
    line: str
    """The mended words in lower case, punctuation dropped."""
    typed: str
    """As typed, lower case, spaces folded, punctuation kept."""


def hear(text: str, ear: Ear) -> Heard:
    """Hear one utterance against what was said so far. Accepts any text; never raises.

    A mishearing fails soft: what is not understood has no topics and no moves that open anything.
    """
    text = clean(text, keep_newlines=True)
    if not ear.people:
        return _hear(text, ear)
    to, rest = called(text, ear.people)
    heard = _hear(rest, ear)
    if to == (OTHER,):  # "And you?" asks again what was just asked of the other: openly
        heard = replace(heard, question="open", moves=(Move(Kind.OPEN_QUESTION, rest),), refers=True)
    return replace(heard, to=to)


def _hear(text: str, ear: Ear) -> Heard:
    count = count_words(text)
    if guards.is_flood(count) or len(text) > LONGEST_HEARD:
        return _plain(text, tokens(text[:LONGEST_HEARD]), count, Move(Kind.FLOOD, text[:60]))
    if not text:
        return _plain(text, (), 0, Move(Kind.PAUSE, ""))
    said = _line(text, ear)
    if special := _special(said, ear):
        return _plain(text, said.words, count, special, tone="rude" if special.kind is Kind.RUDE else "calm")
    return _talk(said, ear, count)


def _line(text: str, ear: Ear) -> _Line:
    words = mended(text, ear.nearby)
    line = " ".join(t.word for t in words)
    return _Line(text, words, units(text, words), line, " ".join(text.casefold().replace("’", "'").split()))


def _plain(text: str, words: tuple[Token, ...], count: int, move: Move, tone: str = "calm") -> Heard:
    """Heard, where there is nothing to answer but the kind of line it is."""
    skeleton = " ".join(t.word for t in words[:40])
    return Heard((move,), "none", (), (), None, (), False, 0.0, (), skeleton, None, count, tone)


def _special(said: _Line, ear: Ear) -> Move | None:
    if quote := attacks(said.text, said.words):
        return Move(Kind.DEMAND, _verbatim(said, quote))
    if quote := statements.rude_words(said.line):
        return Move(Kind.RUDE, _verbatim(said, quote))
    if quote := guards.asks_about_trainer(said.line):
        return Move(Kind.TRAINER, _verbatim(said, quote))
    if foreign.is_foreign(said.text, said.words):
        return Move(Kind.LANGUAGE, said.text[:60])
    if guards.is_gibberish(said.text, said.words, ear.nearby):
        return Move(Kind.GIBBERISH, said.text[:60])
    if guards.is_stuffed(said.units, said.words):
        return Move(Kind.STUFFING, said.text[:80])
    return None


def overhear(text: str, ear: Ear, goes_on: bool = False) -> Heard:
    """Hear a line of a recorded call, where nothing is refused: a long one, or one that is no talk, has labels too.

    `goes_on`: the line before informed and the customer only nodded. Notes of a transcriber ("[laughs]") are no words.
    """
    text = clean(_NOTES.sub(lambda found: " " * len(found.group()), text), keep_newlines=True)
    if not text:
        return _plain(text, (), 0, Move(Kind.PAUSE, ""))
    if text.isupper() and len(text.lower()) == len(text):
        return _as_typed(text, overhear(text.lower(), ear, goes_on))
    said = _line(text, ear)
    heard = _talk(said, ear, count_words(text), goes_on)
    special = _refused(said)
    asked = [(unit, q) for unit in said.units if (q := question_in(unit)).form != "none"]
    return replace(heard, moves=(*heard.moves, special) if special else heard.moves, question=_question(asked, []))


def _as_typed(text: str, heard: Heard) -> Heard:
    """Give what was heard of a line in lower case with the words of `text`: some captions shout everything."""
    lower = text.lower()
    moves = tuple(
        replace(move, quote=text[at : at + len(move.quote)]) if (at := lower.find(move.quote)) >= 0 else move
        for move in heard.moves
    )
    return replace(heard, moves=moves)


def _refused(said: _Line) -> Move | None:
    """Give what in a recorded line is no interviewing: talk to whoever scores it, rudeness, a heap of topics."""
    if _SCORING.search(said.line) and (quote := attacks(said.text, said.words)):
        return Move(Kind.DEMAND, _verbatim(said, quote))
    if quote := statements.rude_words(said.line):
        return Move(Kind.RUDE, _verbatim(said, quote))
    if guards.is_heap(said.units, said.words):
        return Move(Kind.STUFFING, said.text[:80])
    return None


def _talk(said: _Line, ear: Ear, count: int, goes_on: bool = False) -> Heard:
    every = [(unit, question_in(unit)) for unit in said.units]
    cues = cues_of(every, ear)
    questions = [(unit, q) for unit, q in every if q.form != "none"]
    questions = [pair for pair in questions if len(questions) == 1 or not sets_scene(pair[0].line)]
    questions = [pair for pair in questions if len(said.units) == 1 or not checks(pair[0].line)]
    questions = [pair for pair in questions if pair == questions[-1] or not sets_time(pair[0])]
    copied = reflections.copied_share(said.words, ear)
    rest = leading_in.apart(every, ear)
    asked = " ".join(unit.text for unit in rest)
    taken, _ = uptake.specific_words(said.words, ear)
    back = _reflecting(said, ear, questions, copied, cues)
    moves = back + _asking(said, questions, ear, taken) + _bringing(said, cues, goes_on)
    moves += _social(said, bool(questions), moves)
    facets = tuple(dict.fromkeys(f for unit, _ in questions for f in facets_of(unit.line)))
    return Heard(
        tuple(moves), _question(questions, moves), facets, topics_in(said.words, said.line, ear),
        uptake.uptake_of(said.words, bool(questions), ear), taken, _points_back(said.line), round(copied, 3),
        details_in(said.words, ear, facets), uptake.skeleton_of(said.words, ear.last_stems),
        _asked_before(said, ear, bool(questions)), count, _tone(said, moves), cue_taken=_takes_cue(said, ear),
        jumps=_jumps(said, ear, bool(questions), taken), reflection=_reflection(said, ear, cues, back),
        informs=any(move.kind in _INFORMING for move in moves),
        apart=uptake.skeleton_of(tokens(asked), ear.last_stems) if rest else "",
        stock=bool(rest) and bool(on_list([asked], STOCK_QUESTIONS)),
    )  # fmt: skip


_INFORMING = (Kind.PITCH, Kind.ADVICE, Kind.INFORM)
#: Without one of these words nobody talks to whoever scores a recorded call; to look for that costs a third of the
#: hearing.
_SCORING = re.compile(
    r"\b(?:ignore|disregard|forget|instructions?|prompts?|system|scor\w+|points|rat(?:e|ing)s?|grad\w+|marks?|judge\w*|evaluat\w+|assistant|technique|unscripted|secrets?|override|pretend|roleplay)\b"
)
#: "[laughs]", "[unintelligible 00:01:04]".
_NOTES = re.compile(r"\[[^\]\n]{1,40}\]")


def _tone(said: _Line, moves: list[Move]) -> str:
    if statements.presses(said.line, said.text):
        return "pressing"
    if any(move.kind is Kind.APOLOGY for move in moves):
        return "sorry"
    return "excited" if "!" in said.text else "calm"


def _reflecting(said: _Line, ear: Ear, questions: list[tuple[Unit, Question]], copied: float, cues: Cues) -> list[Move]:
    asks = [q for _, q in questions if q.form in ("open", "wh")]
    bare = not asks and len(said.units) <= 2 and not any(inverted(unit.line) for unit in said.units)
    echoes = copied >= reflections.ECHO_SHARE and len(said.words) >= reflections.ECHO_WORDS
    if echoes or (bare and reflections.is_mirror(said.line, said.words, ear, copied)):
        if is_accurate(said.text, ear) is False:
            return [Move(Kind.PARAPHRASE, said.text, False)]
        return [Move(Kind.MIRROR, said.text, True)]
    if not asks and reflections.is_summary(said.line, said.words, ear):
        return [Move(Kind.SUMMARY, said.text[:200], is_accurate(said.text, ear))]
    for unit in said.units:
        if not inverted(unit.line) and reflections.is_label(unit.line):
            return [Move(Kind.LABEL, unit.text, is_accurate(unit.text, ear))]
    polite = statements.thanks(said.line) or statements.takes_leave(said.line)
    leads = any(q.leading for _, q in questions)
    if not (asks or polite or leads) and reflections.is_reflection(cues) and reflections.is_grounded(cues):
        return [Move(Kind.PARAPHRASE, cues.quotes["back"], is_accurate(cues.quotes["back"], ear))]
    return []


def _reflection(said: _Line, ear: Ear, cues: Cues, back: list[Move]) -> str:
    """Give how an utterance gives back: the kind of its move, where its statements bear that out."""
    informed = informs(cues)
    if any(move.kind is Kind.LABEL for move in back) and not informed:
        return "label"
    if not reflections.is_reflection(cues):
        return "none"
    if back:
        return back[0].kind.value
    return "mirror" if cues.values["mirror"] and len(said.words) <= reflections.MIRROR_WORDS else "paraphrase"


def _asking(said: _Line, questions: list[tuple[Unit, Question]], ear: Ear, taken: tuple[str, ...]) -> list[Move]:
    moves: list[Move] = []
    for unit, q in questions:
        if q.leading:
            moves.append(Move(Kind.LEADING, unit.text))
        elif q.form == "open":
            moves.append(Move(Kind.OPEN_QUESTION, unit.text))
        elif q.form in ("closed", "wh"):
            moves.append(Move(Kind.CLOSED_QUESTION, unit.text))
        if q.hypothetical:
            moves.append(Move(Kind.HYPOTHETICAL, unit.text))
        if q.story and q.form != "closed" and not q.hypothetical:
            moves.append(Move(Kind.STORY_PROMPT, unit.text))
        if q.probe and not taken:
            moves.append(Move(Kind.PROBE, unit.text))
        if q.form == "wh":
            moves.append(Move(Kind.FOLLOW_UP, unit.text))
    apart = sum(1 for unit, q in questions if not (q.invites or statements.chats(unit.line) or _fragment(unit, q)))
    if apart >= 2 or any(several(unit.line) for unit, _ in questions):
        moves.append(Move(Kind.DOUBLE_BARRELLED, said.text[:200]))
    if not questions and not taken:
        moves += [
            Move(Kind.LEADING, unit.text)
            for unit in said.units
            if loaded(unit.line) and not reflections.is_label(unit.line)
        ][:1]
    return moves


def _fragment(unit: Unit, q: Question) -> bool:
    """Say whether a unit only echoes something with a question mark ("By the coats?"): no question of its own."""
    return q.form == "closed" and not q.leading and not inverted(unit.line) and len(unit.words) <= FRAGMENT_WORDS


def _bringing(said: _Line, cues: Cues, goes_on: bool) -> list[Move]:
    moves = []
    if informs(cues, goes_on):
        moves.append(Move(Kind.INFORM, cues.quotes["told"]))
    for kind, quote in (
        (Kind.PITCH, statements.pitches(said.line)),
        (Kind.ADVICE, statements.advises(said.line)),
        (Kind.PRESSURE, statements.presses(said.line, said.text)),
    ):
        if quote:
            moves.append(Move(kind, _verbatim(said, quote)))
    return moves


def _social(said: _Line, asks: bool, so_far: list[Move]) -> list[Move]:
    moves = []
    for kind, quote in (
        (Kind.GREETING, statements.greets(said.line)),
        (Kind.APOLOGY, statements.apologises(said.line)),
        (Kind.THANKS, statements.thanks(said.line)),
        (Kind.GOODBYE, statements.takes_leave(said.line)),
        (Kind.SMALL_TALK, statements.chats(said.line)),
    ):
        if quote and not (asks and kind is Kind.GOODBYE):
            moves.append(Move(kind, _verbatim(said, quote)))
    if not asks and not so_far and not moves and statements.nods(said.line):
        moves.append(Move(Kind.PROBE, said.text))
    return moves


def _question(questions: list[tuple[Unit, Question]], moves: list[Move]) -> str:
    if not questions:
        return "none"
    if any(m.kind is Kind.MIRROR for m in moves):
        return "none"
    if any(q.form == "open" and not q.leading for _, q in questions):
        return "open"
    return "closed"


def _asked_before(said: _Line, ear: Ear, asks: bool) -> int | None:
    mine = frozenset(t.stem for t in said.words if is_content(t.stem))
    if not asks or len(mine) < 2:
        return None
    for line in reversed(ear.learner):
        if jaccard(mine, line.stems) >= SAME_QUESTION:
            return line.turn
    return None


def _takes_cue(said: _Line, ear: Ear) -> bool:
    made = _GESTURE.findall(ear.customer[-1].text) if ear.customer else []
    shown = _CUES | frozenset(s for gesture in made for s in stems_of(gesture) if is_specific(s))
    return bool(made) and any(t.stem in shown for t in said.words)


def _points_back(line: str) -> bool:
    return uptake.refers(line, bool(ordinary_in(line)))


def _jumps(said: _Line, ear: Ear, asks: bool, taken: tuple[str, ...]) -> bool:
    if not asks or not ear.customer or taken or _points_back(said.line):
        return False
    specific = [t.stem for t in said.words if is_specific(t.stem)]
    mine = ear.learner[-1].stems if ear.learner else frozenset()
    return bool(specific) and not any(s in ear.last_stems or s in mine for s in specific)


def _verbatim(said: _Line, quote: str) -> str:
    """Give the stretch of the utterance as typed that a match in its lower-case words came from."""
    for text in (said.text, said.text.lower()):
        if len(text) == len(said.text) and (at := text.find(quote)) >= 0:
            return said.text[at : at + len(quote)]
    want = "".join(c if c.isalnum() or c == "'" else " " for c in quote).split()
    line = [t.word for t in said.words]
    for start in range(len(line) - len(want) + 1):
        if want and line[start : start + len(want)] == want:
            return said.text[said.words[start].start : said.words[start + len(want) - 1].end]
    return said.text[:80]
