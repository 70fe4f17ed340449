"""Room `tui`: the call. Consumes the events of one interview and sends what the learner says; decides nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Footer, Static, TextArea
from textual.worker import Worker, WorkerState

from trainer.conversation.events import CustomerSaid, Event, HintAsked, LearnerSaid
from trainer.tui import navigation, wording
from trainer.tui.call import Call
from trainer.tui.drafts import DraftKeeper
from trainer.tui.messages import CallBroken, DraftsArrived, EventArrived, Failed, SayFailed, SessionOpened
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.screens.dialogs import Question
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.conversation import ConversationView
from trainer.tui.widgets.notes import Notes
from trainer.tui.widgets.plain import one_line, shown

if TYPE_CHECKING:
    from trainer.conversation.interview import Interview
    from trainer.tui.ports import DeskPort, SessionPort

#: Purpose of the draft that holds what is noted during the call. Prepared questions are another one (`notes`): those
#: are compared with what is asked, and the customer's words noted down must not be.
JOTTINGS = "jottings"
#: Seconds without an answer after which the screen says that it may be left.
LATE = 8.0


class InterviewScreen(Room):
    """One call, from the first word to hanging up."""

    CSS_PATH = "../styles/interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "hint", "Hint", id="call.hint", tooltip="Ask for a hint; it is recorded"),
        Binding("f3", "notes", "Notes", id="call.notes", tooltip="Your notes, beside the call; they are kept"),
        Binding("f4", "hang_up", "Hang up", id="call.hang-up", tooltip="End the call and write the debrief"),
        Binding("f5", "read", "Read", id="call.read", tooltip="Walk through what was said; Esc returns"),
    ]

    def __init__(self, opening: Callable[[DeskPort], SessionPort], notes: str | None = None) -> None:
        """Take what begins or resumes the session (it runs in a thread), and the questions prepared for it."""
        super().__init__()
        self._opening = opening
        self._prepared = notes
        self._call = Call(turns=0, minutes=0)
        self._who = "The customer"
        self._session = ""
        self._interview: Interview | None = None
        self._offered: str | None = None
        self._broken = False
        self._problem = ""
        self._hinted = False
        self._writing_up = False
        self._seen: set[tuple[str, int]] = set()
        self._line = DraftKeeper(self._store_as("line"), self._tell_failure, self._spawn)
        self._notes = DraftKeeper(self._store_as(JOTTINGS), self._tell_failure, self._spawn)

    def compose(self) -> ComposeResult:
        """Conversation, notes, one line that says what is going on, and the line being written."""
        yield TitleBar("Calling …")
        with Horizontal(id="talk"):
            yield ConversationView(id="conversation")
            yield Notes(id="notes")
        yield Static("", id="status")
        yield Composer(id="composer")
        yield Footer()

    def on_mount(self) -> None:
        """Open the session off the loop; what is typed meanwhile stays."""
        self.query_one(Composer).focus()
        self.run_worker(self._open(), group="open", exclusive=True)

    async def _open(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            session = await asyncio.to_thread(self._opening, desk)
            scenario, personas = await asyncio.to_thread(desk.content_of, session.events)
            if self._prepared:
                await asyncio.to_thread(desk.store.save_draft, session.id, "notes", self._prepared)
            line = await asyncio.to_thread(desk.store.draft, session.id, "line")
            notes = await asyncio.to_thread(desk.store.draft, session.id, JOTTINGS)
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        self._interview = desk.interview(session)
        self.post_message(SessionOpened(session, scenario, personas))
        self.post_message(DraftsArrived(line or "", notes or ""))

    def on_session_opened(self, message: SessionOpened) -> None:
        """Show what was said so far and listen to what comes."""
        limits = message.scenario.limits
        self._session = message.session.id
        self._call = Call(turns=limits.turns, minutes=limits.minutes)
        self._who = " and ".join(one_line(persona.name, 40) for persona in message.personas)
        self.query_one(TitleBar).say(name=f"{message.scenario.title} · {self._who}")
        self.query_one(Composer).invite(f"Say something to {self._who}. An empty line is a pause.")
        log = list(message.session.events)
        begun = any(event.kind == "learner" for event in log)
        for event in log:
            self._take(event, live=not begun)
        if self._call.debriefed:
            navigation.scorecard(self.trainer, self._session, instead=True)
        elif self._call.ended:
            navigation.debrief(self.trainer, self._session, instead=True)
        elif self._interview is not None:
            self.run_worker(self._listen(self._interview), group="listen", exclusive=True, exit_on_error=False)

    def on_drafts_arrived(self, message: DraftsArrived) -> None:
        """Put back what was being typed; a line that was stored after all is not offered again."""
        composer, notes = self.query_one(Composer), self.query_one(Notes)
        said = [block.plain for block in self.query_one(ConversationView).blocks if "learner" in block.classes]
        first, _, rest = message.line.partition("\n")
        line = rest if said and said[-1] == first else message.line
        if line:
            composer.put(f"{line} {composer.text}".strip())
        if message.notes and not notes.text:
            notes.load_text(message.notes)

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
        self._call = self._call.after(event)
        if isinstance(event, LearnerSaid):
            self._offered = None
            view.learner(event.turn, event.text)
            composer.remember(event.text)
            self._note_line()
        elif isinstance(event, CustomerSaid):
            view.customer(event.turn, self._who, event.text, typed=live and self.trainer.typing)
        elif isinstance(event, HintAsked):
            view.aside(f"Hint: {event.text}")
        self._refresh_state()

    def _refresh_state(self) -> None:
        slim = self.has_class("-slim")
        self.query_one(TitleBar).say(detail=self._call.left_short() if slim else self._call.left())
        status, call, view = "", self._call, self.query_one(ConversationView)
        if self._broken:
            status = "The call broke off. What was said is stored; Esc leaves, and home goes on with it."
        elif call.over and not view.speaking:
            reason = wording.ENDINGS.get(call.ended, f"{self._who} has ended the call.")
            status = f"{reason} Enter: write what you understood."
        elif view.speaking:
            status = "Any key shows the rest."
        elif self._problem:
            status = self._problem
        elif call.waiting or self._offered is not None:
            status = f"{self._who} is answering …"
        self.query_one("#status", Static).update(shown(status))
        self.set_class(call.over or self._broken or bool(self._problem), "-over")
        self.keys_depend_on(bool(self._session), call.over, self._broken)

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
        elif self._call.waiting or self._offered is not None:
            self.tell("Wait for the answer; your words stay here.")
        else:
            self._offered, self._problem = message.text, ""
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
        self._take_back()
        self._problem = message.reason
        self._refresh_state()

    def _take_back(self) -> None:
        if self._offered is not None:
            composer = self.query_one(Composer)
            self.query_one(ConversationView).withdraw()
            composer.put(f"{self._offered} {composer.text}".rstrip())
            self._offered = None

    def _late(self, turn: int) -> None:
        if self._offered is not None or (self._call.waiting and self._call.turn == turn + 1):
            text = "No answer yet. You can wait, or leave with Esc: your words are kept."
            self.query_one("#status", Static).update(shown(text))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A call that dies is told in one line, with a report; the words stay."""
        if event.state is WorkerState.ERROR and event.worker.group in ("say", "listen"):
            from trainer.tui import crash

            where = crash.write_report(event.worker.error)
            self.post_message(CallBroken(f"Report: {where}" if where else ""))

    def on_call_broken(self, message: CallBroken) -> None:
        """Nothing more comes; say so."""
        self._broken = True
        self._take_back()
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

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is being typed."""
        if event.text_area.id == "notes":
            self._notes.note(event.text_area.text)
        else:
            self._note_line()

    def on_descendant_blur(self) -> None:
        """Keep it at once when the field is left."""
        self._spawn(self.flush)

    def _note_line(self) -> None:
        text = self.query_one(Composer).text
        offered = self._offered or ""
        self._line.note(f"{offered}\n{text}" if offered and text else offered or text)

    def _store_as(self, purpose: str) -> Callable[[str], Any]:
        async def store(text: str) -> None:
            if not self._session:
                return
            desk = await self.trainer.desk()
            await asyncio.to_thread(desk.store.save_draft, self._session, purpose, text)

        return store

    def _spawn(self, work: Callable[[], Coroutine[Any, Any, None]]) -> Worker[None]:
        return self.app.run_worker(partial(work), group="draft")

    def _tell_failure(self, reason: str) -> None:
        self.tell(reason, warn=True)

    async def flush(self) -> None:
        """Store what is being typed."""
        await self._line.flush()
        await self._notes.flush()

    def on_resize(self) -> None:
        """Shorter words on narrow screens."""
        if self._session:
            self.call_after_refresh(self._refresh_state)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The footer shows what works now."""
        if action in ("hint", "hang_up"):
            return bool(self._session) and not self._call.over and not self._broken
        return True

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
        self._spawn(self._let_go)
        navigation.debrief(self.trainer, self._session, instead=True)

    async def _let_go(self) -> None:
        await self.flush()
        if self._interview is not None:
            await self._interview.close()

    def action_back(self) -> None:
        """Back to the line; from there leave the call, which is kept."""
        if not self.query_one(Composer).has_focus and self._session:
            self.query_one(Composer).focus()
        elif not self._session or self._broken or self._call.over:
            self._leave(True)
        else:
            text = "It is kept as it is. You can go on with it from home."
            self.app.push_screen(Question("Leave the call?", text, "Leave", "Stay"), self._leave)

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self._spawn(self._let_go)
            self.app.pop_screen()

    def commands(self) -> Iterator[SystemCommand]:
        """What the command palette offers on top."""
        yield SystemCommand("Copy the whole conversation", "To the clipboard, as text", self._copy_all)
        yield SystemCommand("Notes", "Open or close your notes", self.action_notes)

    def _copy_all(self) -> None:
        self.app.copy_to_clipboard(self.query_one(ConversationView).transcript())
        self.tell("Copied the conversation.")
