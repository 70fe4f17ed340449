"""Room `tui`: what the learner makes of the call, before anything is revealed. Kept while it is being written."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.widgets import Button, Static
from textual.worker import Worker

from trainer.conversation.events import FORCE_LIMIT, INSIGHT_LIMIT, CustomerSaid, Debrief, Event, LearnerSaid
from trainer.tui import navigation
from trainer.tui.drafts import DraftKeeper
from trainer.tui.messages import Failed, HandedIn, ScoreArrived, SessionOpened
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.screens.dialogs import Question
from trainer.tui.widgets.conversation import ConversationView
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.notes import Notes
from trainer.tui.widgets.plain import one_line, shown

if TYPE_CHECKING:
    from trainer.tui.elsewhere import Elsewhere
    from trainer.tui.ports import CallDesk

ASK = (
    "Before anything is revealed: why does {name} really do what they do? "
    "One sentence, then the four forces. Empty is allowed."
)
FIELDS: tuple[tuple[str, str, str], ...] = (
    ("insight", "The insight", "In one sentence: what is it really for?"),
    ("push", "Push", "What drove them away from how it was?"),
    ("pull", "Pull", "What drew them to it?"),
    ("anxiety", "Anxiety", "What do they fear about it?"),
    ("habit", "Habit", "What holds them where they are?"),
)


class DebriefScreen(Room):
    """One insight and four forces."""

    CSS_PATH = "../styles/debrief.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "hand_in", "Hand in", id="debrief.hand-in", tooltip="Hand it in and see the scorecard"),
        Binding("f5", "read", "Read", id="debrief.read", tooltip="What was said, beside the form"),
    ]

    def __init__(self, session: str, elsewhere: Elsewhere | None = None) -> None:
        """Take the id of an ended session, and the server it was on."""
        super().__init__()
        self._session, self._elsewhere = session, elsewhere
        self._handing_in = False
        self._keeper = DraftKeeper(self._store, self._tell_failure, self._spawn)

    def compose(self) -> ComposeResult:
        """A form, and the conversation beside it."""
        yield TitleBar("Debrief", "nothing is revealed yet")
        with Horizontal(id="desk"):
            with VerticalScroll(id="form", can_focus=False):
                yield Static(shown(ASK.format(name="the customer")), id="ask")
                yield _field(*FIELDS[0])
                with Container(id="forces"):
                    for field in FIELDS[1:]:
                        yield _field(*field)
                yield Button(shown("Hand in (F4)"), id="hand-in", compact=True)
            yield ConversationView(id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Look up the call and what was already written."""
        self.query_one("#insight", Notes).focus()
        self.run_worker(self._open(), group="open", exclusive=True)

    async def _desk(self) -> CallDesk:
        return self._elsewhere or await self.trainer.desk()

    async def _open(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self._desk()
        try:
            events = await asyncio.to_thread(desk.events, self._session)
            scenario, personas = await asyncio.to_thread(desk.content_of, events)
            draft = await asyncio.to_thread(desk.store.draft, self._session, "debrief")
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        self._fill(_read(draft))
        self.post_message(SessionOpened(_Log(self._session, events), scenario, personas))

    def on_session_opened(self, message: SessionOpened) -> None:
        """Show what was said."""
        name = " and ".join(one_line(persona.name, 40) for persona in message.personas)
        self.query_one(TitleBar).say(name=f"Debrief · {message.scenario.title} · {name}")
        self.query_one("#ask", Static).update(shown(ASK.format(name=name)))
        view = self.query_one(ConversationView)
        for event in message.session.events:
            if isinstance(event, LearnerSaid):
                view.learner(event.turn, event.text)
            elif isinstance(event, CustomerSaid):
                view.customer(event.turn, name, event.text, typed=False)

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work; what was written stays."""
        self._handing_in = False
        self.tell(message.reason, warn=True)

    def _fill(self, draft: dict[str, str]) -> None:
        for key, text in draft.items():
            field = self.query_one(f"#{key}", Notes)
            if not field.text:
                field.load_text(text)

    def _written(self) -> dict[str, str]:
        return {key: self.query_one(f"#{key}", Notes).text.strip() for key, _, _ in FIELDS}

    def on_text_area_changed(self) -> None:
        """Keep what is being written."""
        self._keeper.note(json.dumps(self._written(), ensure_ascii=False))

    def on_descendant_blur(self) -> None:
        """Keep it at once when a field is left."""
        self._spawn(self.flush)

    async def flush(self) -> None:
        """Store what is being written."""
        await self._keeper.flush()

    async def _store(self, text: str) -> None:
        if not self._handing_in:
            desk = await self._desk()
            await asyncio.to_thread(desk.store.save_draft, self._session, "debrief", text)

    def _spawn(self, work: Callable[[], Coroutine[Any, Any, None]]) -> Worker[None]:
        return self.app.run_worker(partial(work), group="draft")

    def _tell_failure(self, reason: str) -> None:
        self.tell(reason, warn=True)

    def on_button_pressed(self) -> None:
        """The button is the key."""
        self.action_hand_in()

    def action_hand_in(self) -> None:
        """Check lengths; ask if it is empty; hand it in."""
        if self._handing_in:
            return
        over = [title for key, title, _ in FIELDS if self.query_one(f"#{key}", Notes).over]
        if over:
            self.tell(f"Too long: {', '.join(over)}. Shorten it; nothing is cut for you.", warn=True)
        elif any(self._written().values()):
            self._hand_in(True)
        else:
            text = "Nothing is written. The part “Insight” then counts as 0, and everything is revealed."
            self.app.push_screen(Question("Hand in nothing?", text, "Hand in", "Write", careful=True), self._hand_in)

    def _hand_in(self, yes: bool | None) -> None:
        if yes:
            self._handing_in = True
            self.run_worker(self._score(self._written()), group="score", exclusive=True)

    async def _score(self, written: dict[str, str]) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self._desk()
        debrief = Debrief(written.pop("insight"), written)
        try:
            scorecard = await asyncio.to_thread(desk.debrief, self._session, debrief)
            await asyncio.to_thread(desk.store.drop_draft, self._session, "debrief")
            events = await asyncio.to_thread(desk.events, self._session)
            scenario, personas = await asyncio.to_thread(desk.content_of, events)
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        if scorecard is None:
            self.post_message(HandedIn())
        else:
            self.post_message(ScoreArrived(scorecard, events, scenario, personas))

    def on_handed_in(self) -> None:
        """The scorecard comes later: on to where it is waited for."""
        if self._elsewhere is not None:
            self._elsewhere.handed_in(self.trainer)

    def on_score_arrived(self) -> None:
        """It is handed in: on to the scorecard."""
        navigation.scorecard(self.trainer, self._session, instead=True)

    def action_read(self) -> None:
        """Open, or go to, what was said."""
        view = self.query_one(ConversationView)
        if view.has_focus or (view.display and not self.has_class("-wide")):
            self.remove_class("-reading")
            self.query_one("#insight", Notes).focus()
        else:
            self.add_class("-reading")
            view.focus()

    def action_back(self) -> None:
        """From the conversation back to the form; from the form home. What is written is kept."""
        if self.query_one(ConversationView).has_focus:
            self.action_read()
        else:
            self._spawn(self.flush)
            self.app.pop_screen()


def _field(key: str, title: str, hint: str) -> Notes:
    return Notes(id=key, title=title, hint=hint, limit=INSIGHT_LIMIT if key == "insight" else FORCE_LIMIT)


def _read(draft: str | None) -> dict[str, str]:
    """Read a kept debrief; anything else than an object of strings is no debrief."""
    try:
        found = json.loads(draft or "{}")
    except ValueError:
        return {}
    known = {key for key, _, _ in FIELDS}
    return {k: v for k, v in found.items() if k in known and isinstance(v, str)} if isinstance(found, dict) else {}


class _Log:
    """The log of a stored session, as a screen sees it."""

    def __init__(self, session: str, events: Sequence[Event]) -> None:
        self._session, self._events = session, events

    @property
    def id(self) -> str:
        """The session's id."""
        return self._session

    @property
    def events(self) -> Sequence[Event]:
        """The log."""
        return self._events
