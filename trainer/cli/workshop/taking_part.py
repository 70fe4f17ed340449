"""Room `cli`, workshops: a participant's whole event on lines: lobby, call, debrief, reveal, and the next round.

Stdout has, for each round, `started`, the call as `interview --json` writes it, `ended`, and after the reveal `scored`.
The debrief is the lines after `/end`, up to another `/end` or the end of input; what is waited for goes to stderr.
"""

from __future__ import annotations

import asyncio

from trainer.cli import output
from trainer.cli.debriefing import FORCES, QUESTION, read
from trainer.cli.dialogue import CLOSED, HINT
from trainer.cli.outlets import ENDINGS
from trainer.cli.source import Source, stdin
from trainer.cli.workshop.lines import END, Ahead, DebriefLines, unlocked
from trainer.cli.workshop.result import Result, tell_result
from trainer.cli.workshop.round_outlet import RoundOutlet
from trainer.conversation.events import Debrief, Ended
from trainer.workshop.client import requests
from trainer.workshop.client.addresses import read_addresses
from trainer.workshop.client.bringing import Brought
from trainer.workshop.client.connection import COMMAND, AsyncConnection, Link
from trainer.workshop.client.faults import RemoteFault
from trainer.workshop.client.remote import RemoteInterview, opened
from trainer.workshop.client.seats import Seat
from trainer.workshop.client.steps import Me, Step, step_of

WAIT = 1.5
"""Seconds between two looks while nothing can be done but wait."""
PAUSED = "Left the call; it waits. Come back with the same command."
UNWRITTEN = "No debrief was handed in. Come back for it with the same command, before the reveal."
WAITING: dict[Step, str] = {
    "lobby": "Waiting for the facilitator to start.",
    "paused": "The facilitator has paused the round.",
    "missed": "This round is over. Waiting for the reveal.",
    "handed": "Your debrief is in. Waiting for the facilitator to show what was hidden.",
}


async def take_part(seat: Seat, *, json: bool) -> None:
    """Take part until the workshop has ended, or the end of input.

    Raises:
        RemoteFault: the server cannot be reached at first, or the seat was taken away.
    """
    connection = AsyncConnection(read_addresses(seat.address), seat.token, _told)
    try:
        await _Event(connection, Brought(seat), json=json).run()
    finally:
        await connection.close()


def _told(link: Link) -> None:
    output.note(f"{link.trouble} Trying again in {link.again:.0f} s." if link.trouble else "Connected again.")


class _Event:
    """One participant's workshop."""

    def __init__(self, connection: AsyncConnection, brought: Brought, *, json: bool) -> None:
        self._connection, self._brought, self._json = connection, brought, json
        typed = output.is_terminal(output=False)
        self._source = Source(unlocked(stdin()), output.ask if typed and not json else None)
        self._lines = Ahead(self._source)
        self._outlet = RoundOutlet(json=json, echo=not (typed and output.is_terminal()))
        self._shown = 0
        """The last round whose result was shown."""
        self._told: set[int] = set()
        """The rounds whose result was shown."""
        self._said = ""

    async def run(self) -> None:
        """Go from round to round."""
        me = await self._connection.ask(requests.ME, COMMAND)
        self._note(f"{me['title']}.")
        while True:
            step = step_of(me)
            await self._results_before(me)
            if step in ("revealed", "ended") and me["round"] > self._shown:
                await self._result(me)
                if self._lines.over:
                    return
            if step == "ended":
                self._note("The workshop has ended. Thank you.")
                return
            if step in ("brief", "call", "debrief"):
                try:
                    if not await self._round(me):
                        return
                except RemoteFault as fault:  # the round may be over before the call had begun
                    if fault.status not in (404, 409):
                        raise
                    self._note(str(fault))
                    await asyncio.sleep(WAIT)
            elif step != "revealed" or not await self._next_or_leave():
                self._note(WAITING.get(step, ""))
                await asyncio.sleep(WAIT)
            if self._lines.over and step == "revealed":
                return
            me = await self._connection.ask(requests.ME)

    async def _next_or_leave(self) -> bool:
        """Wait a little for the next round; a program that has closed its end has left. True: it has waited."""
        self._note("Waiting for the next round, or the end of the workshop.")
        if self._lines.asks:
            return False
        await asyncio.wait([self._lines.line("")], timeout=WAIT)
        if self._lines.line("").done() and self._lines.line("").result() is None:
            self._lines.took()
        elif self._lines.line("").done():
            await asyncio.sleep(WAIT)
        return True

    async def _round(self, me: Me) -> bool:
        """Play the call of a round and hand in its debrief. False: input was at its end before the call was over."""
        interview, _ = await opened(self._connection, me)
        self._said, resting = "", interview.ended is not None
        self._outlet.begin(me, interview)
        events = asyncio.ensure_future(self._show_events(interview))
        try:
            if not resting and not await self._call(interview):
                self._outlet.paused()
                self._note(PAUSED)
                return False
            await self._settled(interview)
            return await self._debrief(interview, resting)
        finally:
            await interview.close()
            await events

    async def _show_events(self, interview: RemoteInterview) -> None:
        async for event in interview.events():
            self._outlet.show(event)
            if isinstance(event, Ended) and event.reason not in ("learner",):
                self._note(f"{ENDINGS.get(event.reason, 'The call is over.')} /end goes on to the debrief.")

    async def _call(self, interview: RemoteInterview) -> bool:
        """Play until `/end`; False at the end of input."""
        told = False
        while (line := await self._lines.next("You:")) is not None:
            if line == END:
                try:
                    await interview.end()
                except RemoteFault as fault:
                    if fault.status != 409:  # else it has ended with the round
                        raise
                return True
            if interview.closed:
                if not told:
                    output.note(CLOSED)
                told = True
                continue
            try:
                await (interview.hint() if line == HINT else interview.say(line))
            except RemoteFault as fault:
                if fault.status == 401:
                    raise
                output.note(str(fault))
            await self._drained()
        return False

    async def _drained(self) -> None:
        """Let what was answered be shown before the next prompt."""
        for _ in range(3):
            await asyncio.sleep(0)

    async def _settled(self, interview: RemoteInterview) -> None:
        """Wait until the end of the call is known: it is the last of its events."""
        while interview.ended is None:
            await asyncio.sleep(0.1)
        await self._drained()

    async def _debrief(self, interview: RemoteInterview, resting: bool) -> bool:
        """Hand in the debrief. False where a client came back for it alone and nothing was written: it stays open."""
        debrief = await self._written(resting)
        if debrief is None and resting:
            self._note(UNWRITTEN)
            return False
        try:
            await interview.debrief(debrief or Debrief())
        except RemoteFault as fault:
            if fault.status not in (409, 410):
                raise
            output.note(str(fault))
        return True

    async def _written(self, resting: bool) -> Debrief | None:
        if self._lines.asks:
            output.note(QUESTION)
            texts = {label: await self._lines.next(f"{label.capitalize()}:") or "" for label in ("insight", *FORCES)}
            return Debrief(texts.pop("insight"), texts)
        lines: list[str] = []
        while (line := await self._lines.next("")) is not None and (line != END or (resting and not lines)):
            lines += [] if line == END else [line]
        return read(DebriefLines(lines, self._source))

    async def _results_before(self, me: Me) -> None:
        """Show the scorecards of earlier rounds whose reveal went by: between two looks, or while nobody was here."""
        for one in self._brought.missed(me):
            if one.round in self._told:
                continue
            self._told.add(one.round)
            self._note(f"Round {one.round} ({one.title}) has been revealed meanwhile; here is your result.")
            reveal = await self._connection.ask(requests.reveal(one.round))
            card = await self._connection.ask(requests.scorecard(one.call))
            await self._tell(Result(one.round, one.call, reveal, card))

    async def _result(self, me: Me) -> None:
        """Show what the customer hid and the own scorecard, and keep the session in the learner's own trainer."""
        self._shown, self._said = me["round"], ""
        self._told.add(me["round"])
        reveal = await self._connection.ask(requests.reveal(me["round"]))
        call = str((me.get("call") or {}).get("id", ""))
        card = await self._connection.ask(requests.scorecard(call)) if call else None
        await self._tell(Result(me["round"], call, reveal, card, me.get("place")))

    async def _tell(self, result: Result) -> None:
        await asyncio.to_thread(tell_result, result, self._brought, json=self._json)

    def _note(self, text: str) -> None:
        """Say on stderr what is waited for, once."""
        if text and text != self._said:
            self._said = text
            output.note(text)
