"""Room `tui`: a scrolling view of text blocks with a cursor: transcripts, evidence, briefings. Text only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from trainer.tui.widgets.plain import one_line, shown, visible


class Does(Static):
    """A line in a block that says what choosing the block does; a click on it chooses."""

    class Clicked(Message):
        """It was clicked."""

        def __init__(self, does: Does) -> None:
            """Take the line."""
            super().__init__()
            self.does = does

    def on_click(self) -> None:
        """Tell the view, behind its own notice of the click."""
        self.post_message(self.Clicked(self))


class Block(Horizontal):
    """One block: a mark (a name, a turn) in the gutter, a body, and notes in the margin or beneath."""

    def __init__(
        self,
        body: Content | str,
        *,
        mark: str = "",
        notes: Content | str = "",
        ref: str = "",
        turn: int | None = None,
        copies: str | None = None,
        does: str = "",
        classes: str = "",
    ) -> None:
        """Take what is shown; `ref` and `turn` say what it is about, `copies` what `c` copies (else the text).

        `does` says what choosing the block does: a line to click on.
        """
        super().__init__(classes=classes)
        self.mark = one_line(mark)
        self.body = shown(body) if isinstance(body, str) else body
        self.notes = shown(notes) if isinstance(notes, str) else notes
        self.ref = ref
        self.turn = turn
        self._copies, self._does = copies, does

    def compose(self) -> ComposeResult:
        """Up to three pieces of text."""
        if self.mark:
            yield Static(shown(self.mark), classes="mark")
        with Vertical(classes="page"):
            yield Static(self.body, classes="body")
            if self.notes:
                yield Static(self.notes, classes="notes")
            if self._does:
                yield Does(shown(self._does), classes="does")

    def rewrite(self, body: Content) -> None:
        """Change the body."""
        self.body = body
        if self.is_mounted:
            self.query_one(".body", Static).update(body)

    @property
    def plain(self) -> str:
        """What copying this block gives."""
        if self._copies is not None:
            return visible(self._copies)
        pieces = (f"{self.mark}: {self.body.plain}" if self.mark else self.body.plain, self.notes.plain)
        return "\n".join(piece for piece in pieces if piece)


class BlockView(VerticalScroll):
    """Blocks under each other. One of them is current while the view has the focus."""

    DEFAULT_CSS = """
    BlockView {
        height: 1fr; padding: 0 1; scrollbar-size-vertical: 1;
        & > Block { height: auto; padding: 0 1 0 0; margin-bottom: 1; border-left: blank; }
        & > Block.-tight { margin-bottom: 0; }
        & > Block > .mark { width: 15; height: auto; padding: 0 1; color: $secondary; }
        & > Block > .page { width: 1fr; height: auto; }
        & > Block > .page > .body { width: 1fr; height: auto; max-width: 92; }
        & > Block > .page > .notes { width: 1fr; height: auto; max-width: 92; color: $quiet; }
        & > Block > .page > .does { width: auto; height: 1; color: $accent; text-style: underline; }
        & > Block > .page > .does:hover { background: $panel; }
        & > Block.-head { margin-bottom: 1; }
        & > Block.-head .body { color: $primary; text-style: bold; }
        &:focus > Block.-current { border-left: thick $accent; }
    }
    BlockView.-stacked > Block { layout: vertical; }
    BlockView.-stacked > Block > .mark { width: 1fr; padding: 0; color: $primary; text-style: bold; }
    .-slim BlockView { padding: 0; }
    .-slim BlockView > Block { layout: vertical; }
    .-slim BlockView > Block > .mark { width: 1fr; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", "Next", show=False, id="blocks.next", tooltip="To the next block"),
        Binding("k,up", "step(-1)", "Previous", show=False, id="blocks.previous", tooltip="To the block before"),
        Binding("g,home", "edge(0)", "First", show=False, id="blocks.first", tooltip="To the first block"),
        Binding("G,end", "edge(-1)", "Last", show=False, id="blocks.last", tooltip="To the last block"),
        Binding(
            "ctrl+d,pagedown", "half(1)", "Half page down", show=False, id="blocks.down", tooltip="Half a page down"
        ),
        Binding("ctrl+u,pageup", "half(-1)", "Half page up", show=False, id="blocks.up", tooltip="Half a page up"),
        Binding("c", "copy_block", "Copy", id="blocks.copy", tooltip="Copy the block under the cursor"),
        Binding("enter", "choose", "Choose", show=False, id="blocks.choose", tooltip="Use the block under the cursor"),
    ]
    current: reactive[int | None] = reactive(None, init=False)

    class Chosen(Message):
        """Enter was pressed on a block."""

        def __init__(self, view: BlockView, block: Block) -> None:
            """Take the view and its block."""
            super().__init__()
            self.view, self.block = view, block

        @property
        def control(self) -> BlockView:
            """The view."""
            return self.view

    class Moved(Message):
        """The cursor went to another block."""

    def __init__(self, *blocks: Block, id: str | None = None, classes: str = "") -> None:
        """Take the first blocks."""
        super().__init__(*blocks, id=id, classes=classes, can_focus=True)

    @property
    def blocks(self) -> list[Block]:
        """All blocks in order."""
        return [child for child in self.children if isinstance(child, Block)]

    @property
    def current_block(self) -> Block | None:
        """The block under the cursor."""
        blocks = self.blocks
        return blocks[self.current] if self.current is not None and self.current < len(blocks) else None

    async def show(self, blocks: Iterable[Block]) -> None:
        """Replace all blocks."""
        self.current = None
        async with self.batch():
            await self.remove_children()
            await self.mount_all(list(blocks))
        self.scroll_home(animate=False)

    def watch_current(self, before: int | None, now: int | None) -> None:
        """Move the mark to the current block and bring it into view."""
        for index, block in enumerate(self.blocks):
            block.set_class(index == now, "-current")
            if index == now:
                self.scroll_to_widget(block, animate=False, top=block.outer_size.height > self.size.height)
        self.post_message(self.Moved())

    def on_focus(self) -> None:
        """Begin with the first block that can be seen."""
        if self.current is None and self.blocks:
            seen = [i for i, block in enumerate(self.blocks) if block.virtual_region.y >= self.scroll_offset.y]
            self.current = seen[0] if seen else len(self.blocks) - 1

    def on_click(self, event: events.Click) -> None:
        """The block that was clicked becomes the current one."""
        for index, block in enumerate(self.blocks):
            if event.widget is not None and block in event.widget.ancestors_with_self:
                self.current = index

    def on_does_clicked(self, event: Does.Clicked) -> None:
        """Choose the block that the line is in."""
        event.stop()
        for index, block in enumerate(self.blocks):
            if block in event.does.ancestors:
                self.current = index
                self.action_choose()

    def action_step(self, by: int) -> None:
        """Go one block on or back; a block taller than the view is scrolled through first."""
        block = self.current_block
        if block is None:
            self.action_edge(0)
            return
        region, top, height = block.virtual_region, self.scroll_offset.y, self.size.height
        if by > 0 and region.bottom > top + height and region.height > height:
            self.scroll_relative(y=max(1, height - 2), animate=False)
        elif by < 0 and region.y < top and region.height > height:
            self.scroll_relative(y=-max(1, height - 2), animate=False)
        else:
            self.current = max(0, min(len(self.blocks) - 1, (self.current or 0) + by))

    def action_edge(self, which: int) -> None:
        """Go to the first or last block."""
        if self.blocks:
            self.current = 0 if which == 0 else len(self.blocks) - 1
        (self.scroll_home if which == 0 else self.scroll_end)(animate=False)

    def action_half(self, by: int) -> None:
        """Go half a page on or back."""
        self.scroll_relative(y=by * max(1, self.size.height // 2), animate=False)
        self.call_after_refresh(self._current_into_view)

    def _current_into_view(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        seen = [i for i, block in enumerate(self.blocks) if top <= block.virtual_region.y < top + height]
        if seen and self.current not in seen:
            self.set_reactive(BlockView.current, seen[0])
            for index, block in enumerate(self.blocks):
                block.set_class(index == seen[0], "-current")

    def action_copy_block(self) -> None:
        """Copy the block under the cursor."""
        if self.current_block is not None:
            self.app.copy_to_clipboard(self.current_block.plain)
            self.app.notify("Copied.", timeout=2, markup=False)

    def action_choose(self) -> None:
        """Use the block under the cursor."""
        if self.current_block is not None:
            self.post_message(self.Chosen(self, self.current_block))
