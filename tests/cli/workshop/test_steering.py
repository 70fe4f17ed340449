"""What a facilitator does from the command line, against a real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import assert_one_line, run
from tests.workshop.client.hosted import Server, losing
from trainer.workshop.client.addresses import read_addresses
from trainer.workshop.client.keeping import keep, kept
from trainer.workshop.client.seats import take
from trainer.workshop.service.hall import Opened


def token_file(server: Server, made: Opened, folder: Path) -> str:
    file = folder / f"{made.workshop}.json"
    shape = {"address": server.address, "workshop": made.workshop, "token": made.facilitator, "board": made.board}
    keep(file, {**shape, "code": made.code})
    return str(file)


def test_an_event_is_driven_from_lobby_to_end(server: Server, tmp_path: Path) -> None:
    made = server.open()
    file = token_file(server, made, tmp_path)

    def act(*arguments: str) -> dict[str, object]:
        done = run("workshop", *arguments, "--token-file", file, "--json")
        assert done.code == 0, done.err
        return dict(done.json)

    assert act("start") | {"left": 0, "version": 0} == {
        "workshop": made.workshop, "title": "Trial", "state": "running", "round": 1, "left": 0, "frozen": False,
        "lobby_open": True, "version": 0, "rounds": 1, "seats": 0,
    }  # fmt: skip
    assert act("pause")["state"] == "paused"
    before = act("pause")["left"]
    assert isinstance(before, int) and act("extend", "2")["left"] == before + 120
    assert act("start")["state"] == "running"
    assert act("freeze")["frozen"] is True
    assert act("board")["frozen"] is True
    assert act("freeze", "--off")["frozen"] is False
    assert act("end")["state"] == "debriefing"
    assert_one_line(run("workshop", "end", "--token-file", file, "--json"), 1)
    assert act("reveal")["state"] == "revealed"
    assert act("end")["state"] == "ended"
    assert "The workshop has ended." in run("workshop", "end", "--token-file", file).out


def test_the_board_is_what_everybody_sees_unless_all_is_asked_for(server: Server, tmp_path: Path) -> None:
    made = server.open(top=1)
    file = token_file(server, made, tmp_path)
    for name in ("Ann", "Bob"):
        take(read_addresses(server.address), made.code, name)
    shown = run("workshop", "board", "--token-file", file, "--json").json
    assert len(shown["rows"]) == 1 and shown["more"] == 1
    assert len(run("workshop", "board", "--all", "--token-file", file, "--json").json["rows"]) == 2
    plain = run("workshop", "board", f"{server.address}/board#{made.board}")
    assert plain.code == 0 and "2 joined" in plain.out and "… and 1 more" in plain.out


def test_seats_are_listed_reopened_and_removed(server: Server, tmp_path: Path) -> None:
    made = server.open()
    file = token_file(server, made, tmp_path)
    seat = take(read_addresses(server.address), made.code, "Ann")[0]
    (listed,) = run("workshop", "seats", "--token-file", file, "--json").json["seats"]
    assert (listed["name"], listed["id"]) == ("Ann", seat.seat)
    claim = run("workshop", "seats", "--reopen", "ann", "--token-file", file, "--json").json["claim"]
    server.hall.steering.start(made.workshop)  # in the lobby they would wait
    back = run("workshop", "join", server.address, made.code, "--claim", claim, "--json")
    assert back.code == 0 and "You are Ann again." in back.err
    again = run("workshop", "join", server.address, made.code, "--claim", claim, "--json")
    assert_one_line(again, 1)
    assert_one_line(run("workshop", "seats", "--reopen", "Zoe", "--token-file", file), 1)
    for name in ("Bob", "Cy"):
        take(read_addresses(server.address), made.code, name)
    assert "From one address with one program: Ann, Bob, Cy" in run("workshop", "seats", "--token-file", file).out
    run("workshop", "seats", "--remove", "Ann", "--remove", "cy", "--token-file", file)
    assert run("workshop", "seats", "--token-file", file, "--json").json["clients"] == []
    assert run("workshop", "seats", "--token-file", file).out.startswith("Ann (")
    assert ": removed;" in run("workshop", "seats", "--token-file", file).out


def test_settings_notes_and_code(server: Server, tmp_path: Path) -> None:
    made = server.open()
    file = token_file(server, made, tmp_path)
    changed = run("workshop", "set", '{"top": 5}', "--seats", "7", "--title", "Monday", "--token-file", file, "--json")
    assert changed.json["settings"]["seats"] == 7
    assert (changed.json["settings"]["top"], changed.json["settings"]["title"]) == (5, "Monday")
    assert run("workshop", "set", "--no-lobby", "--token-file", file, "--json").json["settings"]["lobby_open"] is False
    run("workshop", "set", "--lobby", "--token-file", file)
    code = run("workshop", "code", "--token-file", file, "--json").json["code"]
    assert code != made.code and (kept(Path(file)) or {})["code"] == code
    take(read_addresses(server.address), code, "Ann")
    notes = run("workshop", "note", "Ask Ann", "--seat", "Ann", "--turn", "2", "--token-file", file, "--json")
    assert [(note["text"], note["turn"]) for note in notes.json["notes"]] == [("Ask Ann", 2)]


def test_an_act_whose_answer_was_lost_is_done_once(server: Server, tmp_path: Path) -> None:
    made = server.open()
    server.hall.steering.start(made.workshop)
    server.hall.steering.pause(made.workshop)
    before = server.hall.telling.whole(made.workshop)["left"]
    with losing(server) as proxy:
        file = tmp_path / f"{made.workshop}.json"
        keep(file, {"address": proxy.address, "workshop": made.workshop, "token": made.facilitator, "board": ""})
        for mark, arguments in ((b"/extend", ("extend", "2")), (b"/notes", ("note", "Ask Ann")), (b"/end", ("end",))):
            proxy.lose = mark
            assert run("workshop", *arguments, "--token-file", str(file), "--json").code == 0
    whole = server.hall.telling.whole(made.workshop)
    assert proxy.lost == 3 and len(whole["notes"]) == 1 and whole["state"] == "debriefing"
    (extended,) = [json.loads(act["data"]) for act in whole["audit"] if act["act"] == "extend"]
    assert extended["minutes"] == 2 and before == 15 * 60


@pytest.mark.parametrize("settings", ["{", "[]", '{"top": 0}', '{"secret": 1}'])
def test_settings_that_cannot_be_are_refused(server: Server, tmp_path: Path, settings: str) -> None:
    file = token_file(server, server.open(), tmp_path)
    assert_one_line(run("workshop", "set", settings, "--token-file", file, "--json"))


def test_token_files_that_are_none_are_refused(server: Server, tmp_path: Path) -> None:
    made = server.open()
    assert_one_line(run("workshop", "start", "--json"))
    for at, text in enumerate(("", "[]", '{"address": 3}', '{"address": "127.0.0.1:1", "board": "wsb_"}')):
        file = tmp_path / f"{at}.json"
        file.write_text(text)
        assert_one_line(run("workshop", "start", "--token-file", str(file)))
    wrong = tmp_path / "wrong.json"
    keep(wrong, {"address": server.address, "workshop": made.workshop, "token": made.board, "board": ""})
    assert_one_line(run("workshop", "start", "--token-file", str(wrong)))
    keep(wrong, {"address": "127.0.0.1:9", "workshop": made.workshop, "token": made.facilitator, "board": ""})
    assert_one_line(run("workshop", "start", "--token-file", str(wrong)), 3)
