"""Room `workshop`: plays an exported call again. The customer must say the same, the score come out the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import zip_longest

from trainer.content.findings import ContentError, shown
from trainer.content.version import from_canonical, hash_of
from trainer.conversation.again import play_again
from trainer.conversation.call import ENGINE_VERSION
from trainer.conversation.call import Call as Played
from trainer.conversation.events import (
    CustomerSaid,
    Debriefed,
    Ended,
    Event,
    Fingerprinted,
    HintAsked,
    LearnerSaid,
    Marked,
    Started,
    TurnDirected,
    TurnHeard,
    TurnPerceived,
    event_from,
    payload_of,
    standing,
)
from trainer.conversation.interview import SessionError
from trainer.scoring.score import score
from trainer.scoring.scorecard import SCORING_VERSION
from trainer.storage.sequence import fault_in
from trainer.storage.workshop.chain import canonical
from trainer.workshop.bundle import OneCall, OneEntry, OneRound
from trainer.workshop.event.figures import figures_of

_IN_CALL = (Started, LearnerSaid, TurnHeard, TurnPerceived, TurnDirected, CustomerSaid, HintAsked, Ended)
"""What must come out the same. What a model was asked and where it failed is told, not played."""
_AFTER = (Fingerprinted, Debriefed, Marked)
_CHANGED = "the log was changed, or a trainer of another version wrote it"


class Contents:
    """The customers of a bundle, each made ready once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take canonical texts by their hash; nothing is read yet."""
        self._texts = texts
        self._made: dict[str, Played] = {}

    def call(self, content: str, level: str) -> Played:
        """Give the call with a content at a level.

        Raises:
            ContentError, KeyError: it is not there, not what its hash says, or the level is not known.
        """
        if content not in self._made:
            text = self._texts.get(content)
            if text is None or hash_of(text) != content:
                raise ContentError("its scenario is missing or was changed")
            scenario, personas = from_canonical(text)
            self._made[content] = Played.of(scenario, personas, content)
        return self._made[content].at(level)


def fault_of(call: OneCall, on: OneRound, log: Sequence[OneEntry], contents: Contents) -> tuple[str, str]:
    """Give what is at fault, a call's log (`call`) or its `score`, and one line on it; both empty where all holds."""
    try:
        events = _events(log)
        played = contents.call(on.content, on.level)
    except (ValueError, KeyError, ContentError) as error:
        return "call", shown(error, 200) if not isinstance(error, KeyError) else "its level is not known here."
    fault = _fault_in_start(call, on, events, played) or _fault_in_log(call, on, events, log)
    if fault:
        return "call", fault
    return _fault_in_play(call, on, events, played)


def _events(log: Sequence[OneEntry]) -> list[Event]:
    """Read the events of a log; every field of their payloads has to be known, and none of another type."""
    out = []
    for entry in log:
        try:
            event = event_from(entry.kind, json.loads(entry.payload))
            same = canonical(payload_of(event)) == canonical(json.loads(entry.payload))
        except (ValueError, TypeError, RecursionError):
            same = False
        if not same:
            raise ValueError(f"event {entry.n} is broken or of an unknown kind.")
        out.append(event)
    return out


def _fault_in_start(call: OneCall, on: OneRound, events: list[Event], played: Played) -> str:
    fault = fault_in(events)
    started = events[0] if events else None
    if fault or not isinstance(started, Started):
        return f"its log is out of order: {fault}."
    if started.session != call.id:
        return f"its log is of another call, {shown(started.session)}."
    if started.seed != call.seed:
        return "it was played with another seed than that of its seat."
    if started.engine != ENGINE_VERSION:
        return f"played with engine {shown(started.engine)}, here is {ENGINE_VERSION}; verify it with that trainer."
    cast = (started.content, started.level, started.scenario, started.personas)
    people = tuple(persona.id for persona in played.personas)
    if cast != (on.content, on.level, on.scenario, people) or people[0] != on.persona:
        return f"it was not played as round {on.number} says: scenario, customer, content or level differ."
    if started.attempt != (call.number == 1) or started.branch_of:
        return "attempt and practice are mixed up."
    return ""


def _fault_in_log(call: OneCall, on: OneRound, events: list[Event], log: Sequence[OneEntry]) -> str:
    if any(one.at > other.at for one, other in zip(log, log[1:], strict=False)):
        return "its times go backwards."
    if not on.hints and any(isinstance(event, HintAsked) for event in events):
        return f"a hint was given, and round {on.number} has none."
    kinds = {type(event) for event in events}
    state = "debriefed" if Debriefed in kinds else "ended" if Ended in kinds else "open"
    said = sum(isinstance(event, LearnerSaid) for event in standing(events))
    waiting = isinstance(standing(events)[-1], LearnerSaid)  # may be counted once it is answered
    if call.state != state:
        return f"it is said to be {call.state}, and its log is {state}."
    if call.turns not in (said, said - waiting):
        return f"it is said to have {call.turns} turns, and its log has {said}."
    return ""


def _fault_in_play(call: OneCall, on: OneRound, events: list[Event], played: Played) -> tuple[str, str]:
    try:
        again = play_again(played, events)
    except SessionError as error:
        return "call", f"it cannot be played again: {shown(error)}."
    pairs = zip_longest(_in_call(events), _in_call(again))
    differs = next(((one or other) for one, other in pairs if one != other), None)
    if differs is not None:
        return "call", f"turn {differs.turn} comes out otherwise; {_CHANGED}."
    if call.figures is None:
        due = call.state == "debriefed" or (on.state == "revealed" and call.state == "ended")
        return ("score", "its score is missing.") if due else ("", "")
    after = [event for event in events if isinstance(event, _AFTER)]
    ours = json.loads(canonical(asdict(figures_of(score((*again, *after), played)))))
    theirs = call.figures.model_dump(mode="json")
    if canonical(ours) == canonical(theirs):
        return "", ""
    versions = theirs["outcome"].get("versions")
    if isinstance(versions, dict) and versions.get("scoring") != SCORING_VERSION:
        made_by = shown(versions.get("scoring"))
        return "score", f"scored with version {made_by}, here is {SCORING_VERSION}; verify it with that trainer."
    wrong = sorted(name for name in ours if ours[name] != theirs.get(name))
    return "score", f"it does not score what is claimed: {', '.join(wrong)} come out otherwise."


def _in_call(events: Sequence[Event]) -> list[Event]:
    """Give what was said, heard and decided; a turn that was never answered is its line alone."""
    log = standing(events)
    answered = {event.turn for event in log if isinstance(event, CustomerSaid)}
    kept = (Started, LearnerSaid, HintAsked, Ended)
    return [e for e in log if isinstance(e, _IN_CALL) and (e.turn in answered or isinstance(e, kept))]
