"""Room `tui`: the result of one recorded call: the parts, the transcript with its margin, what to practise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.widgets import Static, TabbedContent, TabPane

from trainer.tui import recorded, wording
from trainer.tui.judging import CallJudged, CompareArrived, Working
from trainer.tui.results import as_text
from trainer.tui.screens.base import TitleBar
from trainer.tui.screens.judged import JudgedRoom
from trainer.tui.widgets.blocks import BlockView
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainer.tui.widgets.blocks import Block

TABS = (("overview", "Overview"), ("transcript", "Transcript"), ("next", "Next"))


class AnalysisScreen(JudgedRoom):
    """Overview, transcript, next."""

    CSS_PATH = "../styles/scorecard.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "tab('overview')", "Overview", show=False, id="analysis.overview", tooltip="The parts, the notes"),
        Binding("2", "tab('transcript')", "Transcript", show=False, id="analysis.transcript", tooltip="With notes"),
        Binding("3", "tab('next')", "Next", show=False, id="analysis.next", tooltip="What to practise"),
        Binding(
            "right,l",
            "turn_tab(1)",
            "Next tab",
            key_display="→",
            id="analysis.next-tab",
            tooltip="The tab at the right",
        ),
        Binding(
            "left", "turn_tab(-1)", "Tab before", show=False, id="analysis.previous-tab", tooltip="The tab at the left"
        ),
        Binding("n", "page(1)", "Next turns", id="analysis.next-page", tooltip="The next page of the transcript"),
        Binding("p", "page(-1)", "Turns before", id="analysis.previous-page", tooltip="The page before"),
    ]

    def __init__(self, call: CallJudged) -> None:
        """Take a judged call."""
        super().__init__(call)
        self._page = 0
        self._filled: set[str] = set()
        self._wanted: int | None = None
        """The block of the transcript to go to once its tab stands."""

    def compose(self) -> ComposeResult:
        """Three tabs of blocks."""
        yield TitleBar("A real call")
        with TabbedContent(id="tabs"):
            for index, (key, title) in enumerate(TABS, start=1):
                with TabPane(shown(f"{index} {title}"), id=key):
                    yield BlockView(id=f"{key}-blocks")
        yield Static("", id="state")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show it, and look at practice meanwhile."""
        await self.show_call()

    async def show_call(self) -> None:
        """Show the call anew; the cursor stays at its block."""
        here = self._view.current
        self._page = min(self._page, recorded.pages(self.judged) - 1)
        self._filled.clear()
        await self._fill(self._active)
        self._view.focus()
        self.call_after_refresh(setattr, self._view, "current", here or 0)
        self.show_title()
        self.look_at_practice()

    def show_title(self) -> None:
        """Show name, length, and whether it is kept and masked."""
        kept = "kept" if self._call.kept else "not kept"
        masked = ", names masked" if self.judged.masked else ""
        turns = wording.count(len(self.judged.transcript.turns), "turn")
        self.query_one(TitleBar).say(name=f"A real call · {self.judged.file}", detail=f"{turns}, {kept}{masked}")
        self._state()
        self.refresh_bindings()

    async def on_compare_arrived(self, message: CompareArrived) -> None:
        """Show the call beside practice."""
        self._compared = message
        self._filled.discard("next")
        if self._active == "next":
            await self._fill("next")
            self._view.focus()

    @property
    def _active(self) -> str:
        return self.query_one(TabbedContent).active or "overview"

    @property
    def _view(self) -> BlockView:
        return self.query_one(f"#{self._active}-blocks", BlockView)

    async def _fill(self, key: str) -> None:
        if key not in self._filled:
            self._filled.add(key)
            await self.query_one(f"#{key}-blocks", BlockView).show(self._blocks(key))
            self._state()

    def _blocks(self, key: str) -> Iterable[Block]:
        if key == "overview":
            return recorded.overview(self.judged)
        if key == "transcript":
            return recorded.transcript(self.judged, self._page)
        return recorded.practise(self.judged, self._compared.comparison, self._compared.reason)

    def _state(self) -> None:
        pages = recorded.pages(self.judged)
        many = pages > 1 and self._active == "transcript"
        self._say(f"Page {self._page + 1} of {pages}; n and p turn the pages." if many else "")

    def _say(self, text: str) -> None:
        self.query_one("#state", Static).update(shown(text))

    async def on_tabbed_content_tab_activated(self, event: TabbedContent.TabActivated) -> None:
        """Fill the tab and give it the keys."""
        await self._fill(self._active)
        self._view.focus()
        self._state()
        self.refresh_bindings()
        if self._wanted is not None and self._active == "transcript":
            at, self._wanted = self._wanted, None
            self.call_after_refresh(setattr, self._view, "current", at)

    def action_tab(self, key: str) -> None:
        """Go to a tab."""
        self.query_one(TabbedContent).active = key

    def action_turn_tab(self, by: int) -> None:
        """Go to the tab beside this one."""
        keys = [key for key, _ in TABS]
        self.action_tab(keys[(keys.index(self._active) + by) % len(keys)])

    async def action_page(self, by: int) -> None:
        """Turn a page of the transcript."""
        await self._turn_to(self._page + by)

    async def _turn_to(self, page: int) -> None:
        page = max(0, min(recorded.pages(self.judged) - 1, page))
        if page != self._page:
            self._page = page
            self._filled.discard("transcript")
        await self._fill("transcript")
        self.refresh_bindings()

    async def on_block_view_chosen(self, event: BlockView.Chosen) -> None:
        """A note leads to its turn in the transcript."""
        turn = event.block.turn
        if turn is None or self._active == "transcript":
            return
        await self._turn_to(turn // recorded.PAGE)
        self.query_one("#transcript-blocks", BlockView).current = None
        self._wanted = turn % recorded.PAGE
        self.action_tab("transcript")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pages need more than one; masking, choosing and keeping a call that is not kept yet."""
        if not self.is_mounted:
            return True
        if action == "page":
            there = self._page + (1 if parameters == (1,) else -1)
            return self._active == "transcript" and 0 <= there < recorded.pages(self.judged)
        return self.may_change(action) if action in ("mask", "who", "keep") else True

    def on_working(self, message: Working) -> None:
        """Say what is being done."""
        self._say(message.text)

    def commands(self) -> Iterator[SystemCommand]:
        """What the command palette offers on top."""
        yield SystemCommand("Copy the whole result", "Overview and what to practise, as text", self._copy)

    def _copy(self) -> None:
        keys = ("overview", "next")
        titles = [title for key, title in TABS if key in keys]
        self.app.copy_to_clipboard(as_text(titles, [list(self._blocks(key)) for key in keys]))
        self.tell("Copied.")
