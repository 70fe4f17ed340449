"""One session as one file: what it holds, what it hides, and what is not let in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.content.version import hash_of
from trainer.conversation.events import Challenged, CustomerSaid, Debriefed, Event, LearnerSaid, Scored
from trainer.conversation.interview import JournalError
from trainer.storage.exchange import SIZE_LIMIT, ExchangeError, export_session, import_session, said_aloud, text_of
from trainer.storage.files import read_at_most, write_new
from trainer.storage.store import Store

from .made import SECRET, begin, call, debrief, played, turn

Data = dict[str, Any]
HASH = "a" * 64


def _no_replay(events: list[Event]) -> list[Event]:
    raise AssertionError("nothing is to be replayed")


def _replay(events: list[Event]) -> list[Event]:
    """Play the call of `made` again."""
    turns = sum(isinstance(event, LearnerSaid) for event in events)
    return call(turns, content=HASH)


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "one")) as store:
        yield store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "other")) as store:
        yield store


def _raw(data: Any) -> bytes:
    return text_of(data).encode()


def _ended(store: Store) -> Data:
    store.append("s1", call(3, content=HASH))
    return export_session(store, "s1")


def test_a_debriefed_session_goes_out_and_comes_in_whole(one: Store, other: Store) -> None:
    real = played(one)
    data = export_session(one, "s1")
    assert import_session(other, _raw(data), _no_replay) == "s1"
    assert other.events("s1") == one.events("s1")
    assert other.content(real.hash) == one.content(real.hash)
    row = other.session("s1")
    assert row is not None and (row.status, row.turns, row.title) == ("debriefed", 2, real.scenario.title)
    assert export_session(other, "s1") == data


def test_the_file_says_what_it_is_and_holds_the_lines(one: Store) -> None:
    data = _ended(one)
    assert (data["format"], data["version"], data["session"]) == ("interview-trainer/session", 1, "s1")
    assert (data["scenario"], data["personas"], data["seed"], data["content"]) == ("small-shop", ["ada-lind"], 7, HASH)
    assert data["lines"][:2] == [
        {"turn": 0, "speaker": "customer", "text": "Hello."},
        {"turn": 1, "speaker": "learner", "text": "Question 1, ünïcode 🙂?"},
    ]


@pytest.mark.parametrize("ended", [False, True])
def test_before_the_debrief_a_file_tells_nothing_that_was_not_said_aloud(one: Store, ended: bool) -> None:
    events = call(3)
    one.append("s1", events if ended else events[:-1])
    data = export_session(one, "s1")
    text = text_of(data)
    assert SECRET not in text and "canonical" not in data
    kinds = {entry["kind"] for entry in data["events"]}
    assert kinds == {"started", "learner", "customer", "hint"} | ({"ended"} if ended else set())
    assert all(entry["pieces"] in ((), []) for entry in data["events"] if entry["kind"] == "customer")
    for word in ("trust", "withheld", "topics", "because"):
        assert word not in text


def test_before_the_debrief_no_fact_of_the_real_content_is_in_the_file(one: Store) -> None:
    real = played(one, "done")
    secrets = [fact.id for persona in real.personas for fact in persona.facts]
    secrets += [line for persona in real.personas for fact in persona.facts for line in fact.says]
    after = text_of(export_session(one, "done"))
    assert all(secret in after for secret in secrets if '"' not in secret and "\\" not in secret)
    one.append("open", [*call(2, "open", real.hash)])
    before = text_of(export_session(one, "open"))
    assert not any(secret in before for secret in secrets)


def test_an_open_session_comes_in_by_being_played_again(one: Store, other: Store) -> None:
    data = _ended(one)
    assert import_session(other, _raw(data), _replay) == "s1"
    assert other.events("s1") == one.events("s1")
    assert import_session(other, _raw(data), _no_replay) == "s1"


def test_an_open_session_that_would_go_otherwise_here_is_refused(one: Store, other: Store) -> None:
    data = _ended(one)

    def otherwise(events: list[Event]) -> list[Event]:
        return [CustomerSaid(e.turn, "No.") if isinstance(e, CustomerSaid) else e for e in _replay(events)]

    with pytest.raises(ExchangeError, match="answers otherwise"):
        import_session(other, _raw(data), otherwise)
    assert other.count() == 0


def test_the_same_session_again_changes_nothing_and_another_of_its_id_is_refused(one: Store, other: Store) -> None:
    played(one)
    data = export_session(one, "s1")
    import_session(other, _raw(data), _no_replay)
    assert import_session(other, _raw(data), _no_replay) == "s1"
    begin(other, "s2", content=HASH)
    with pytest.raises(ExchangeError, match="Another session s2"):
        changed = _renamed(data, "s2")
        import_session(other, _raw(changed), _no_replay)
    assert len(other.events("s2")) == 2


CHALLENGED = Challenged(2, "heard", "question", "open", "closed", "yes or no", "2", "2")
SCORED = Scored("1", 99.0, (("technique", 5.0), ("insight", None)), 95.0, 100.0, "1")


def test_challenges_come_along_and_figures_do_not(one: Store, other: Store) -> None:
    played(one)
    one.append("s1", [SCORED, CHALLENGED])
    data = export_session(one, "s1")
    assert {"challenged", "scored"} <= {entry["kind"] for entry in data["events"]}
    import_session(other, _raw(data), _no_replay)
    assert other.events("s1") == tuple(event for event in one.events("s1") if event != SCORED)
    assert import_session(other, _raw(data), _no_replay) == "s1"


def test_a_file_from_before_the_newer_fields_is_the_same_session(one: Store, other: Store) -> None:
    played(one)
    data = json.loads(text_of(export_session(one, "s1")))
    for entry in data["events"]:
        for newer in {"started": ("seen", "level"), "fingerprinted": ("same", "seen")}.get(entry["kind"], ()):
            del entry[newer]
    assert import_session(one, _raw(data), _no_replay) == "s1"
    assert import_session(other, _raw(data), _no_replay) == "s1"
    assert other.events("s1") == one.events("s1")


@pytest.mark.parametrize(
    "fields",
    [
        {"turn": 9}, {"turn": -1}, {"theirs": "blue"}, {"ours": "yes"}, {"rule": "mood"}, {"part": "style"},
        {"reason": ""}, {"reason": "x" * 281}, {"part": "technique"}, {"part": "technique", "rule": ""},
    ],
)  # fmt: skip
def test_a_challenge_that_cannot_be_is_refused(one: Store, other: Store, fields: Data) -> None:
    played(one)
    one.append("s1", [CHALLENGED])
    data = json.loads(text_of(export_session(one, "s1")))
    data["events"][-1].update(fields)
    with pytest.raises(ExchangeError, match="broken: .*challenge"):
        import_session(other, _raw(data), _no_replay)
    assert other.count() == 0


@pytest.mark.parametrize("event", [CHALLENGED, SCORED])
def test_nothing_of_a_scorecard_stands_before_the_debrief(one: Store, other: Store, event: Event) -> None:
    played(one)
    one.append("s1", [event])
    data = json.loads(text_of(export_session(one, "s1")))
    data["events"].insert(-4, data["events"].pop())
    with pytest.raises(ExchangeError, match="before the debrief|before the end"):
        import_session(other, _raw(data), _no_replay)


def _renamed(data: Data, session: str) -> Data:
    out: Data = json.loads(text_of(data))
    out["session"] = out["events"][0]["session"] = session
    return out


def _spoil(key: str, value: Any) -> Callable[[Data], None]:
    return lambda data: data.update({key: value})


def _event(at: int, **changes: Any) -> Callable[[Data], None]:
    return lambda data: data["events"][at].update(changes)


SPOILED: list[Callable[[Data], Any]] = [
    _spoil("format", "other"),
    _spoil("version", 2),
    _spoil("version", "1"),
    _spoil("session", "../../x"),
    _spoil("session", "s2"),
    _spoil("scenario", "../x"),
    _spoil("scenario", "other-shop"),
    _spoil("personas", []),
    _spoil("personas", ["eve-moss"]),
    _spoil("seed", "7"),
    _spoil("seed", 8),
    _spoil("content", "b" * 64),
    _spoil("content", "h"),
    _spoil("more", 1),
    _spoil("events", []),
    _spoil("events", {}),
    _spoil("lines", []),
    _spoil("canonical", "{}"),
    _spoil("canonical", None),
    lambda data: data.pop("lines"),
    lambda data: data["lines"][1].update(text="Something else?"),
    lambda data: data["lines"][1].update(speaker="system"),
    lambda data: data["events"].pop(0),
    lambda data: data["events"].pop(2),
    lambda data: data["events"].reverse(),
    lambda data: data["events"].append(data["events"][0]),
    lambda data: data["events"].append({"kind": "learner", "turn": 3, "text": "After the end?"}),
    lambda data: data["events"].append({"kind": "debriefed", "insight": "Again."}),
    lambda data: data["events"].append({"kind": "ended", "turn": 2, "reason": "time"}),
    lambda data: data["events"].append({"kind": "nonsense"}),
    lambda data: data["events"].append({"turn": 1}),
    lambda data: data["events"].append(["learner"]),
    _event(0, kind="learner"),
    _event(0, attempt="maybe"),
    _event(2, turn=9),
    _event(2, turn=-1),
    _event(2, turn="1"),
    _event(2, text=None),
    _event(2, hidden="x"),
    _event(3, heard={"moves": []}),
    _event(3, kind=["heard"]),
    _event(4, direction={"answer": "explode"}),
    _event(-2, insight="x" * 281),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(SPOILED)))
def test_a_file_that_was_changed_is_refused_in_one_line_and_nothing_is_stored(
    one: Store, other: Store, at: int
) -> None:
    played(one)
    data = json.loads(text_of(export_session(one, "s1")))
    SPOILED[at](data)
    with pytest.raises(ExchangeError) as caught:
        import_session(other, json.dumps(data).encode(), _no_replay)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 300
    assert other.count() == 0


def test_content_that_was_changed_is_refused(one: Store, other: Store) -> None:
    played(one)
    data = export_session(one, "s1")
    data["canonical"] = data["canonical"].replace("Friday", "Monday")
    with pytest.raises(ExchangeError, match="was changed"):
        import_session(other, _raw(data), _no_replay)


def test_control_characters_hidden_in_the_scenario_do_not_come_in(one: Store, other: Store) -> None:
    played(one)
    text = text_of(export_session(one, "s1"))
    data = json.loads(text)
    evil = data["canonical"].replace("Friday night", "Friday \\u001b[2Jnight")
    assert evil != data["canonical"]
    data = json.loads(text.replace(data["content"], hash_of(evil)))
    data["canonical"] = evil
    with pytest.raises(ExchangeError, match="control characters"):
        import_session(other, json.dumps(data).encode(), _no_replay)


def test_an_open_session_that_tells_of_hidden_things_is_refused(one: Store, other: Store) -> None:
    data = json.loads(text_of(_ended(one)))
    data["events"][3]["pieces"] = ["fact:x:1"]
    with pytest.raises(ExchangeError, match="more than a session may"):
        import_session(other, _raw(data), _replay)


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"null", b"[]", b"7", b"{}", b"\xff\xfe", b"not json", b'{"format": NaN}', b'{"a": 1, "a": 2}',
        b"[" * 200_000, b'{"format":"interview-trainer/session","version":' + b"9" * 5000 + b"}",
        b" " * (SIZE_LIMIT + 1),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_file_that_is_no_session_is_refused_in_one_line(other: Store, raw: bytes) -> None:
    with pytest.raises(ExchangeError) as caught:
        import_session(other, raw, _no_replay)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 300


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x9b31m", "\u202egnp", "a\0b", "\x7f"])
def test_control_characters_do_not_come_in(one: Store, other: Store, evil: str) -> None:
    data = json.loads(text_of(_ended(one)))
    data["events"][2]["text"] = data["lines"][1]["text"] = evil
    with pytest.raises(ExchangeError, match="control characters"):
        import_session(other, json.dumps(data).encode(), _replay)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    key=st.sampled_from(["session", "scenario", "personas", "seed", "content", "lines", "events", "canonical"]),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=8,
    ),
)
def test_any_value_in_any_place_is_refused_or_the_session_is_the_same(
    one: Store, other: Store, key: str, value: Any
) -> None:
    data = json.loads(text_of(export_session(one, "s1") if one.session("s1") else _ended(one)))
    data[key] = value
    try:
        import_session(other, json.dumps(data).encode(), _replay)
    except ExchangeError as error:
        assert "\n" not in str(error)
    else:
        assert other.events("s1") == one.events("s1")


def test_an_unknown_session_is_not_exported(one: Store) -> None:
    with pytest.raises(ExchangeError, match="trainer sessions"):
        export_session(one, "none")


def test_what_is_said_aloud_leaves_the_log_as_it_was() -> None:
    events = call(1)
    assert [type(event).__name__ for event in said_aloud(events)] == [
        "Started", "CustomerSaid", "LearnerSaid", "CustomerSaid", "HintAsked", "Ended"
    ]  # fmt: skip
    assert events == call(1)
    assert not any(isinstance(event, Debriefed) for event in said_aloud([*events, *debrief()]))
    assert turn(1)[3].pieces  # type: ignore[union-attr]


def test_a_new_file_overwrites_nothing_and_a_read_stops_at_its_limit(tmp_path: Path) -> None:
    path = write_new(tmp_path / "x.json", "sömething\n")
    assert read_at_most(path, 5) == "sömething\n".encode()[:6]
    with pytest.raises(JournalError, match="already a file x.json"):
        write_new(path, "else")
    assert path.read_text(encoding="utf-8") == "sömething\n"
    with pytest.raises(JournalError, match="choose another one"):
        write_new(tmp_path / "none" / "x.json", "text")
    with pytest.raises(JournalError, match="There is no file y.json"):
        read_at_most(tmp_path / "y.json", 5)
