"""Who comes in: codes, names, seats that are opened again, and guessing that is stopped."""

from __future__ import annotations

import json
import re
import threading

import pytest

from trainer.workshop.service.declined import Declined
from trainer.workshop.service.joining import Facilitator, Participant, Watcher

from .event import Event


def test_a_code_may_be_read_aloud_and_typed_as_one_likes(event: Event) -> None:
    code = event.opened.code
    assert re.fullmatch(r"[23456789CFGHJMPQRVWX]{4}-[23456789CFGHJMPQRVWX]{4}", code)
    for n, typed in enumerate((code, code.lower(), code.replace("-", ""), f" {code[:4]} {code[5:].lower()} ")):
        assert event.hall.doors.join(typed, f"Ann {n}", "10.0.0.1")["token"].startswith("wsp_")


def test_tokens_say_who_one_is_and_only_their_hash_is_kept(event: Event) -> None:
    token = event.hall.doors.join(event.opened.code, "Ann", "10.0.0.1")["token"]
    who = event.hall.doors.who
    assert isinstance(who(token), Participant)
    assert who(event.opened.facilitator) == Facilitator(event.id)
    assert who(event.opened.board) == Watcher(event.id)
    for wrong in ("", "wsp_", "wsf_" + token[4:], token[:-1] + ("A" if token[-1] != "A" else "B"), "x" * 47):
        with pytest.raises(Declined) as declined:
            who(wrong)
        assert declined.value.code == "unauthorized"


def test_a_name_is_given_once_and_has_to_be_one(event: Event) -> None:
    event.join("Ann")
    for name, code in (("ann", "conflict"), (" ANN ", "conflict"), ("", "bad_request"), ("\u202e", "bad_request")):
        with pytest.raises(Declined) as declined:
            event.join(name)
        assert declined.value.code == code
    assert event.join("<b>Ann</b>").name == "<b>Ann</b>"


def test_wrong_code_closed_door_and_ended_workshop_are_told_alike(event: Event) -> None:
    said = set()

    def refused(code: str) -> None:
        with pytest.raises(Declined) as declined:
            event.hall.doors.join(code, "Ann", "10.0.0.2")
        said.add((declined.value.code, str(declined.value)))

    refused("2222-2222")
    event.steering.set(event.id, {"lobby_open": False})
    refused(event.opened.code)
    event.steering.end(event.id)
    refused(event.opened.code)
    assert len(said) == 1


def test_guessing_is_stopped_also_when_it_is_done_in_parallel(event: Event) -> None:
    codes: list[str] = []

    def guess() -> None:
        try:
            event.hall.doors.join("2345-6789", "Eve", "10.6.6.6")
        except Declined as declined:
            codes.append(declined.code)

    threads = [threading.Thread(target=guess) for _ in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes.count("not_found") == 10 and codes.count("too_many") == 50
    with pytest.raises(Declined) as declined:  # also with the right one, from there
        event.hall.doors.join(event.opened.code, "Eve", "10.6.6.6")
    assert declined.value.code == "too_many" and 0 < declined.value.after <= 60
    assert event.join("Ann")
    event.clock.forward(1)
    assert event.hall.doors.join(event.opened.code, "Eve", "10.6.6.6")


def test_guessing_from_many_addresses_is_stopped_too(event: Event) -> None:
    codes = []
    for n in range(110):
        with pytest.raises(Declined) as declined:
            event.hall.doors.join("2345-6789", "Eve", f"10.6.0.{n}")
        codes.append(declined.value.code)
    assert codes.count("not_found") == 100 and codes[-1] == "too_many"


def test_a_new_code_closes_the_old_one(event: Event) -> None:
    fresh = event.steering.new_code(event.id)
    with pytest.raises(Declined):
        event.join("Ann")
    assert event.hall.doors.join(fresh, "Ann", "10.0.0.1")


def test_a_seat_is_opened_again_once_and_the_lost_token_is_dead(event: Event) -> None:
    old = event.hall.doors.join(event.opened.code, "Ann", "10.0.0.1")
    event.steering.start(event.id)
    who = event.hall.doors.who(old["token"])
    assert isinstance(who, Participant)
    call = event.call(who.seat, turns=2)
    claim = event.hall.doors.reopen(event.id, old["seat"])
    fresh = event.hall.doors.claim(claim, "10.0.0.9")
    assert fresh["seat"] == old["seat"] and fresh["name"] == "Ann"
    with pytest.raises(Declined):
        event.hall.doors.who(old["token"])
    with pytest.raises(Declined):
        event.hall.doors.claim(claim, "10.0.0.9")
    back = event.hall.doors.who(fresh["token"])
    assert isinstance(back, Participant)
    assert event.hall.calls.told(back.seat, call)["turns"] == 2


def test_who_is_removed_is_out(event: Event) -> None:
    token = event.hall.doors.join(event.opened.code, "Ann", "10.0.0.1")
    event.steering.seat(event.id, token["seat"], "remove", {})
    with pytest.raises(Declined):
        event.hall.doors.who(token["token"])
    other = Event(event.hall, event.clock)
    with pytest.raises(Declined) as declined:
        event.steering.seat(other.id, token["seat"], "remove", {})
    assert declined.value.code == "not_found"


def test_teams_are_chosen_from_those_there_are(event: Event) -> None:
    teams = Event(event.hall, event.clock, mode="teams", teams=["North", "South"])
    for wrong in ("", "West"):
        with pytest.raises(Declined) as declined:
            teams.join("Ann", team=wrong)
        assert declined.value.more == {"teams": ["North", "South"]}
    assert teams.join("Ann", team="South").team == "South"


def test_a_lost_answer_to_joining_costs_no_seat(event: Event) -> None:
    code, key = event.opened.code, event.key()
    first = event.hall.doors.join(code, "Ann", "10.0.0.1", key=key)
    event.steering.set(event.id, {"lobby_open": False})
    assert event.hall.doors.join(code, "Ann", "10.0.0.2", key=key) == first, "also when the door is closed by now"
    event.steering.set(event.id, {"lobby_open": True})
    for other in (event.key(), ""):
        with pytest.raises(Declined) as declined:
            event.hall.doors.join(code, "Ann", "10.0.0.1", key=other)
        assert declined.value.code == "conflict"
    ben = event.hall.doors.join(code, "Ben", "10.0.0.1", key=key)
    assert ben["token"] != first["token"] and ben["seat"] != first["seat"], "a key is for one name"
    event.steering.seat(event.id, first["seat"], "remove", {})
    with pytest.raises(Declined):
        event.hall.doors.join(code, "Ann", "10.0.0.1", key=key)


def test_a_lost_answer_to_an_invitation_costs_no_seat(event: Event) -> None:
    doors = event.hall.doors
    seat = doors.join(event.opened.code, "Ann", "10.0.0.1")["seat"]
    claim, key = doors.reopen(event.id, seat), event.key()
    first = doors.claim(claim, "10.0.0.1", key)
    assert doors.claim(claim, "10.0.0.2", key) == first, "whoever sent it is given the same token again"

    def refused(claim: str, key: str) -> None:
        with pytest.raises(Declined) as declined:
            doors.claim(claim, "10.0.0.3", key)
        assert declined.value.code == "not_found"

    refused(claim, event.key())
    refused(claim, "")
    who = doors.who(first["token"])
    assert isinstance(who, Participant) and who.seat.id == seat
    refused(claim, key)  # the answer has arrived, as the use of its token shows
    assert isinstance(doors.who(first["token"]), Participant)


def test_an_invitation_that_was_taken_is_void_when_the_seat_is_opened_again_or_removed(event: Event) -> None:
    doors = event.hall.doors
    seat = doors.join(event.opened.code, "Ann", "10.0.0.1")["seat"]
    for act in ("reopen", "remove"):
        claim, key = doors.reopen(event.id, seat), event.key()
        token = doors.claim(claim, "10.0.0.1", key)["token"]
        doors.reopen(event.id, seat) if act == "reopen" else event.steering.seat(event.id, seat, act, {})
        with pytest.raises(Declined):
            doors.claim(claim, "10.0.0.1", key)
        if act == "remove":
            with pytest.raises(Declined):
                doors.who(token)


def test_seats_are_bounded_by_the_setting_and_a_removed_one_makes_room(event: Event) -> None:
    assert event.whole()["settings"]["seats"] == 100
    event.steering.set(event.id, {"seats": 3})
    seats = [event.join(name) for name in ("Ann", "Ben", "Cy")]
    with pytest.raises(Declined, match="full: it has 3 seats. The facilitator can allow more") as declined:
        event.join("Eve")
    assert declined.value.code == "conflict" and declined.value.more == {"full": True}
    event.steering.seat(event.id, seats[1].id, "remove", {})
    event.join("Di")
    with pytest.raises(Declined):
        event.join("Eve")
    event.steering.set(event.id, {"seats": 4})
    assert event.join("Eve")
    with pytest.raises(Declined, match="seats"):
        event.steering.set(event.id, {"seats": 1001})


def test_a_removed_seat_vanishes_from_the_board_and_the_audit_log_tells(event: Event) -> None:
    ann, token = event.join("Ann"), event.hall.doors.join(event.opened.code, "Ben", "10.0.0.1")["token"]
    event.steering.start(event.id)
    ben = event.hall.doors.who(token)
    assert isinstance(ben, Participant)
    event.call(ben.seat, turns=1)
    event.steering.seat(event.id, ben.seat.id, "remove", {})
    board = json.loads(event.hall.boards.board(event.id, facilitator=False)[1])
    assert [row["name"] for row in board["rows"]] == [ann.name] and board["counts"]["joined"] == 1
    with pytest.raises(Declined):
        event.hall.doors.who(token)
    last = event.whole()["audit"][-1]
    assert last["act"] == "seat remove" and json.loads(last["data"])["seat"] == ben.seat.id


def test_seats_of_one_client_are_told_to_the_facilitator_without_its_address(event: Event) -> None:
    for name, client in (("Ann", "10.0.0.1 A"), ("Ben", "10.0.0.1 B"), ("Cy", "10.0.0.1 A"), ("Di", "")):
        event.join(name, client=client)
    names = {seat["id"]: seat["name"] for seat in event.whole()["seats"]}
    assert [sorted(names[id] for id in ids) for ids in event.whole()["clients"]] == [["Ann", "Cy"]]
    other = Event(event.hall, event.clock)
    other.join("Ann", client="10.0.0.1 A")
    stored = [event.hall.store.read(lambda books, of=of: books.seats(of))[0].client for of in (event.id, other.id)]  # type: ignore[misc]
    assert stored[0] != stored[1] and not any("10.0" in one for one in stored)
    ann = next(id for id, name in names.items() if name == "Ann")
    event.steering.seat(event.id, ann, "remove", {})
    assert event.whole()["clients"] == []
