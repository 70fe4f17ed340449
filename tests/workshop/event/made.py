"""A workshop that was really played, for tests: bots in the seats, every event by the engine, every hash and score."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from trainer.content.catalogue import Catalogue
from trainer.content.version import canonical
from trainer.conversation.again import Nowhere
from trainer.conversation.call import Call
from trainer.conversation.events import CustomerSaid, Debrief, Event, LearnerSaid, payload_of
from trainer.conversation.session import Session
from trainer.lab.bots.every import bot
from trainer.lab.playing import briefing_of
from trainer.scoring.score import score
from trainer.storage.workshop import chain
from trainer.workshop.event import export
from trainer.workshop.event.export import Act, Entry, Material, Member, Round
from trainer.workshop.event.figures import figures_of
from trainer.workshop.event.settings import read_settings, seed_of

WORKSHOP = "w1"
PRIVATE = "11" * 32
SCENARIO, PERSONA = "friday-night", "judith-okafor"
SEATS = (("s1", "skilled"), ("s2", "middling"), ("s3", "probing"), ("s4", "script"))
#: Seats that let the facilitator read and quote them.
AGREED = ("s1", "s3")


@cache
def customer(scenario: str = SCENARIO, persona: str = PERSONA) -> Call:
    cast = Catalogue().cast(scenario, persona)
    return Call.of(cast.scenario, cast.personas, cast.hash)


def entries(call: str, events: Sequence[Event], begin: int = 1_000) -> tuple[Entry, ...]:
    """Give events as they are stored: a second apart, hash-chained."""
    out: list[Entry] = []
    previous = chain.start(call)
    for n, event in enumerate(events, 1):
        record = {"n": n, "kind": event.kind, "payload": json.dumps(payload_of(event)), "at": begin + 1000 * n}
        previous = chain.link(previous, record, chain.EVENT)
        out.append(Entry(hash=previous, **record))  # type: ignore[arg-type]
    return tuple(out)


@cache
def played(seat: str, kind: str, round_number: int = 1, number: int = 1, turns: int = 6) -> tuple[Event, ...]:
    """Let a bot play a call from its opening to its debrief."""
    call = customer()
    seed = seed_of(b"secret", round_number, seat, number)
    session = Session.start(call, Nowhere(), f"c-{seat}-{round_number}-{number}", seed, explain=number > 1)
    learner = bot(kind, briefing_of(call), seed)
    for _ in range(turns):
        last = next(event.text for event in reversed(session.events) if isinstance(event, CustomerSaid))
        line = None if session.over else learner.line(last)
        if line is None:
            break
        session.say(line)
    session.end("time" if seat == "s2" else "learner")
    notes = learner.notes()
    session.debrief(Debrief(notes.insight, notes.forces))
    return session.events


def call_of(seat: str, events: Sequence[Event], round_number: int = 1, number: int = 1) -> export.Call:
    """Give the call of a log with its score."""
    turns = sum(isinstance(event, LearnerSaid) for event in events)
    seed = seed_of(b"secret", round_number, seat, number)
    figures = figures_of(score(events, customer()))
    return export.Call(
        f"c-{seat}-{round_number}-{number}", seat, round_number, number, seed, "debriefed", turns, figures
    )


def acts(*said: tuple[str, dict[str, Any]]) -> tuple[Act, ...]:
    """Give acts of the facilitator, hash-chained."""
    out: list[Act] = []
    previous = chain.start(WORKSHOP)
    for n, (act, data) in enumerate(said, 1):
        record = {"n": n, "at": 500 + n, "actor": "facilitator", "act": act, "data": json.dumps(data)}
        previous = chain.link(previous, record, chain.ACT)
        out.append(Act(hash=previous, **record))  # type: ignore[arg-type]
    return tuple(out)


@cache
def material() -> Material:
    """Give a workshop of one round with four participants, two teams and one practice call."""
    content = canonical(customer().scenario, customer().personas)
    logs = {(seat, 1): played(seat, kind) for seat, kind in SEATS}
    logs["s1", 2] = played("s1", "middling", number=2)
    calls = tuple(call_of(seat, events, number=number) for (seat, number), events in logs.items())
    settings = {
        "title": "Friday", "rounds": [{"scenario": SCENARIO, "persona": PERSONA, "minutes": 10}],
        "mode": "teams", "teams": ["Red", "Blue"],
    }  # fmt: skip
    return Material(
        "0.0", WORKSHOP, "Friday", 12, "revealed", 1, None, False, read_settings(settings),
        (Round(1, SCENARIO, PERSONA, customer().content, "plain", 10, True, True, "revealed"),),
        {customer().content: content},
        tuple(
            Member(seat, f"Name {seat}", f"Alias {seat}", ("Red", "Blue")[n % 2], seat in AGREED)
            for n, (seat, _) in enumerate(SEATS)
        ),
        calls,
        {call.id: entries(call.id, logs[call.seat, call.number]) for call in calls},
        acts(("start", {}), ("end", {}), ("reveal", {"round": 1})),
    )  # fmt: skip


def bundle(made: Material | None = None, *, every_word: bool = True, private: str = PRIVATE) -> dict[str, Any]:
    """Give the signed export of a workshop."""
    data = export.bundle(made or material(), export.public_of(private), every_word=every_word)
    return export.signed(data, private)


def with_log(made: Material, call: str, events: Sequence[Event]) -> Material:
    """Give the workshop with another log of one call, its hashes right."""
    return replace(made, logs={**made.logs, call: entries(call, events)})


def raw(data: dict[str, Any]) -> bytes:
    """Give a bundle as it is written."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
