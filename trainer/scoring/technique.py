"""Room `scoring`: how the learner asked, by the habits that recorded calls are judged by, with its evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from trainer.conversation.hearing.heard import Heard, Kind
from trainer.scoring import habits, weights
from trainer.scoring.better import instead_of
from trainer.scoring.calls.held import Held
from trainer.scoring.calls.listening import Listened
from trainer.scoring.calls.technique import counted, habits_from, sum_of
from trainer.scoring.record import Record, Turn
from trainer.scoring.scorecard import Item

_GIVEN_BACK = (
    (Kind.MIRROR, "A mirror: a few of their words, given back."),
    (Kind.LABEL, "A label: you named what it seemed to be."),
    (Kind.SUMMARY, "A summary of what you had heard."),
    (Kind.PARAPHRASE, "You gave back what you had heard in your own words."),
)


@dataclass
class Technique:
    """The part as judged, and its evidence."""

    value: float | None
    """0 to 5, or None with the reason."""
    reason: str = ""
    items: list[Item] = field(default_factory=list)


def judge(record: Record, turns: tuple[Listened, ...], found: Held) -> Technique:
    """Judge the learner's technique: `turns` are the call as it was heard, `found` what it is worth.

    The points of an item say how much the part would differ without it, to a hundredth (worked out once per kind of
    item); 0 is a note that moves nothing by itself.
    """
    out = Technique(found.technique, found.reasons.get("technique", ""))
    worth = _Worth(turns, found.worn)
    for turn, one in zip(record.turns, (one for one in turns if one.heard is not None), strict=True):
        out.items += _faults(turn, one, worth) + _merits(turn, one, worth)
    return out


class _Worth:
    """What a single item does to the part."""

    def __init__(self, turns: tuple[Listened, ...], worn: dict[int, str]) -> None:
        self._worn = worn
        self._places = {one.index: place for place, one in enumerate(turns)}
        self._counts = [counted(one, worn) for one in turns]
        self._whole = sum_of(habits_from(self._counts, len(worn)))
        self._known: dict[tuple[object, ...], float] = {}

    def of(self, rule: str, one: Listened, without: Callable[[Heard], Heard]) -> float:
        """Give the points of an item on a turn that would be heard as `without` gives it."""
        heard = one.heard
        if heard is None:
            return 0.0
        key = (rule, heard.question, heard.reflection, heard.informs, self._worn.get(one.index, ""))
        if key not in self._known:
            changed = replace(one, heard=without(heard))
            worn = self._worn if rule not in _WEAR else {i: d for i, d in self._worn.items() if i != one.index}
            counts = list(self._counts)
            counts[self._places[one.index]] = counted(changed, worn)
            self._known[key] = round(self._whole - sum_of(habits_from(counts, len(worn))), 2) + 0.0
        return self._known[key]


#: The customer's word for a device that has worn out.
_WEAR = frozenset({"parroted", "probed", "formula", "technique"})


def _faults(turn: Turn, one: Listened, worth: _Worth) -> list[Item]:
    found: dict[str, str] = {}
    for move in turn.heard.moves:
        if move.kind.value in weights.FAULTS:
            found.setdefault(move.kind.value, move.quote or turn.text)
    if turn.worn:
        found[turn.worn] = turn.text
    if turn.interrogates:
        found["interrogated"] = turn.text
    if turn.heard.asked_before is not None and not turn.worn:
        found["repeated"] = turn.text
    return [
        Item(
            "technique", rule, turn.number, quote, min(0.0, worth.of(rule, one, _without(rule))), habits.NOTES[rule],
            instead_of(rule, turn.before),
        )
        for rule, quote in found.items()
    ]  # fmt: skip


def _without(rule: str) -> Callable[[Heard], Heard]:
    """Give how a line would be heard if this fault were not in it."""

    def mended(heard: Heard) -> Heard:
        if rule == "interrogated":
            return replace(heard, question="open")
        if rule in _WEAR:
            return heard
        moves = tuple(move for move in heard.moves if move.kind.value != rule)
        still = any(move.kind in _TELLING for move in moves)
        return replace(heard, moves=moves, informs=heard.informs and (still or rule not in _TELLING))

    return mended


_TELLING = frozenset({Kind.PITCH, Kind.ADVICE, Kind.PRESSURE, Kind.INFORM})


def _merits(turn: Turn, one: Listened, worth: _Worth) -> list[Item]:
    heard, out = turn.heard, []
    if turn.worn or any(m.kind.value in weights.FAULTS and m.kind is not Kind.DOUBLE_BARRELLED for m in heard.moves):
        return []

    def earned(rule: str, quote: str, without: Callable[[Heard], Heard], note: str) -> None:
        out.append(Item("technique", rule, turn.number, quote, max(0.0, worth.of(rule, one, without)), note))

    if any(reason.code == "pause" for reason in turn.direction.because):
        out.append(
            Item(
                "technique", "pause", turn.number, "", 0.0,
                "A silence after something hard; they went on by themselves.",
            )
        )  # fmt: skip
    if heard.has(Kind.STORY_PROMPT):
        earned("story", heard.quote(Kind.STORY_PROMPT), _closed, "You asked for something that really happened.")
    elif heard.question == "open":
        earned("open", heard.quote(Kind.OPEN_QUESTION) or turn.text, _closed, "An open question.")
    for kind, note in _GIVEN_BACK:
        if heard.has(kind) and turn.direction.contingent != "none":
            earned(kind.value, heard.quote(kind), _not_given_back, note)
            break
    return out


def _closed(heard: Heard) -> Heard:
    return replace(heard, question="closed")


def _not_given_back(heard: Heard) -> Heard:
    return replace(heard, reflection="none")
