"""Room `tui`: where a participant is in a workshop: lobby, briefing, waiting, the reveal. Calls are made from here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static

from trainer.tui import attending, navigation
from trainer.tui.apart import apart
from trainer.tui.attending import LinkChanged, MeArrived, Revealed, WorkshopPort
from trainer.tui.elsewhere import Elsewhere, RemotePort
from trainer.tui.messages import Failed
from trainer.tui.opening import Way
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.screens.dialogs import Question
from trainer.tui.widgets.blocks import Block, BlockView
from trainer.tui.widgets.plain import shown

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp
    from trainer.workshop.client.connection import Link
    from trainer.workshop.client.steps import Me, Step

#: Seconds between two looks at where the workshop is: while this screen is on top, and while another one is.
LOOK, AWAY = 1.5, 5.0
TOO_LATE = "The facilitator has shown what was hidden. A debrief that was not handed in by then counts as empty."


class AttendingScreen(Room):
    """One participant's workshop."""

    CSS_PATH = "../../styles/workshop.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(  # before the text, which has nothing to choose
            "enter",
            "go",
            "Go on",
            id="workshop.go",
            tooltip="Call, go on with the call, or write the debrief",
            priority=True,
        ),
        Binding("b", "board", "Board", id="workshop.board", tooltip="The board, as it changes"),
        Binding(
            "s", "scorecard", "Your scorecard", id="workshop.scorecard", tooltip="Your own result, in your trainer"
        ),
        Binding(
            "e", "earlier", "Earlier rounds", id="workshop.earlier", tooltip="What customers of earlier rounds hid"
        ),
    ]

    def __init__(self, port: WorkshopPort) -> None:
        """Take the seat's way to the server."""
        super().__init__()
        self._port = port
        self._me: Me | None = None
        self._seen = 0.0
        self._step: Step = "lobby"
        self._shown: tuple[object, ...] = ()
        self._reveal: Revealed | None = None
        self._asked = 0
        """The round whose reveal was asked for."""
        self._opening = False
        self._call: RemotePort | None = None
        """The call that was opened from here last."""
        self._call_round = 0
        """The round that it is of."""
        self._late_asked: set[int] = set()
        """Rounds whose scorecard was asked for."""
        self._open_seen: tuple[object, ...] = ()
        """The rounds that were open when that was last looked at."""
        port.told = self._heard

    def _heard(self, link: Link) -> None:
        self.post_message(LinkChanged(link))

    def compose(self) -> ComposeResult:
        """The title, what is known now, and one line that says what to do."""
        yield TitleBar("Workshop", "connecting …")
        yield BlockView(id="now", classes="-stacked")
        yield Static("", id="says")
        yield Footer()

    def on_mount(self) -> None:
        """Look where the workshop is, again and again."""
        self.query_one(BlockView).focus()
        self.run_worker(self._looking(), group="look", exclusive=True)
        self.set_interval(0.5, self._tick)

    async def _looking(self) -> None:
        from trainer.tui.ports import spoken_errors

        while True:
            if self._looks():
                try:
                    self.post_message(MeArrived(await self._port.me()))
                except spoken_errors() as error:  # the seat was taken away: nothing more comes
                    self.post_message(Failed(str(error)))
                    return
            await asyncio.sleep(LOOK if self.app.screen is self else AWAY)

    def _looks(self) -> bool:
        """Say whether to look: a call that is on does it by itself; whoever writes a debrief waits for the reveal."""
        from trainer.tui.screens.interview import InterviewScreen

        on = self._call is not None and self._call.now.state in ("", "running", "paused")
        return not (on and isinstance(self.app.screen, InterviewScreen))

    async def on_me_arrived(self, message: MeArrived) -> None:
        """Show where the workshop is now."""
        from trainer.workshop.client.bringing import open_rounds
        from trainer.workshop.client.steps import step_of

        self._me, self._seen, self._step = message.me, time.monotonic(), step_of(message.me)
        if self._step in ("revealed", "ended") and self._asked < self._me["round"]:
            self._asked = self._me["round"]
            self._late_asked.add(self._asked)
            self._come_back(self._asked)
            self.run_worker(self._fetch(self._me), group="reveal", exclusive=True)
        if (seen := (self._me["round"], *open_rounds(self._me))) != self._open_seen:
            self._open_seen = seen
            self.run_worker(self._fetch_missed(self._me), group="missed")
        if self._call_round < self._me["round"]:  # its reveal went by between two looks
            self._come_back(self._call_round)
        await self._refresh()

    def _come_back(self, number: int) -> None:
        """Leave a call or a debrief of a round that is revealed: all see at once what was hidden."""
        from trainer.tui.screens.debrief import DebriefScreen
        from trainer.tui.screens.interview import InterviewScreen

        above = self.app.screen_stack[self.app.screen_stack.index(self) + 1 :]
        of_it = self._call is not None and self._call_round == number
        if not of_it or not any(isinstance(one, InterviewScreen | DebriefScreen) for one in above):
            return
        self._call = None
        for _ in above:
            self.app.pop_screen()
        self.tell(TOO_LATE, warn=True)

    async def _fetch_missed(self, me: Me) -> None:
        """Take in the sessions of rounds that were revealed between two looks, or while nobody was here."""
        from trainer.tui.ports import spoken_errors

        try:
            missed = await apart(lambda: self._port.brought.missed(me))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        for one in missed:
            if one.round not in self._late_asked:
                self._late_asked.add(one.round)
                self.run_worker(self._late(one.round, one.call), group="late")

    async def _fetch(self, me: Me) -> None:
        """Read what was hidden, and take the own session into the learner's trainer."""
        from trainer.tui.ports import spoken_errors

        call = me.get("call")
        try:
            reveal = await self._port.reveal(me["round"])
            card = await self._port.scorecard(str(call["id"])) if call else None
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        session, problem = await self._brought(str(call["id"]), card["session"]) if call and card else ("", "")
        self.post_message(Revealed(me["round"], reveal, session, problem))

    async def _late(self, number: int, call: str) -> None:
        """Keep the session of a round whose reveal went by."""
        from trainer.tui.ports import spoken_errors

        try:
            _, problem = await self._brought(call, (await self._port.scorecard(call))["session"])
        except spoken_errors() as error:
            problem = str(error)
        told = f"Round {number} has been revealed: your scorecard is in your own trainer, under history."
        self.tell(problem or told, warn=bool(problem))

    async def _brought(self, call: str, exported: Any) -> tuple[str, str]:
        from trainer.tui.ports import spoken_errors
        from trainer.workshop.client.bringing import bring_once

        desk: Any = await self.trainer.desk()
        try:
            return await apart(lambda: bring_once(desk, call, exported, self._port.brought)), ""
        except spoken_errors() as error:
            return "", f"Your session could not be kept in your own trainer: {error}"

    async def on_revealed(self, message: Revealed) -> None:
        """Show it."""
        self._reveal = message
        self._shown = ()
        await self._refresh()
        if message.problem:
            self.tell(message.problem, warn=True)

    def on_link_changed(self, message: LinkChanged) -> None:
        """Say that the way to the server is broken, or well again, also where another screen is on top."""
        from trainer.tui.screens.interview import InterviewScreen

        lost = bool(message.link.trouble)
        if lost != self.has_class("-lost") and not isinstance(self.app.screen, AttendingScreen | InterviewScreen):
            self.tell(f"Reconnecting … {message.link.trouble}" if lost else "Connected again.", warn=lost)
        self.set_class(lost, "-lost")
        self._say()

    def on_failed(self, message: Failed) -> None:
        """Say in one line what does not work."""
        self._opening = False
        self.tell(message.reason, warn=True)
        if self._me is None:
            self.query_one("#says", Static).update(shown(message.reason))

    async def _refresh(self) -> None:
        me = self._me
        if me is None:
            return
        self._say()
        self.keys_depend_on(self._step, self._reveal, tuple(self._earlier()))
        facts = (self._step, me["round"], me["name"], me["team"], str(me["place"]), self._reveal)
        if facts != self._shown:
            self._shown = facts
            await self.query_one(BlockView).show(list(self._blocks(me)))

    def _blocks(self, me: Me) -> Iterator[Block]:
        from trainer.workshop.client.steps import place_in_words

        if self._step in ("revealed", "ended") and self._reveal is not None and self._reveal.round == me["round"]:
            if place := place_in_words(me["place"]):
                yield Block(place, mark="You")
            if self._reveal.session:
                yield Block("It is kept in your own trainer, as an attempt. S opens it.", mark="Your scorecard")
            yield from attending.hidden_side(self._reveal.reveal)
        elif me.get("brief") and self._step in ("brief", "paused", "call"):
            yield from attending.briefing(me)
            yield from attending.who_and_where(me)
        else:
            yield from attending.who_and_where(me)

    def _tick(self) -> None:
        if self.app.screen is self:
            self._say()

    def _say(self) -> None:
        me = self._me
        if me is None:
            if self._port.link.trouble:
                self.query_one("#says", Static).update(shown(self._port.link.trouble))
            return
        brief = me.get("brief") or {}
        at = f" · {brief['title']}" if brief else ""
        self.query_one(TitleBar).say(name=f"{me['title']}{at}", detail=self._detail(me))
        trouble = self._port.link.trouble
        said = f"Reconnecting … {trouble}" if trouble else attending.says(self._step, me)
        self.query_one("#says", Static).update(shown(said))

    def _detail(self, me: Me) -> str:
        from trainer.workshop.client.steps import left_in_words

        left = me.get("left")
        if left is not None and me["state"] == "running":
            left = max(0.0, left - (time.monotonic() - self._seen))
        at = f"round {me['round']} of {me['rounds']}" if me["round"] else ""
        return " · ".join(part for part in (at, attending.STATES.get(me["state"], ""), left_in_words(left)) if part)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The footer shows what works now."""
        if action == "go":
            return self._step in ("brief", "call", "debrief")
        if action == "scorecard":
            return self._reveal is not None and bool(self._reveal.session)
        if action == "earlier":
            return bool(self._earlier())
        return True

    def _earlier(self) -> list[int]:
        """Give the rounds that are revealed and not shown here."""
        from trainer.workshop.client.bringing import open_rounds

        here = self._reveal.round if self._reveal is not None and self._step in ("revealed", "ended") else 0
        return [] if self._me is None else [one.round for one in open_rounds(self._me) if one.round != here]

    def action_earlier(self) -> None:
        """Read what customers of earlier rounds hid."""
        from trainer.tui.screens.workshop.earlier import EarlierScreen

        if rounds := self._earlier():
            self.app.push_screen(EarlierScreen(rounds, self._port.reveal))

    def action_go(self) -> None:
        """Call, go on, or write the debrief."""
        if self._me is not None and not self._opening:
            self._opening = True
            self.run_worker(self._open(self._me), group="open", exclusive=True)

    async def _open(self, me: Me) -> None:
        from trainer.tui.ports import spoken_errors
        from trainer.workshop.client.drafts import Drafts

        try:
            call, there = await self._port.open(me)
            drafts = await apart(lambda: Drafts(call.session, there))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        self._opening, self._call = False, call
        self._call_round = me["round"]
        here = Elsewhere(me, call, drafts, trouble=self._trouble, handed_in=_back_here)
        if any(event.kind == "ended" for event in call.log):
            navigation.debrief(self.trainer, call.session, elsewhere=here)
        else:
            from trainer.tui.screens.interview import InterviewScreen

            self.app.push_screen(InterviewScreen(Way(lambda desk: here.session(), elsewhere=here)))

    def _trouble(self) -> str:
        link: Link = self._port.link
        return link.trouble

    def action_board(self) -> None:
        """See the board."""
        from trainer.tui.screens.workshop.board import BoardScreen

        self.app.push_screen(BoardScreen(self._port.boards))

    def action_scorecard(self) -> None:
        """Read the own result."""
        if self._reveal is not None and self._reveal.session:
            navigation.scorecard(self.trainer, self._reveal.session)

    def action_back(self) -> None:
        """Leave the workshop; the seat stays."""
        if self._step == "ended" or self._me is None:
            self._leave(True)
        else:
            text = "Your seat stays yours. The same command brings you back to it."
            self.app.push_screen(Question("Leave the workshop?", text, "Leave", "Stay"), self._leave)

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self.app.run_worker(self._port.close(), group="workshop", exit_on_error=False)
            self.app.pop_screen()

    def commands(self) -> Iterator[SystemCommand]:
        """What the command palette offers on top."""
        yield SystemCommand("The board", "Ranks and progress, as they change", self.action_board)


def _back_here(app: TrainerApp) -> None:
    """Leave the debrief: the workshop's screen lies beneath."""
    app.pop_screen()
