"""Room `tui`: the result of one call. What was hidden is opened here and nowhere before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.widgets import Button, Static, TabbedContent, TabPane

from trainer.tui import results
from trainer.tui.messages import Exported, Failed, ScoreArrived
from trainer.tui.screens.base import TitleBar
from trainer.tui.screens.retrying import RetryingRoom
from trainer.tui.screens.sharing import share
from trainer.tui.trying import TriesArrived
from trainer.tui.widgets.blocks import Block, BlockView
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import one_line, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

TABS = (
    ("overview", "Overview"),
    ("transcript", "Transcript"),
    ("hidden", "What was hidden"),
    ("missed", "Missed moments"),
    ("coach", "Coach"),
)


class ScorecardScreen(RetryingRoom):
    """Overview, transcript, what was hidden, missed moments, the coach's notes."""

    CSS_PATH = "../styles/scorecard.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "tab('overview')", "Overview", show=False, id="score.overview", tooltip="The four parts"),
        Binding("2", "tab('transcript')", "Transcript", show=False, id="score.transcript", tooltip="With margin notes"),
        Binding("3", "tab('hidden')", "Hidden", show=False, id="score.hidden", tooltip="What was hidden"),
        Binding("4", "tab('missed')", "Missed", show=False, id="score.missed", tooltip="Missed moments"),
        Binding(
            "5", "tab('coach')", "Coach", show=False, id="score.coach", tooltip="A model's notes; they count nothing"
        ),
        Binding("a", "ask", "Ask the coach", id="score.ask", tooltip="Ask the model for notes; Esc stops it"),
        Binding("o", "older", "Older notes", id="score.older", tooltip="The coach's notes of an earlier time"),
        Binding(
            "right,l", "turn_tab(1)", "Next tab", key_display="→", id="score.next-tab", tooltip="The tab at the right"
        ),
        Binding(
            "left", "turn_tab(-1)", "Tab before", show=False, id="score.previous-tab", tooltip="The tab at the left"
        ),
        Binding("t", "again", "Try again from here", id="score.again", tooltip="Branch before this turn"),
        Binding("x", "challenge", "Challenge", id="score.challenge", tooltip="Say otherwise of this; not counted"),
        Binding("m", "mark", "I had this", id="score.mark", tooltip="Say that you had this; not counted"),
        Binding(
            "e",
            "export",
            "Share",
            show=False,
            id="score.export",
            tooltip="Write it to a file; shows before what will be in it",
        ),
    ]

    def __init__(self, session: str, at: int | None = None) -> None:
        """Take the id of a debriefed session, and the turn to open it at."""
        super().__init__(session)
        self._first_turn = at
        self._tabs: dict[str, Callable[[], Iterable[Block]]] = {}
        self._filled: set[str] = set()

    def compose(self) -> ComposeResult:
        """Five tabs of blocks."""
        yield TitleBar("Scorecard")
        with TabbedContent(id="tabs"):
            for index, (key, title) in enumerate(TABS, start=1):
                with TabPane(shown(f"{index} {title}"), id=key):
                    if key == "coach":
                        yield Button(shown("Ask the coach (a)"), id="ask-coach", compact=True)
                    yield BlockView(id=f"{key}-blocks")
        yield Static("", id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """Score off the loop."""
        self.query_one("#state", Static).update(shown("Reading the scorecard …"))
        self.run_worker(self._look(), group="score", exclusive=True)

    async def _look(self) -> None:
        from trainer.scoring.beside import beside_of  # with the hearing 40 ms, not on the way to the first screen
        from trainer.scoring.labels import labels_of
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            scorecard = await asyncio.to_thread(desk.score, self._session)
            events = await asyncio.to_thread(desk.events, self._session)
            scenario, personas = await asyncio.to_thread(desk.content_of, events)
            beside = await asyncio.to_thread(beside_of, events, scorecard)
            labels = await asyncio.to_thread(labels_of, events)
            tries = await asyncio.to_thread(desk.branches, self._session)
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        self.post_message(TriesArrived(tries))
        self.post_message(ScoreArrived(scorecard, events, scenario, personas, beside, labels))
        await self.look_for_notes(desk)

    async def on_score_arrived(self, message: ScoreArrived) -> None:
        """Show it; each tab is filled when it is first opened."""
        card, at = message.scorecard, self._view.current
        self._card, self._events, self._labels = card, message.events, message.labels
        name = " and ".join(one_line(persona.name, 40) for persona in message.personas)
        overall = "not scored" if card.overall is None else f"{card.overall:.0f} of 100"
        self.query_one(TitleBar).say(name=f"Scorecard · {message.scenario.title} · {name}", detail=overall)
        self._tabs = {
            "overview": partial(results.overview, card, list(message.events), message.beside),
            "transcript": partial(results.transcript, card, list(message.events), name, message.beside),
            "hidden": partial(results.hidden, card, message.scenario.sources),
            "missed": lambda: results.missed(card, self.tried),
            "coach": self.coach_blocks,
        }
        self._filled.clear()
        self.query_one("#state", Static).update("")
        await self._fill(self._active)
        self._view.focus()
        if self._first_turn:
            turn, self._first_turn = self._first_turn, None
            await self._to_turn(turn)
        if at is not None:  # it was there before: the cursor stays where it was
            self.call_after_refresh(self.call_after_refresh, setattr, self._view, "current", at)

    async def tries_changed(self) -> None:
        """Show the missed moments anew, with how often each was tried again."""
        self._filled.discard("missed")
        if self._tabs and self._active == "missed":
            at = self._view.current
            await self._fill("missed")
            self.call_after_refresh(self.call_after_refresh, setattr, self._view, "current", at)
        self.on_block_view_moved()

    async def look_again(self) -> None:
        """Read it anew."""
        await self._look()

    @property
    def _active(self) -> str:
        return self.query_one(TabbedContent).active or "overview"

    @property
    def _view(self) -> BlockView:
        return self.query_one(f"#{self._active}-blocks", BlockView)

    async def _fill(self, key: str) -> None:
        if key in self._tabs and key not in self._filled:
            self._filled.add(key)
            await self.query_one(f"#{key}-blocks", BlockView).show(self._tabs[key]())

    async def on_tabbed_content_tab_activated(self, event: TabbedContent.TabActivated) -> None:
        """Fill the tab and give it the keys."""
        await self._fill(self._active)
        if self._tabs:
            self._view.focus()
        self.on_block_view_moved()

    def action_tab(self, key: str) -> None:
        """Go to a tab."""
        self.query_one(TabbedContent).active = key

    def action_turn_tab(self, by: int) -> None:
        """Go to the tab beside this one."""
        keys = [key for key, _ in TABS]
        self.action_tab(keys[(keys.index(self._active) + by) % len(keys)])

    async def notes_changed(self, *, show: bool) -> None:
        """Show the coach's tab anew."""
        self._filled.discard("coach")
        if show:
            self.action_tab("coach")
        if self._active == "coach":
            await self._fill("coach")
            self._view.focus()
        self.on_block_view_moved()

    def on_block_view_moved(self) -> None:
        """The keys that work depend on the block."""
        block = self._view.current_block
        on_motivation = bool(block and block.ref.startswith("motivation:"))
        turn = self.turn_of(block, self._active)
        self.keys_depend_on(
            bool(block and block.turn),
            on_motivation,
            turn is None,
            self._active,
            self._model,
            len(self._notes),
            self.may_compare,
        )

    async def on_block_view_chosen(self, event: BlockView.Chosen) -> None:
        """Evidence leads to its turn in the transcript; a turn there or a missed moment to another try."""
        if event.block.turn is None:
            return
        if self._active in ("transcript", "missed"):
            self.action_again()
            return
        await self._to_turn(event.block.turn)

    async def _to_turn(self, turn: int) -> None:
        await self._fill("transcript")
        self.action_tab("transcript")
        view = self.query_one("#transcript-blocks", BlockView)
        turns = [block.turn for block in view.blocks]
        if turn in turns:
            at = turns.index(turn)
            self.call_after_refresh(lambda: setattr(view, "current", at))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Trying again needs a turn, marking a motivation, asking a model, and older notes their tab."""
        if action in ("ask", "older"):
            here = self.is_mounted and bool(self._tabs) and self._active == "coach"
            return here and (bool(self._model) if action == "ask" else len(self._notes) > 1)
        if action == "compare":
            return self.may_compare
        if action in ("again", "mark", "challenge") and self.is_mounted and self._tabs:
            block = self._view.current_block
            if action == "challenge":
                return self.turn_of(block, self._active) is not None
            if action == "again":
                return bool(block and block.turn)
            return bool(block and block.ref.startswith("motivation:"))
        return action not in ("again", "mark", "challenge")

    def action_again(self) -> None:
        """Ask, then branch before the turn under the cursor."""
        block = self._view.current_block
        if block is not None and block.turn:
            self.try_again(block.turn)

    def action_challenge(self) -> None:
        """Ask what the learner says of the block under the cursor."""
        block = self._view.current_block
        turn = self.turn_of(block, self._active)
        if block is not None and turn is not None:
            self.challenge(turn, block.ref)

    def action_mark(self) -> None:
        """Record that the learner had this motivation."""
        block = self._view.current_block
        if block is not None and block.ref.startswith("motivation:"):
            self.run_worker(self._mark(block.ref.partition(":")[2]), group="mark", exclusive=True)

    async def _mark(self, motivation: str) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            await asyncio.to_thread(desk.mark, self._session, motivation)
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        self.tell("Recorded as yours. It is not counted.")
        await self._look()

    def action_export(self) -> None:
        """Ask what to write of the session, showing what will be in it."""
        share(self, self._session)

    def on_exported(self, message: Exported) -> None:
        """Say where the file is."""
        self.app.copy_to_clipboard(message.path)
        self.tell(f"Written to {message.path} (path copied).")

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        if not self._tabs:
            self.query_one("#state", Static).update(shown(message.reason))
        else:
            self.tell(message.reason, warn=True)

    def commands(self) -> Iterator[SystemCommand]:
        """What the command palette offers on top."""
        if self._tabs:
            yield SystemCommand("Copy the whole transcript", "With its margin notes", lambda: self._copy("transcript"))
            yield SystemCommand("Copy the whole scorecard", "All tabs, as text", lambda: self._copy(*self._tabs))
            yield SystemCommand("Share", "Write a report, a certificate, … to a file", self.action_export)

    def _copy(self, *keys: str) -> None:
        titles = [title for key, title in TABS if key in keys]
        blocks = [list(self._tabs[key]()) for key, _ in TABS if key in keys]
        self.app.copy_to_clipboard(results.as_text(titles, blocks))
        self.tell("Copied.")
