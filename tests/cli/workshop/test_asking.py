"""`trainer workshop join` where somebody sits there: what the page asks, a terminal asks too."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.running import Done, run, typed
from tests.workshop.client.hosted import Server
from trainer.cli import output
from trainer.cli.workshop import screens
from trainer.workshop.client.seats import Seat
from trainer.workshop.service.hall import Opened

ASKS = "May the facilitator read your conversation"


@pytest.fixture(autouse=True)
def sat(monkeypatch: pytest.MonkeyPatch) -> list[Seat]:
    """Let somebody sit at the terminal, and note with which seat the app would open."""
    seats: list[Seat] = []
    monkeypatch.setattr(output, "is_terminal", lambda output=True: True)

    def taking_part(seat: Seat) -> int:
        seats.append(seat)
        return 0

    monkeypatch.setattr(screens, "taking_part", taking_part)
    return seats


def join(server: Server, made: Opened, *said: str, options: tuple[str, ...] = ()) -> Done:
    return run("workshop", "join", server.address, made.code, *options, stdin=typed(*said))


def seat_of(server: Server, made: Opened, name: str) -> dict[str, Any]:
    seats = server.hall.telling.whole(made.workshop)["seats"]
    return next(dict(seat) for seat in seats if seat["name"] == name)


def test_name_and_consent_are_asked_for_and_never_taken_for_granted(server: Server, sat: list[Seat]) -> None:
    made = server.open()
    done = join(server, made, "Ann", "yes")
    assert done.code == 0 and ASKS in done.out + done.err and "Your name" in done.out + done.err
    assert [seat.name for seat in sat] == ["Ann"] and seat_of(server, made, "Ann")["consent"] is True
    for name, said in (("Bo", "no"), ("Cy", ""), ("Di", "perhaps")):
        join(server, made, name, said)
        assert seat_of(server, made, name)["consent"] is False


def test_what_was_said_in_options_is_not_asked_for(server: Server) -> None:
    made = server.open()
    for name, option, agreed in (("Ann", "--share", True), ("Bo", "--no-share", False)):
        done = join(server, made, options=("--name", name, option))
        assert ASKS not in done.out + done.err and "Your name" not in done.out + done.err
        assert seat_of(server, made, name)["consent"] is agreed


def test_whoever_comes_back_is_not_asked_again(server: Server, sat: list[Seat]) -> None:
    made = server.open()
    join(server, made, "Ann", "yes")
    again = join(server, made, options=("--name", "Ann"))
    assert ASKS not in again.out + again.err
    assert sat[0].seat == sat[1].seat and seat_of(server, made, "Ann")["consent"] is True


def test_a_team_is_asked_for_where_there_are_teams(server: Server) -> None:
    made = server.open(teams=["Red", "Blue"], mode="teams")
    done = join(server, made, "Ann", "no", "green", "bl")
    assert done.code == 0 and "Your team (Red, Blue):" in done.out + done.err
    assert seat_of(server, made, "Ann")["team"] == "Blue"
    assert join(server, made, "Bo", "no").code == 2, "the end of input chooses none"
