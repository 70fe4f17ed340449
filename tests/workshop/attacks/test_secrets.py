"""What the customer hides and how it was scored: in no byte of any answer before the reveal."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from trainer.content.version import from_canonical
from trainer.workshop.server.openapi import ANYBODY, OPERATIONS, description

from .stage import API, Stage
from .test_roles import BODIES

pytestmark = pytest.mark.usefixtures("unhurried")

LINES = (
    "Hello, thanks for your time. What was the last evening like when you opened it?", "What happened then?",
    "Tell me about the round you do.", "What was it that made you laugh?", "How did that begin?",
    "What would you miss?", "Who else is there?",
)  # fmt: skip
NAMES = ("withheld", "because", "heard", "directed", "trust", "unlock", "seed", "secret", "hash", "private")
SCORES = re.compile(r'"(?:overall|low|high|parts|rank)":\s*(?!null)["{\d]')


def hidden_in(stage: Stage) -> set[str]:
    """Give what must not be read: ids, titles and words of facts, motivations, decoy, unlocks, seeds, keys, hashes."""
    rounds = stage.hall.store.read(lambda books: books.rounds(stage.event.id))
    found: set[str] = set()
    for round_ in rounds:
        text = stage.hall.store.read(lambda books, of=round_.content: books.content(of))  # type: ignore[misc]
        scenario, personas = from_canonical(text or "")
        for persona in personas:
            for fact in persona.facts:
                found |= {f'"{fact.id}"', fact.title}
            for motivation in persona.motivations:
                found |= {motivation.insight, f'"{motivation.id}"', *_strings(motivation.model_dump().get("accepted"))}
            found |= {persona.decoy.insight}
        found.add(round_.content)
    for call in stage.hall.store.read(lambda books: books.calls(stage.event.id)):
        found |= {call.seed, call.head}
    row = stage.hall.store.read(lambda books: books.workshop(stage.event.id))
    assert row is not None
    return {text for text in found | {row.secret, row.private_key} if len(text) > 3}


def _strings(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(_strings, value)) if isinstance(value, list | tuple) and value else set()


def _play(stage: Stage) -> list[tuple[str, str]]:
    """Drive a round, and give everything that participants and the wall were answered on the way."""
    seen: list[tuple[str, str]] = []

    def keep(what: str, answer: Any) -> Any:
        seen.append((what, answer.text + json.dumps(dict(answer.headers))))
        return answer

    calls = {}
    for who in (stage.ann, stage.ben):
        calls[who["seat"]] = keep("begin", stage.ask("POST", "/calls", who["token"], {})).json()["id"]
        for turn, line in enumerate(LINES, 1):
            keep("say", stage.say(who, calls[who["seat"]], turn, line))
        keep("say behind", stage.say(who, calls[who["seat"]], 1, "Once more?"))
        hint = {"idempotency-key": stage.event.key()}
        keep("hint", stage.ask("POST", f"/calls/{calls[who['seat']]}/hint", who["token"], {}, headers=hint))
    call = calls[stage.ann["seat"]]
    keep("draft", stage.ask("PUT", f"/calls/{call}/draft", stage.ann["token"], {"purpose": "debrief", "text": "x"}))
    keep("practice", stage.ask("POST", "/calls", stage.ann["token"], {"practice": True}))
    keep("end", stage.ask("POST", f"/calls/{call}/end", stage.ann["token"], {}))
    key = {"idempotency-key": stage.event.key()}
    said = {"insight": "He plays to be with his sister.", "push": "alone", "habit": "cards"}
    keep("debrief", stage.ask("POST", f"/calls/{call}/debrief", stage.ann["token"], said, headers=key))
    keep("debrief again", stage.ask("POST", f"/calls/{call}/debrief", stage.ann["token"], said, headers=key))
    for path in _all_paths(call, stage.ann["seat"]):
        for method in ("GET", "HEAD", "OPTIONS", "POST", "DELETE"):
            for token in (stage.ann["token"], stage.ben["token"], stage.board, ""):
                if method == "GET" and path.endswith("/stream"):
                    continue  # in test_streams
                keep(f"{method} {path}", stage.ask(method, path, token, {} if method == "POST" else None))
    tag = stage.ask("GET", "/board", stage.board).headers["etag"]
    keep("304", stage.ask("GET", "/board", stage.board, headers={"if-none-match": tag}))
    keep("facilitator's tag", stage.ask("GET", "/board", stage.board, headers={"if-none-match": tag[:-1] + 'f"'}))
    return seen


def _all_paths(call: str, seat: str) -> list[str]:
    paths = []
    for path, *_ in OPERATIONS:
        paths.append(API + path.replace("{id}", seat if "seats" in path else call))
    formats = [f"{API}/workshop/pack?format={form}" for form in ("json", "csv", "md", "html", "../x")]
    return [
        *dict.fromkeys(paths),
        *formats,
        f"{API}/reveal?round=1",
        f"{API}/reveal?round=2",
        f"{API}/nothing",
        f"{API}/openapi.json",
    ]


def test_nothing_hidden_is_answered_before_the_reveal(stage: Stage) -> None:
    stage.event.steering.start(stage.event.id)
    seen = _play(stage)
    spoken = {e["text"] for what, text in seen if what == "say" for e in _events(text) if e["event"] == "customer"}
    assert spoken and len(seen) > 300
    hidden = hidden_in(stage)
    assert len(hidden) > 30
    stage.event.steering.end(stage.event.id)
    for token in (stage.ann["token"], stage.ben["token"], stage.board):
        for path in ("/me", "/board", "/reveal"):
            seen.append((f"debriefing {path}", stage.ask("GET", path, token).text))
    versions = {row.content for row in stage.hall.store.read(lambda books: books.rounds(stage.event.id))}
    for what, text in seen:
        aloud = text
        if what in ("GET /api/v1/me", "debriefing /me"):  # which version of the content it is, is told to everybody
            for version in versions:
                aloud = aloud.replace(f'"content":"{version}","title":', '"title":')
        for line in spoken:  # what the customer said aloud may be read, wherever it stands
            aloud = aloud.replace(json.dumps(line, ensure_ascii=False), "")
        for secret in hidden:
            assert secret not in aloud, (what, secret)
        assert not SCORES.search(aloud), (what, SCORES.search(aloud))
        for name in NAMES:
            assert f'"{name}' not in aloud, (what, name)


def _events(text: str) -> list[dict[str, Any]]:
    found = json.JSONDecoder().raw_decode(text)[0]
    return found.get("events", []) if isinstance(found, dict) else []


def test_one_participant_never_reads_anothers_lines(stage: Stage) -> None:
    stage.event.steering.start(stage.event.id)
    call = stage.begin(stage.ann)
    canary = "Xylographic quokkas at midnight, what happened then?"
    assert canary in stage.say(stage.ann, call, 1, canary).text
    stage.ask("PUT", f"/calls/{call}/draft", stage.ann["token"], {"purpose": "line", "text": canary})
    for end in (False, True):
        if end:
            stage.event.steering.end(stage.event.id), stage.event.steering.reveal(stage.event.id)
        for path in _all_paths(call, stage.ann["seat"]):
            for token in (stage.ben["token"], stage.board, stage.eve["token"], ""):
                if not path.endswith("/stream"):
                    assert "quokka" not in stage.ask("GET", path, token).text, path


def test_a_conversation_is_read_only_with_consent(stage: Stage) -> None:
    seat = stage.hall.doors.join(stage.event.opened.code, "Shy", "10.0.0.1", consent=False)
    stage.event.steering.start(stage.event.id)
    call = stage.begin(seat)
    stage.say(seat, call, 1, "Xylographic quokkas?")
    answer = stage.ask("GET", f"/workshop/seats/{seat['seat']}/conversation", stage.facilitator)
    assert answer.status_code == 403 and "quokka" not in answer.text
    stage.event.steering.end(stage.event.id), stage.event.steering.reveal(stage.event.id)
    for form in ("json", "csv", "md", "html"):
        assert "quokka" not in stage.ask("GET", f"/workshop/pack?format={form}", stage.facilitator).text


def test_the_next_round_hides_again_what_is_its_own(stage: Stage) -> None:
    stage.event.steering.start(stage.event.id)
    stage.hand_in(stage.begin(stage.ann), stage.ann["seat"])
    stage.event.steering.end(stage.event.id), stage.event.steering.reveal(stage.event.id)
    assert stage.ask("GET", "/reveal", stage.board).status_code == 200
    stage.event.steering.start(stage.event.id)
    call = stage.begin(stage.ann)
    assert stage.ask("GET", "/reveal", stage.board).json()["code"] == "not_yet"
    assert stage.ask("GET", f"/calls/{call}/scorecard", stage.ann["token"]).json()["code"] == "not_yet"
    stage.ask("POST", f"/calls/{call}/end", stage.ann["token"], {})
    stage.hand_in(call, stage.ann["seat"])
    rows = stage.ask("GET", "/board", stage.board).json()["rows"]
    assert all(one["round"] == 1 for row in rows for one in row["rounds"])


@pytest.mark.parametrize(
    "wanted", ["2", "3", "999", "0", "-1", "1e0", " 1", "1;2", "²", "2&round=1", "99999", "", "null"]
)
def test_no_number_of_a_round_opens_one_that_is_not_revealed(stage: Stage, wanted: str) -> None:
    steering, id = stage.event.steering, stage.event.id
    steering.start(id), steering.end(id), steering.reveal(id), steering.start(id)
    text = stage.hall.store.read(lambda books: books.content(books.rounds(id)[1].content))
    _, (persona,) = from_canonical(text or "")
    hidden = {
        persona.decoy.insight,
        *(one.insight for one in persona.motivations),
        *(one.title for one in persona.facts),
    }
    for token in (stage.ann["token"], stage.board, stage.facilitator):
        seen = [stage.ask("GET", f"/reveal?round={wanted}", token)]
        if token == stage.ann["token"]:
            seen.append(stage.ask("GET", f"http://workshop.test/reveal/{wanted}", token))
        for answer in seen:
            if wanted == "2&round=1" and answer.status_code == 200:  # of a name given twice the last counts
                assert answer.json()["round"] == 1
            else:
                assert answer.status_code in (400, 404, 409), answer.text
            assert not [one for one in hidden if one in answer.text]
    assert stage.ask("GET", "/reveal?round=1", stage.ann["token"]).json()["round"] == 1
    unknown, shut = (stage.ask("GET", f"/reveal?round={n}", stage.ann["token"]) for n in (3, 2))
    assert unknown.content == shut.content, "which rounds there are to come is not told either"
    assert stage.ask("GET", "/reveal?round=1", stage.eve["token"]).status_code == 409


def test_a_frozen_board_tells_nothing_of_what_goes_on(stage: Stage) -> None:
    stage.event.steering.start(stage.event.id)
    call = stage.begin(stage.ann)
    before = stage.ask("GET", "/board", stage.board).headers["etag"]
    stage.event.steering.freeze(stage.event.id)
    frozen = stage.ask("GET", "/board", stage.board)
    version = stage.ask("GET", "/me", stage.ben["token"]).json()["version"]
    assert frozen.headers["etag"] != before and frozen.json()["frozen"] is True
    stage.say(stage.ann, call, 1, LINES[0])
    stage.hand_in(call, stage.ann["seat"])
    after = stage.ask("GET", "/board", stage.board)
    assert after.content == frozen.content and after.headers["etag"] == frozen.headers["etag"]
    me = stage.ask("GET", "/me", stage.ben["token"]).json()
    assert me["version"] == version and me["place"] is None
    tag = {"if-none-match": f'"{stage.whole() and stage.hall.telling.whole(stage.event.id)["version"]}f"'}
    assert stage.ask("GET", "/board", stage.board, headers=tag).content == frozen.content
    stage.event.steering.freeze(stage.event.id, False)
    assert stage.ask("GET", "/board", stage.board).headers["etag"] != frozen.headers["etag"]


def test_the_description_and_its_samples_hold_no_content(long: Stage) -> None:
    text = json.dumps(description(API))
    for secret in hidden_in(long):
        assert secret not in text
    assert not {op[3].__name__ for op in OPERATIONS if op[3]} - BODIES.keys()
    assert not {op[0] for op in OPERATIONS if op[2] == ANYBODY} - {"/join", "/claim", "/session"}
