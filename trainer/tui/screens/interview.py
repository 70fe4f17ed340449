"""Room `tui`: the call. Consumes the events of one interview and sends what the learner says; decides nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from trainer.conversation.directing.level import PLAIN
from trainer.conversation.events import CustomerSaid, Event, Faulted, HintAsked, LearnerSaid, TakenBack
from trainer.tui import library, navigation
from trainer.tui.apart import apart
from trainer.tui.call import Call
from trainer.tui.messages import CallBroken, CallOpened, EventArrived, Failed, LineWaited, SayFailed
from trainer.tui.opening import Way, opened
from trainer.tui.screens.base import TitleBar
from trainer.tui.screens.dialogs import Question
from trainer.tui.screens.trying import TryingRoom
from trainer.tui.status import detail_of, status_of
from trainer.tui.voice import Voice
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.conversation import ConversationView
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.notes import Notes
from trainer.tui.widgets.plain import one_line, shown

if TYPE_CHECKING:
    from trainer.conversation.interview import Interview

#: Seconds without an answer after which the screen says what can be done.
LATE = 8.0
#: Seconds between two looks: whether the library is loaded, and whether a line can be taken back yet.
LOOK, STEP = 0.5, 0.02


class InterviewScreen(TryingRoom):
    """One call, from the first word to hanging up."""

    CSS_PATH = "../styles/interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "hint", "Hint", id="call.hint", tooltip="Ask for a hint; it is recorded"),
        Binding("f3", "notes", "Notes", id="call.notes", tooltip="Your notes, beside the call; they are kept"),
        Binding("f4", "hang_up", "Hang up", id="call.hang-up", tooltip="End the call and write the debrief"),
        Binding("f5", "read", "Read", id="call.read", tooltip="Walk through what was said; Esc returns"),
    ]

    def __init__(self, way: Way) -> None:
        """Take the way in which the session is opened (in a thread)."""
        super().__init__()
        self._way = way
        self._elsewhere = way.elsewhere
        self._call = Call(turns=0, minutes=0)
        self._voice = Voice()
        self._who = "The customer"
        self._interview: Interview | None = None
        self._asked = ""
        self._broken = False
        self._problem = ""
        self._note = ""
        self._hinted = False
        self._writing_up = False
        self._seen: set[tuple[str, int]] = set()

    def compose(self) -> ComposeResult:
        """Conversation, notes, one line that says what is going on, and the line being written."""
        yield TitleBar("Calling …")
        with Horizontal(id="talk"):
            yield ConversationView(id="conversation")
            yield Notes(id="notes")
        yield Static("", id="status")
        yield Composer(id="composer")
        yield KeyLine()

    def on_mount(self) -> None:
        """Open the session off the loop; what is typed meanwhile stays."""
        self.query_one(Composer).focus()
        self.run_worker(self._open(), group="open", exclusive=True)
        self.set_interval(LOOK, self._look)

    async def _open(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = None if self._elsewhere else await self.trainer.desk()
        try:
            found = await apart(partial(opened, desk, self._way, lambda: self.post_message(LineWaited())))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        self._interview = (await self.call_desk()).interview(found.session)
        self.post_message(CallOpened(found))

    def on_line_waited(self) -> None:
        """Opening takes longer than usual; say why."""
        self.query_one("#status", Static).update(shown("Your last line has no answer yet. It is being answered now …"))

    def on_call_opened(self, message: CallOpened) -> None:
        """Show what was said so far and listen to what comes."""
        found = message.opened
        limits, level = found.scenario.limits, found.level
        turns, minutes = level.limits(limits.turns, limits.minutes)
        self._session = found.session.id
        self._call = Call(turns=turns, minutes=minutes)
        self._who = " and ".join(one_line(persona.name, 40) for persona in found.personas)
        hard = "" if level.name == PLAIN else f" · {level.name}"
        self.query_one(TitleBar).say(name=self.titled(found, f"{found.scenario.title}{hard} · {self._who}"))
        self.query_one(Composer).invite(f"Say something to {self._who}. An empty line is a pause.")
        log = list(found.session.events)
        begun = any(event.kind == "learner" for event in log)
        for index, event in enumerate(log):
            if index == found.known:
                self._voice = self._voice.awake(found.model)
            self._take(event, live=not begun or index >= found.known)
        if found.known >= len(log):
            self._voice = self._voice.awake(found.model)
        self._refresh_state()
        self.put_back(found)
        if self._call.debriefed:
            navigation.scorecard(self.trainer, self._session, instead=True)
        elif self._call.ended and found.known >= len(log):
            navigation.debrief(self.trainer, self._session, instead=True, elsewhere=self._elsewhere)
        elif self._interview is not None:
            self.run_worker(self._listen(self._interview), group="listen", exclusive=True, exit_on_error=False)

    async def _listen(self, interview: Interview) -> None:
        async for event in interview.events():
            self.post_message(EventArrived(event))

    def on_event_arrived(self, message: EventArrived) -> None:
        """Show what happened."""
        self._take(message.event, live=True)
        if self._call.ended == "learner" or (self._call.ended and self._writing_up):
            self._to_debrief()

    def _take(self, event: Event, live: bool) -> None:
        if isinstance(event, LearnerSaid | CustomerSaid) and (event.kind, event.turn) in self._seen:
            return
        self._seen.add((event.kind, event.turn))
        view, composer = self.query_one(ConversationView), self.query_one(Composer)
        self._call, self._voice = self._call.after(event), self._voice.after(event)
        if isinstance(event, LearnerSaid):
            self._offered, self._asked = None, event.text
            view.learner(event.turn, event.text)
            composer.remember(event.text)
            self.note_line()
        elif isinstance(event, CustomerSaid):
            self._answered()
            note = self._voice.mark(event.turn, event.voice)
            said = event.lines or ((self._who, event.text),)
            view.customer(event.turn, *said[0], typed=live and self.trainer.typing, note=note, then=said[1:])
        elif isinstance(event, TakenBack):
            self._taken_back(event)
        elif isinstance(event, Faulted) and (told := self._voice.told_of(event)):
            view.aside(told)
        elif isinstance(event, Faulted) and live:
            self._note = event.message
        elif isinstance(event, HintAsked):
            view.aside(f"Hint: {event.text}")
        self._refresh_state()

    def _refresh_state(self) -> None:
        there = self._elsewhere
        left, trouble = (there.left(), there.trouble()) if there else (None, "")
        detail = detail_of(self._call, self._voice, self.has_class("-slim"), self.has_class("-wide"), left)
        self.query_one(TitleBar).say(detail=detail)
        status = status_of(
            self._call, self._voice, self._who, broken=self._broken, speaking=self.query_one(ConversationView).speaking,
            problem=trouble or self._problem, awaiting=self._awaiting, taking=self._taking, note=self._note,
            loading=self._awaiting and self._voice.working and library.still_loading(),
        )  # fmt: skip
        self.query_one("#status", Static).update(shown(status))
        self.set_class(self._call.over or self._broken or bool(self._problem), "-over")
        self.keys_depend_on(bool(self._session), self._call.over, self._broken, self._can_take_back)

    def _look(self) -> None:
        if (self._awaiting and self._voice.working) or (self._elsewhere and self._session):
            self._refresh_state()

    @property
    def _awaiting(self) -> bool:
        """Whether the learner has spoken and no answer has come."""
        return self._call.waiting or self._offered is not None

    @property
    def _can_take_back(self) -> bool:
        return self._awaiting and self._voice.working and not self._taking and not self._broken

    def on_composer_said(self, message: Composer.Said) -> None:
        """Say it, unless something else is meant by Enter just now."""
        view, composer = self.query_one(ConversationView), self.query_one(Composer)
        if view.speaking:
            view.skip()
            if not message.text:
                return
        if self._interview is None or self._broken:
            return
        if self._call.over:
            self._to_debrief()
        elif self._taking:
            self.tell("Your line is being taken back; it stays here.")
        elif self._awaiting:
            self.tell("Wait for the answer; your words stay here.")
        else:
            self._offered = self._asked = message.text
            self._problem = self._note = ""
            composer.spend(message.written)
            view.offer(message.text)
            self._refresh_state()
            self._ask(partial(self._interview.say, message.text), message.text)
            self.set_timer(LATE, lambda turn=self._call.turn: self._late(turn))

    def _ask(self, doing: Callable[[], Coroutine[Any, Any, None]], words: str = "") -> None:
        async def ask() -> None:
            from trainer.tui.ports import spoken_errors

            try:
                await doing()
            except spoken_errors() as error:
                self.post_message(SayFailed(words, str(error)))

        self.run_worker(ask(), group="say", exit_on_error=False)

    def on_say_failed(self, message: SayFailed) -> None:
        """Give the words back and say in one line why."""
        self._give_back()
        self._problem = message.reason
        self._refresh_state()

    def _give_back(self) -> None:
        if self._offered is not None:
            self.query_one(ConversationView).withdraw()
            if not self._taking:
                self.query_one(Composer).give_back(self._offered)
        self._offered, self._taking = None, False

    def _take_back(self) -> None:
        """Write the line into the composer at once; its event says when it was really taken back."""
        composer = self.query_one(Composer)
        composer.give_back(self._asked)
        composer.focus()
        self._taking = True
        self._refresh_state()
        self.run_worker(self._stop_asking(), group="take-back", exclusive=True)

    async def _stop_asking(self) -> None:
        """Ask for it until it is done or the answer has come: the line may still be on its way to the model."""
        while self._taking and self._interview is not None and not await self._interview.take_back():
            await asyncio.sleep(STEP)

    def _taken_back(self, event: TakenBack) -> None:
        composer = self.query_one(Composer)
        self._seen.discard((LearnerSaid.kind, event.turn))
        self.query_one(ConversationView).retract(event.turn)
        composer.forget(self._asked)
        if not self._taking:
            composer.give_back(self._asked)
        self._offered, self._taking = None, False
        self._problem, self._note = "", "Taken back; nothing was said."
        self.note_line()

    def _answered(self) -> None:
        self._note = ""
        if self._taking:
            self._taking = False
            composer = self.query_one(Composer)
            if composer.text.startswith(self._asked):
                composer.put(composer.text[len(self._asked) :].lstrip())
            self._problem = "Too late to take it back: the answer was there."

    def _late(self, turn: int) -> None:
        if self._offered is not None or (self._call.waiting and self._call.turn == turn + 1):
            way = "wait, or take your line back with Esc" if self._can_take_back else "wait, or leave with Esc"
            self._note = f"No answer yet. You can {way}: your words are kept."
            self._refresh_state()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A call that dies is told in one line, with a report; the words stay."""
        if event.state is WorkerState.ERROR and event.worker.group in ("say", "listen"):
            from trainer.tui import crash

            where = crash.write_report(event.worker.error)
            self.post_message(CallBroken(f"Report: {where}" if where else ""))

    def on_call_broken(self, message: CallBroken) -> None:
        """Nothing more comes; say so."""
        self._broken = True
        self._give_back()
        self._refresh_state()
        if message.reason:
            self.tell(message.reason, warn=True)

    def on_failed(self, message: Failed) -> None:
        """The session could not be opened."""
        self.query_one(TitleBar).say(name="No call")
        self.query_one("#status", Static).update(shown(message.reason))

    def on_composer_touched(self) -> None:
        """Any key shows the rest of what is being said."""
        self.query_one(ConversationView).skip()

    def on_key(self) -> None:
        """The same for keys outside the composer."""
        self.query_one(ConversationView).skip()

    def on_conversation_view_spoken_out(self) -> None:
        """The words are all there."""
        self._refresh_state()

    async def flush(self) -> None:
        """Store what is being typed and let go: a line that a model is at work on is answered on return."""
        await self.store_drafts()
        if self._interview is not None:
            await self._interview.close()

    def on_resize(self) -> None:
        """Shorter words on narrow screens."""
        if self._session:
            self.call_after_refresh(self._refresh_state)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The footer shows what works now."""
        if action in ("hint", "hang_up"):
            return bool(self._session) and not self._call.over and not self._broken
        return action != "compare" or self.second_try

    def action_hint(self) -> None:
        """Ask for a hint; the first time in a call it is explained."""
        if self._hinted:
            self._ask_hint(True)
        else:
            text = "A hint is recorded and shown on your scorecard. It says where to listen, not what is hidden."
            self.app.push_screen(Question("Ask for a hint?", text, "Ask", "Not now"), self._ask_hint)

    def _ask_hint(self, yes: bool | None) -> None:
        if yes and self._interview is not None:
            self._hinted = True
            self._ask(self._interview.hint)

    def action_notes(self) -> None:
        """Open or close the notes."""
        notes = self.query_one(Notes)
        self.toggle_class("-noting")
        (notes if self.has_class("-noting") else self.query_one(Composer)).focus()

    def action_read(self) -> None:
        """Walk through what was said."""
        view = self.query_one(ConversationView)
        view.focus()
        view.action_edge(-1)

    def action_hang_up(self) -> None:
        """Ask, then end the call."""
        text = "Next you write what you understood. There is no way back into this call."
        question = Question("Hang up?", text, "Hang up", "Stay", careful=True)
        self.app.push_screen(question, lambda yes: self._end() if yes else None)

    def _end(self) -> None:
        if self._interview is not None:
            self._ask(self._interview.end)

    def _to_debrief(self) -> None:
        if not self._call.ended:
            self._writing_up = True  # the end is recorded first; its event leads on
            self._end()
            return
        self._spawn(self.flush)
        navigation.debrief(self.trainer, self._session, instead=True, elsewhere=self._elsewhere)

    def action_back(self) -> None:
        """Take the line back that a model is at work on; else back to the line, and from there out of the call."""
        if self._can_take_back:
            self._take_back()
        elif not self.query_one(Composer).has_focus and self._session:
            self.query_one(Composer).focus()
        elif not self._session or self._broken or self._call.over:
            self._leave(True)
        else:
            text = f"It is kept as it is. You can go on with it from {'the workshop' if self._elsewhere else 'home'}."
            self.app.push_screen(Question("Leave the call?", text, "Leave", "Stay"), self._leave)

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self._spawn(self.flush)
            self.leave_call(self._call.turn)

    def commands(self) -> Iterator[SystemCommand]:
        """What the command palette offers on top."""
        yield SystemCommand("Copy the whole conversation", "To the clipboard, as text", self._copy_all)
        yield SystemCommand("Notes", "Open or close your notes", self.action_notes)

    def _copy_all(self) -> None:
        self.app.copy_to_clipboard(self.query_one(ConversationView).transcript())
        self.tell("Copied the conversation.")
