"""An interview whose customer is on a real server: cut, killed, restarted, moved; each line is answered once."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.workshop.client.hosted import Server, losing
from trainer.conversation.events import CustomerSaid, Debrief, Ended, Event, LearnerSaid
from trainer.conversation.interview import JournalError
from trainer.workshop.client import requests
from trainer.workshop.client.addresses import read_addresses
from trainer.workshop.client.bringing import bring
from trainer.workshop.client.connection import AsyncConnection, Link
from trainer.workshop.client.faults import RemoteFault
from trainer.workshop.client.keeping import keep
from trainer.workshop.client.outbox import Outbox
from trainer.workshop.client.remote import RemoteInterview, opened
from trainer.workshop.client.seats import Seat, take, take_again

LINE = "Hi, thanks for making time. What did your last evening in Emberfall look like?"


def seat_in(server: Server, code: str, name: str = "Ann", address: str = "") -> Seat:
    return take(read_addresses(address or server.address), code, name)[0]


@asynccontextmanager
async def connected(seat: Seat, address: str = "", told: Callable[[Link], None] | None = None) -> AsyncIterator[Any]:
    connection = AsyncConnection(read_addresses(address or seat.address), seat.token, told)
    try:
        yield connection
    finally:
        await connection.close()


async def begun(connection: AsyncConnection) -> RemoteInterview:
    return (await opened(connection, await connection.ask(requests.ME)))[0]


def turns(interview: RemoteInterview) -> list[tuple[str, int]]:
    return [(event.kind, event.turn) for event in interview.log if isinstance(event, LearnerSaid | CustomerSaid)]


TWO_TURNS = [("customer", 0), ("learner", 1), ("customer", 1), ("learner", 2), ("customer", 2)]


async def test_a_call_from_the_first_word_to_the_scorecard(server: Server) -> None:
    made = server.open()
    async with connected(seat_in(server, made.code)) as connection:
        server.hall.steering.start(made.workshop)
        interview = await begun(connection)
        await interview.say(LINE)
        await interview.hint()
        await interview.say("What happened then?")
        await interview.end()
        await interview.end()
        assert [event.kind for event in interview.log] == [
            "customer", "learner", "customer", "hint", "learner", "customer", "ended",
        ]  # fmt: skip
        await interview.debrief(Debrief("It is about company.", {"pull": "quiet"}))
        with pytest.raises(RemoteFault, match="when the facilitator shows") as early:
            await connection.ask(requests.scorecard(interview.session))
        assert early.value.code == "not_yet"
        server.hall.steering.end(made.workshop)
        server.hall.steering.reveal(made.workshop)
        card = await connection.ask(requests.scorecard(interview.session))
    assert card["scored"]["event"] == "scored"
    from trainer.desk import Desk

    desk = Desk.open()
    try:
        assert bring(desk, card["session"]) == bring(desk, card["session"]) == interview.session
        (row,) = desk.history()
        assert (row.id, row.status, row.attempt) == (interview.session, "debriefed", True)
        assert desk.score(row.id).overall == card["scored"]["overall"]
    finally:
        desk.close()


@pytest.mark.parametrize("lost", [b"/lines", b"/calls HTTP", b"/end"])
async def test_an_answer_that_is_lost_is_asked_for_again_and_the_line_is_said_once(server: Server, lost: bytes) -> None:
    made = server.open()
    told: list[Link] = []
    with losing(server) as proxy:
        seat = seat_in(server, made.code)
        server.hall.steering.start(made.workshop)
        async with connected(seat, proxy.address, told.append) as connection:
            proxy.lose = lost
            interview = await begun(connection)
            await interview.say(LINE)
            await interview.say("What happened then?")
            await interview.end()
            assert (turns(interview), proxy.lost) == (TWO_TURNS, 1)
            assert [event for event in interview.log if isinstance(event, Ended)] == [interview.ended]
    assert server.said(made.workshop) == [2]
    assert told[0].trouble and told[0].again > 0
    assert told[-1] == Link()


async def test_a_seat_whose_token_was_lost_on_the_way_is_the_same_seat(server: Server) -> None:
    made = server.open()
    with losing(server) as proxy:
        proxy.lose = b"/join"
        seat = seat_in(server, made.code, address=proxy.address)
        again, known = take(read_addresses(proxy.address), made.code.lower().replace("-", " "), "Ann")
        assert proxy.lost == 1
    assert known
    assert (again.seat, again.token) == (seat.seat, seat.token)
    assert len(server.hall.telling.whole(made.workshop)["seats"]) == 1


async def test_a_client_that_was_killed_says_its_line_once_when_it_comes_back(server: Server) -> None:
    made = server.open()
    seat = seat_in(server, made.code)
    server.hall.steering.start(made.workshop)
    async with connected(seat) as connection:
        interview = await begun(connection)
        Outbox(interview.session).line(1, LINE)  # killed before it was sent
        interview = await begun(connection)
        assert turns(interview) == TWO_TURNS[:3]
        waiting = Outbox(interview.session).line(2, "What happened then?")
        sent = requests.line(waiting.call, waiting.turn, waiting.text, waiting.key)
        await connection.ask(sent)  # killed before the answer was read
        interview = await begun(connection)
        assert turns(interview) == TWO_TURNS
        assert Outbox(interview.session).waiting() is None
    assert server.said(made.workshop) == [2]


async def test_a_call_goes_on_after_the_server_was_started_again(server: Server) -> None:
    made = server.open()
    seat = seat_in(server, made.code)
    server.hall.steering.start(made.workshop)
    lost = asyncio.Event()
    async with connected(seat, told=lambda link: lost.set()) as connection:
        interview = await begun(connection)
        await interview.say(LINE)
        server.stop()
        saying = asyncio.create_task(interview.say("What happened then?"))
        await asyncio.wait_for(lost.wait(), 10)
        server.start()
        await asyncio.wait_for(saying, 20)
        assert turns(interview) == TWO_TURNS


async def test_of_two_addresses_the_one_that_answers_is_used(server: Server) -> None:
    made = server.open()
    with losing(server) as gone:
        dead = gone.address
    seat = seat_in(server, made.code, address=f"{dead},{server.address}")
    server.hall.steering.start(made.workshop)
    async with connected(seat) as connection:
        interview = await begun(connection)
        await interview.say(LINE)
        assert turns(interview) == TWO_TURNS[:3]
        assert connection.address == server.address


async def test_while_the_round_pauses_nothing_is_said_and_the_words_are_the_learners(server: Server) -> None:
    made = server.open()
    seat = seat_in(server, made.code)
    server.hall.steering.start(made.workshop)
    async with connected(seat) as connection:
        interview = await begun(connection)
        server.hall.steering.pause(made.workshop)
        with pytest.raises(JournalError, match="paused the round"):
            await interview.say(LINE)
        assert Outbox(interview.session).waiting() is None
        server.hall.steering.start(made.workshop)
        await interview.say(LINE)
        assert turns(interview) == TWO_TURNS[:3]


async def test_the_end_of_the_round_comes_as_an_event_and_a_late_line_is_refused(server: Server) -> None:
    made = server.open()
    seat = seat_in(server, made.code)
    server.hall.steering.start(made.workshop)
    async with connected(seat) as connection:
        interview = await begun(connection)
        server.hall.steering.end(made.workshop)
        heard: list[Event] = []
        async for event in interview.events():  # its first look is at once
            heard.append(event)
            await interview.close()
        assert [event.reason for event in heard if isinstance(event, Ended)] == ["facilitator"]
        with pytest.raises(RemoteFault, match="write the debrief"):
            await interview.say(LINE)


async def test_a_call_that_went_on_in_another_place_is_caught_up_with(server: Server) -> None:
    made = server.open()
    seat = seat_in(server, made.code)
    server.hall.steering.start(made.workshop)
    async with connected(seat) as connection, connected(seat) as other:
        here, there = await begun(connection), await begun(other)
        await there.say(LINE)
        with pytest.raises(RemoteFault, match="another place"):
            await here.say("What happened then?")
        assert turns(here) == TWO_TURNS[:3]
        await here.say("What happened then?")
        assert turns(here) == TWO_TURNS


def test_a_lost_answer_to_an_invitation_costs_no_seat(server: Server, tmp_path: Path) -> None:
    made, elsewhere = server.open(), tmp_path / "other"
    seat = seat_in(server, made.code)
    with losing(server) as proxy:
        claim = server.hall.doors.reopen(made.workshop, seat.seat)
        proxy.lose = b"/claim"
        again = take_again(read_addresses(proxy.address), made.code, claim, home=elsewhere)
        assert proxy.lost == 1 and again.seat == seat.seat
    # A client that was killed before it heard: its key is kept, so the same command gives the token.
    claim = server.hall.doors.reopen(made.workshop, seat.seat)
    kept_at = elsewhere / "workshops" / f"claim-{hashlib.sha256(claim.encode()).hexdigest()[:24]}.json"
    keep(kept_at, {"key": "kept-before-it-was-sent"})
    server.hall.doors.claim(claim, "127.0.0.1", "kept-before-it-was-sent")
    back = take_again(read_addresses(server.address), made.code, claim, home=elsewhere)
    assert back.seat == seat.seat and not kept_at.exists()
    with pytest.raises(RemoteFault, match="good"):
        take_again(read_addresses(server.address), made.code, claim, home=elsewhere)
    assert not list((elsewhere / "workshops").glob("claim-*"))


async def test_two_participants_have_calls_of_their_own(server: Server, tmp_path: Path) -> None:
    made = server.open()
    seats = [seat_in(server, made.code, name) for name in ("Ann", "Bob")]
    server.hall.steering.start(made.workshop)
    async with connected(seats[0]) as one, connected(seats[1]) as two:
        first, second = await begun(one), await begun(two)
        await asyncio.gather(first.say(LINE), second.say(LINE))
        assert first.session != second.session
        with pytest.raises(RemoteFault, match="no such call of yours"):
            await one.ask(requests.call(second.session))
    assert sorted(server.said(made.workshop)) == [1, 1]
