"""An exported workshop: it holds as it was made, and nothing in it can be changed without a line that names it."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.workshop.event import made
from trainer.conversation.events import Ended, Event, HintAsked, LearnerSaid, Started
from trainer.scoring.score import score
from trainer.storage.workshop import chain
from trainer.workshop import replaying
from trainer.workshop.bundle import OneCall, OneEntry, OneRound
from trainer.workshop.event import export
from trainer.workshop.event.export import board_in, public_of
from trainer.workshop.event.figures import figures_of
from trainer.workshop.verifying import Finding, Verdict, verify

OTHER = "22" * 32
KEY = public_of(made.PRIVATE)
CALL = "c-s1-1-1"


_FAULTS: dict[str, tuple[str, str]] = {}


@pytest.fixture(autouse=True)
def _each_call_is_replayed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let calls that are the same in two bundles, to the last letter, be played again in the first alone."""
    fault_of = replaying.fault_of

    def once(call: OneCall, on: OneRound, log: Sequence[OneEntry], contents: replaying.Contents) -> tuple[str, str]:
        given = repr((call, on, log, sorted(contents._texts.items())))
        if given not in _FAULTS:
            _FAULTS[given] = fault_of(call, on, log, contents)
        return _FAULTS[given]

    monkeypatch.setattr(replaying, "fault_of", once)


@pytest.fixture(scope="module")
def sound() -> dict[str, Any]:
    return made.bundle()


def signed_again(data: dict[str, Any], private: str = OTHER) -> dict[str, Any]:
    """Sign a changed bundle with a key of one's own, as a forger would, with hashes and heads made new."""
    for call, log in data["logs"].items():
        previous = chain.start(call)
        for n, entry in enumerate(log, 1):
            entry["n"] = n
            previous = entry["hash"] = chain.link(previous, entry, chain.EVENT)
        data["heads"]["calls"][call] = [len(log), previous]
    rest = {key: value for key, value in data.items() if key not in ("signature", "public_key")}
    return export.signed({**rest, "public_key": public_of(private)}, private)


def found(data: dict[str, Any], key: str | None = None) -> list[Finding]:
    return list(verify(made.raw(data), key).findings)


def changed(sound: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data = copy.deepcopy(sound)
    change(data)
    return data


def call_in(data: dict[str, Any], call: str = CALL) -> dict[str, Any]:
    return next(one for one in data["calls"] if one["id"] == call)


def test_a_workshop_holds_as_it_was_made(sound: dict[str, Any]) -> None:
    told: list[tuple[int, int]] = []
    verdict = verify(made.raw(sound), KEY, lambda done, of: told.append((done, of)))
    assert verdict == Verdict((), KEY, 5, 5, 0) and verdict.sound
    assert told == [(n, 5) for n in range(1, 6)]
    assert verify(made.raw(sound), KEY.upper() + "\n").sound and verify(made.raw(sound)).sound


def test_the_same_workshop_gives_the_same_bytes(sound: dict[str, Any]) -> None:
    on = made.material()
    mixed = replace(on, members=on.members[::-1], calls=on.calls[::-1])
    assert made.raw(made.bundle(mixed)) == made.raw(sound)


def test_no_token_and_no_secret_is_in_it(sound: dict[str, Any]) -> None:
    text = json.dumps(sound)
    assert made.PRIVATE not in text and not [word for word in ("wsf_", "wsp_", "wsb_", "wsc_", "token") if word in text]


def test_another_key_than_the_hosts_is_told(sound: dict[str, Any]) -> None:
    (one,) = found(sound, public_of(OTHER))
    assert (one.what, one.says) == ("key", "It is signed with another key than the one given: not by that host.")
    (one,) = found(signed_again(copy.deepcopy(sound)), KEY)
    assert one.what == "key"


_CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "a title": (lambda d: d["workshop"].update(title="Mine"), "board", "title"),
    "a score": (lambda d: call_in(d)["figures"].update(overall=9900), "score", f"Call {CALL}: .*overall"),
    "a band": (lambda d: call_in(d)["figures"].update(low=0), "score", f"Call {CALL}: .*low"),
    "a part": (lambda d: call_in(d)["figures"]["parts"].update(insight=5.0), "score", f"Call {CALL}: .*parts"),
    "a fact": (lambda d: call_in(d)["figures"]["outcome"].update(uncovered=["x"]), "score", f"Call {CALL}: .*outcome"),
    "a missing score": (lambda d: call_in(d).update(figures=None), "score", f"Call {CALL}: its score is missing"),
    "a seed": (lambda d: call_in(d).update(seed=1), "call", f"Call {CALL}: it was played with another seed"),
    "turns": (lambda d: call_in(d).update(turns=3), "call", f"Call {CALL}: .* 3 turns, and its log has 6"),
    "a state": (lambda d: call_in(d).update(state="ended"), "call", f"Call {CALL}: it is said to be ended"),
    "another's seat": (lambda d: call_in(d, "c-s3-1-1").update(seat="s9"), "call", "of a seat or a round that is not"),
    "practice as attempt": (
        lambda d: call_in(d, "c-s1-1-2").update(seat="s5", number=1), "call", "seat or a round|attempt and practice",
    ),
    "the level": (lambda d: d["settings"]["rounds"][0].update(level="easy"), "settings", "level"),
    "hints": (lambda d: d["settings"]["rounds"][0].update(hints=False), "settings", "Round 1 was not played"),
    "the mode": (lambda d: d["settings"].update(mode="individual"), "board", "mode"),
    "names": (lambda d: d["settings"].update(names="aliases"), "board", "rows"),
    "the board": (lambda d: d["board"]["rows"][0].update(overall=100.0), "board", "does not follow .*: rows"),
    "a rank": (lambda d: d["board"]["rows"][-2].update(rank=1), "board", "rows"),
    "a team": (lambda d: d["board"]["teams"].pop(), "board", "teams"),
    "somebody moved": (lambda d: d["seats"][0].update(team="Blue"), "board", "rows, teams"),
    "the content": (lambda d: d["contents"].update({k: v + " " for k, v in d["contents"].items()}), "call", "scenario"),
    "a log taken out": (lambda d: d["logs"].pop(CALL), "call", f"Call {CALL} has no log; it was taken out"),
    "a call taken out": (lambda d: d["calls"].remove(call_in(d)), "call", f"{CALL}, and the call is missing"),
    "logs swapped": (
        lambda d: d["logs"].update({CALL: d["logs"]["c-s3-1-1"], "c-s3-1-1": d["logs"][CALL]}), "call",
        f"Call {CALL}: its log is of another call, c-s3-1-1",
    ),
    "an audit cut": (lambda d: d["audit"].pop(), "chain", "The audit: its end is not the one that was noted"),
    "an act changed": (lambda d: d["audit"][0].update(actor="x"), "chain", "The audit: act 1 does not fit its hash"),
}  # fmt: skip


@pytest.mark.parametrize("name", _CHANGES)
def test_a_change_fails_by_the_signature_and_signed_anew_by_what_it_is(sound: dict[str, Any], name: str) -> None:
    change, what, says = _CHANGES[name]
    data = changed(sound, change)
    assert "signature" in [one.what for one in found(data, KEY)]
    forged = signed_again(data)
    lines = [one.says for one in found(forged) if one.what == what]
    assert [line for line in lines if re.search(says, line)], found(forged)
    assert all("\n" not in one.says for one in found(forged))


def _payload(change: Callable[[dict[str, Any]], object], kind: str, at: int = 0) -> Callable[[dict[str, Any]], None]:
    def of(data: dict[str, Any]) -> None:
        entry = [entry for entry in data["logs"][CALL] if entry["kind"] == kind][at]
        payload = json.loads(entry["payload"])
        change(payload)
        entry["payload"] = json.dumps(payload)

    return of


_EVENTS = {
    "a learner's line": _payload(lambda p: p.update(text="What made you choose them?"), "learner", 3),
    "a customer's line": _payload(lambda p: p.update(text="I love it."), "customer", 3),
    "what was heard": _payload(lambda p: p["heard"].update(tone="rude"), "heard", 2),
    "what was decided": _payload(lambda p: p["direction"].update(trust=0.99), "directed", 1),
    "the seed": _payload(lambda p: p.update(seed=4), "started"),
    "the level": _payload(lambda p: p.update(level="gentle"), "started"),
    "the engine": _payload(lambda p: p.update(engine="1"), "started"),
    "the session": _payload(lambda p: p.update(session="c-s2-1-1"), "started"),
    "practice": _payload(lambda p: p.update(attempt=False), "started"),
    "a field more": _payload(lambda p: p.update(points=5), "customer", 1),
    "another type": _payload(lambda p: p.update(seconds="1"), "customer", 1),
    "the debrief": _payload(lambda p: p.update(insight=""), "debriefed"),
    "the last event": lambda data: data["logs"][CALL].pop(),
    "an event in the middle": lambda data: data["logs"][CALL].pop(7),
    "two events": lambda data: data["logs"][CALL].insert(5, data["logs"][CALL].pop(6)),
    "a time": lambda data: data["logs"][CALL][4].update(at=1),
}


@pytest.mark.parametrize("name", _EVENTS)
def test_a_changed_event_fails_also_with_its_hashes_made_anew(sound: dict[str, Any], name: str) -> None:
    data = changed(sound, _EVENTS[name])
    lines = found(data, KEY)
    assert {"signature", "chain"} <= {one.what for one in lines}
    assert all(one.where == CALL for one in lines if one.what == "chain")
    forged = [one for one in found(signed_again(data)) if one.where == CALL]
    assert forged and forged[0].what in ("call", "score") and CALL in forged[0].says


def test_anothers_log_under_ones_own_name_does_not_hold() -> None:
    on = made.material()
    forged = made.bundle(made.with_log(on, "c-s4-1-1", on_log("s3", "c-s4-1-1")), private=OTHER)
    assert [one.what for one in found(forged)] == ["call"]


def on_log(seat: str, session: str) -> list[Event]:
    """Give another seat's log under a session of one's own: the seed still tells."""
    started, *rest = made.played(seat, dict(made.SEATS)[seat])
    assert isinstance(started, Started)
    return [replace(started, session=session), *rest]


def test_a_call_that_was_never_debriefed_or_waits_for_an_answer_holds() -> None:
    on = made.material()
    events = [event for event in made.played("s2", "middling") if event.kind not in ("fingerprinted", "debriefed")]
    call = next(call for call in on.calls if call.id == "c-s2-1-1")
    figures = figures_of(score(events, made.customer()))
    assert found(with_call(on, replace(call, state="ended", figures=figures), events)) == []
    waiting = [*(event for event in events if not isinstance(event, Ended)), LearnerSaid(call.turns + 1, "And then?")]
    assert found(with_call(on, replace(call, state="open", figures=None), waiting)) == []
    (one,) = found(with_call(on, replace(call, state="ended", figures=None), events))
    assert one.says == "Call c-s2-1-1: its score is missing."


def with_call(on: export.Material, call: export.Call, events: Sequence[Event]) -> dict[str, Any]:
    calls = tuple(call if one.id == call.id else one for one in on.calls)
    return made.bundle(made.with_log(replace(on, calls=calls), call.id, events))


def test_a_hint_where_there_are_none_is_told() -> None:
    on = made.material()
    settings = on.settings.model_copy(update={"rounds": (on.settings.rounds[0].model_copy(update={"hints": False}),)})
    events = list(made.played("s4", "script"))
    events.insert(2, HintAsked(0, "x"))
    rounds = (replace(on.rounds[0], hints=False),)
    data = made.bundle(made.with_log(replace(on, settings=settings, rounds=rounds), "c-s4-1-1", events))
    assert [one.says for one in found(data)] == ["Call c-s4-1-1: a hint was given, and round 1 has none."]


def test_words_can_be_left_out_of_those_who_did_not_agree() -> None:
    data = made.bundle(every_word=False)
    assert sorted(data["logs"]) == ["c-s1-1-1", "c-s1-1-2", "c-s3-1-1"]
    verdict = verify(made.raw(data), KEY)
    assert verdict.sound and (verdict.replayed, verdict.withheld) == (3, 2)
    data["logs"].pop(CALL)
    assert [one.says for one in found(signed_again(data))] == [f"Call {CALL} has no log; it was taken out."]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is no JSON"), (b"[]", "is no exported workshop"), (b"\xff\xfe", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"format":"interview-trainer/workshop","version":2}', "has version 2; this trainer reads 1"),
        (b'{"format":"interview-trainer/workshop","version":1}', "broken at about: Field required"),
        (b'{"format":"x","format":"y"}', "a key stands twice"), (b'{"format":NaN}', "NaN is no number"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_one_line(raw: bytes, says: str) -> None:
    (one,) = verify(raw).findings
    assert one.what == "form" and says in one.says and "\n" not in one.says


def test_a_form_with_too_much_or_hidden_in_it_is_refused(sound: dict[str, Any]) -> None:
    for change, says in (
        (lambda d: d.update(extra=1), "extra"),
        (lambda d: d["seats"][0].update(name="a\u202eb"), "control characters"),
        (lambda d: call_in(d)["figures"].update(overall=10_001), r"calls\[0\].figures.overall"),
        (lambda d: d.update(signature="zz"), "signature"),
        (lambda d: d["logs"].update({CALL: d["logs"][CALL] * 100}), "at most 1000"),
    ):
        (one,) = found(changed(sound, change))
        assert one.what == "form"
        assert re.search(says, one.says), one.says


def test_the_chain_is_the_one_that_is_described() -> None:
    first = hashlib.sha256(b"call").hexdigest()
    text = '{"at":5,"kind":"learner","n":1,"payload":"{}"}'
    second = hashlib.sha256(f"{first}\n{text}".encode()).hexdigest()
    record = {"n": 1, "kind": "learner", "payload": "{}", "at": 5, "hash": second}
    assert chain.start("call") == first and chain.link(first, record, chain.EVENT) == second
    assert chain.broken_at("call", [record], chain.EVENT) is None
    assert chain.broken_at("call", [{**record, "n": 2}], chain.EVENT) == 1


def test_the_board_in_it_is_the_facilitators() -> None:
    board = board_in(made.material())
    assert [row.rank for row in board.rows] == [1, 2, 3, 3, None] or board.more == 0
    assert board.counts.joined == 4 and len(board.teams) == 2
