"""What is left behind: no token in a log or a repr, and every act of the facilitator in the audit log."""

from __future__ import annotations

import logging
import re

import pytest

from trainer.workshop.service.tokens import TOKEN

from .stage import Stage

pytestmark = pytest.mark.usefixtures("unhurried")


def test_no_log_has_a_token_a_code_or_a_line(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("trainer.workshop").propagate = True
    stage.event.steering.start(stage.event.id)
    call = stage.begin(stage.ann)
    stage.say(stage.ann, call, 1, "Xylographic quokkas?")
    stage.ask("POST", "/join", data={"code": stage.event.opened.code, "name": "Quokka"})
    stage.ask("GET", "/workshop", "wsf_" + "Q" * 43)
    for name in ("told", "say", "keep_draft"):

        def broken(*args: object, **named: object) -> None:
            raise ValueError(f"{args} {stage.ann['token']} quokka")

        monkeypatch.setattr(stage.hall.calls, name, broken)
    assert stage.ask("GET", f"/calls/{call}", stage.ann["token"]).status_code == 500
    assert stage.say(stage.ann, call, 2, "Xylographic quokkas?").status_code == 500
    said = "\n".join(str(one.__dict__) for one in caplog.records) + caplog.text
    assert caplog.records and not TOKEN.search(said) and "quokka" not in said.lower()
    assert stage.event.opened.code not in said


def test_a_fault_of_the_database_quotes_nothing(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    from sqlalchemy import text

    stage.event.steering.start(stage.event.id)
    call = stage.begin(stage.ann)
    stage.hall.store.write(lambda books: books._connection.execute(text("DROP TABLE workshop_log")) and None)
    answer = stage.say(stage.ann, call, 1, "Xylographic quokkas?")
    assert answer.status_code == 503 and answer.json()["code"] == "storage"
    assert "quokka" not in caplog.text + answer.text and not TOKEN.search(caplog.text)
    for word in ("select", "insert", "workshop_", "sqlite", "Traceback"):
        assert word not in answer.text


def test_stored_are_hashes_of_tokens_and_codes_and_nothing_more(both: Stage) -> None:
    from sqlalchemy import inspect, text

    secrets = [both.facilitator, both.board, both.ann["token"], both.event.opened.code.replace("-", "")]
    with both.hall.store._reader.connect() as connection:
        for table in inspect(connection).get_table_names():
            if table.startswith("workshop"):
                stored = str(connection.execute(text(f"SELECT * FROM {table}")).fetchall())
                assert not [secret for secret in secrets if secret in stored], table


def test_every_act_of_the_facilitator_is_written_down(both: Stage) -> None:
    seat, boss = both.ben["seat"], both.facilitator
    acts = [
        ("PATCH", "/workshop", {"title": "Another"}, "set"), ("POST", "/workshop/start", {}, "start"),
        ("POST", "/workshop/pause", {}, "pause"), ("POST", "/workshop/start", {}, "start"),
        ("POST", "/workshop/extend", {"minutes": 5}, "extend"), ("POST", "/workshop/freeze", {}, "freeze"),
        ("POST", "/workshop/unfreeze", {}, "unfreeze"), ("POST", "/workshop/code", {}, "code"),
        ("POST", "/workshop/notes", {"text": "A secret thought"}, "note"),
        ("PATCH", f"/workshop/seats/{seat}", {"name": "Benno"}, "seat change"),
        ("GET", f"/workshop/seats/{both.ann['seat']}/conversation", None, "read conversation"),
        ("GET", "/workshop/export", None, "export"), ("POST", f"/workshop/seats/{seat}/reopen", {}, "seat reopen"),
        ("POST", f"/workshop/seats/{seat}/remove", {}, "seat remove"), ("POST", "/workshop/end", {}, "end"),
        ("POST", "/workshop/reveal", {}, "reveal"), ("GET", "/workshop/pack", None, "pack"),
    ]  # fmt: skip
    for method, path, data, _ in acts:
        if "conversation" in path:
            both.begin(both.ann)
        answer = both.ask(method, path, boss, data)
        assert answer.status_code in (200, 201), (path, answer.text)
    audit = both.hall.telling.whole(both.event.id)["audit"]
    assert [act["act"] for act in audit] == ["open", *(act for *_, act in acts)]
    said = str(audit)
    assert not TOKEN.search(said) and "A secret thought" not in said
    assert not re.search(r"[2-9CFGHJMPQRVWX]{4}-[2-9CFGHJMPQRVWX]{4}", said)
