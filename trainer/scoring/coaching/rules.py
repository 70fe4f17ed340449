"""Room `scoring`: what the rules say of a criterion, to set beside what a model says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trainer.conversation.hearing.heard import Kind
from trainer.scoring import weights
from trainer.scoring.record import Turn

#: A line with more words than this does not stop after its question.
STOPS_WORDS = 40
#: Lines that are no talk with the customer, or nothing to judge; a model is not asked about them.
_APART = (
    Kind.DEMAND, Kind.TRAINER, Kind.LANGUAGE, Kind.GIBBERISH, Kind.STUFFING, Kind.FLOOD, Kind.RUDE, Kind.PAUSE,
)  # fmt: skip
_REFLECTIONS = (Kind.MIRROR, Kind.LABEL, Kind.SUMMARY, Kind.PARAPHRASE)
#: Asked of open questions in turn, so that a call is looked at from all sides.
_ROTATED = ("open", "no_answer", "stops", "one_question", "last_time")
_BRINGING = (Kind.PITCH, Kind.ADVICE, Kind.PRESSURE)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules say: met, not met, or None where they cannot tell; `heard` says why, in a few words."""

    met: bool | None
    heard: str = ""


def can_be_asked(turn: Turn) -> bool:
    """Say whether a turn holds something a model can be asked about."""
    return turn.engaged and not turn.heard.has(*_APART) and bool(turn.heard.moves) and bool(turn.text.strip())


def is_good(turn: Turn) -> bool:
    """Say whether the rules heard a good act: an open question or a reflection, without a fault that spoils it."""
    heard = turn.heard
    spoilt = any(m.kind.value in weights.FAULTS and m.kind is not Kind.DOUBLE_BARRELLED for m in heard.moves)
    if spoilt or turn.worn or heard.has(*_APART):
        return False
    if heard.question == "open":
        return True
    built = turn.direction.contingent
    return (heard.has(*_REFLECTIONS) and built != "none") or (heard.has(Kind.FOLLOW_UP) and built == "strong")


def is_weak(turn: Turn) -> bool:
    """Say whether the rules heard something to mend: a closed question or a fault."""
    heard = turn.heard
    return (
        heard.question == "closed"
        or bool(turn.worn)
        or turn.interrogates
        or heard.asked_before is not None
        or any(m.kind.value in weights.FAULTS for m in heard.moves)
    )


def ruling(criterion: str, turn: Turn) -> Ruling:
    """Give what the rules say of a criterion in a turn. Raises KeyError for an unknown criterion."""
    return _RULES[criterion](turn)


def contradiction(criterion: str, turn: Turn, verdict: str) -> str:
    """Give what the rules heard instead, or an empty string where they do not contradict `verdict`.

    A model can withdraw or explain; it can add nothing: `met` also needs something good that the rules heard.
    """
    ruled = ruling(criterion, turn)
    if verdict == "met":
        if ruled.met is False:
            return ruled.heard
        return "" if ruled.met or is_good(turn) else "neither an open question nor a reflection"
    return ruled.heard if verdict == "not_met" and ruled.met else ""


def wanted(turn: Turn) -> list[str]:
    """Give the criteria that a turn can be asked about, the most telling ones first."""
    heard, out = turn.heard, []
    out += ["no_offer"] * heard.has(*_BRINGING) + ["no_answer"] * heard.has(Kind.LEADING)
    out += ["last_time"] * heard.has(Kind.HYPOTHETICAL, Kind.STORY_PROMPT)
    out += ["one_question"] * heard.has(Kind.DOUBLE_BARRELLED)
    out += ["label"] * heard.has(Kind.LABEL) + ["mirror"] * heard.has(Kind.MIRROR)
    out += ["summary"] * heard.has(Kind.SUMMARY, Kind.PARAPHRASE)
    out += ["feeling"] * ("*" in turn.before)
    if heard.question != "none":
        out += ["last_words"]
    if heard.question == "closed":
        out += ["open"]
    if heard.question == "open":
        at = turn.number % len(_ROTATED)
        out += (*_ROTATED[at:], *_ROTATED[:at])
    return list(dict.fromkeys(out))


def _open(turn: Turn) -> Ruling:
    if turn.heard.has(Kind.LEADING):
        return Ruling(False, "a leading question")
    said = {"open": "an open question", "closed": "a closed question", "none": "no question"}
    return Ruling(turn.heard.question == "open", said[turn.heard.question])


def _last_words(turn: Turn) -> Ruling:
    built = turn.direction.contingent
    if built == "weak":
        return Ruling(None)
    return Ruling(built == "strong", "their words taken up" if built == "strong" else "nothing of theirs taken up")


def _last_time(turn: Turn) -> Ruling:
    if turn.heard.has(Kind.HYPOTHETICAL):
        return Ruling(False, "an imagined case")
    story = turn.heard.has(Kind.STORY_PROMPT)
    return Ruling(story, "a question about an occasion" if story else "no occasion asked for")


def _without(kinds: tuple[Kind, ...], heard: str) -> Callable[[Turn], Ruling]:
    """Give a rule for what must be absent: the rules can find it, and cannot say for sure that it is not there."""
    return lambda turn: Ruling(False, heard) if turn.heard.has(*kinds) else Ruling(None)


def _reflected(kinds: tuple[Kind, ...], name: str) -> Callable[[Turn], Ruling]:
    """Give a rule for a reflection: it has to be one, to build on the customer's words, and not to be worn."""

    def rule(turn: Turn) -> Ruling:
        if not turn.heard.has(*kinds):
            return Ruling(False, f"no {name}")
        if turn.worn:
            return Ruling(False, "a device used too often")
        if turn.direction.contingent == "none":
            return Ruling(False, f"a {name} that takes up nothing of theirs")
        return Ruling(None)

    return rule


def _stops(turn: Turn) -> Ruling:
    if turn.heard.words > STOPS_WORDS:
        return Ruling(False, "a long line")
    return Ruling(False, "two questions") if turn.heard.has(Kind.DOUBLE_BARRELLED) else Ruling(None)


def _feeling(turn: Turn) -> Ruling:
    if turn.heard.cue_taken:
        return Ruling(True, "their gesture taken up")
    return Ruling(None) if is_good(turn) and turn.direction.contingent != "none" else Ruling(False, "no cue taken up")


_RULES: Mapping[str, Callable[[Turn], Ruling]] = {
    "open": _open,
    "last_words": _last_words,
    "last_time": _last_time,
    "no_answer": _without((Kind.LEADING,), "a leading question"),
    "one_question": _without((Kind.DOUBLE_BARRELLED, Kind.STUFFING), "two questions"),
    "stops": _stops,
    "label": _reflected((Kind.LABEL,), "label"),
    "mirror": _reflected((Kind.MIRROR,), "mirror"),
    "summary": _reflected((Kind.SUMMARY, Kind.PARAPHRASE), "summary"),
    "feeling": _feeling,
    "no_offer": _without(_BRINGING, "something offered or pressed for"),
}
