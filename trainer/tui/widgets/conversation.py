"""Room `tui`: the conversation. The customer's words appear as if spoken; the tail is followed only from the tail."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from trainer.tui.widgets.blocks import Block, BlockView
from trainer.tui.widgets.plain import one_line, shown, spoken

#: Seconds between two words; a comma waits two words long, the end of a sentence four. Quick speech is 4 words a
#: second; reading is quicker, so this is about three times that.
WORD_SECONDS = 0.08
_WORD_END = re.compile(r"\S+\s*")
SILENCE = "(you say nothing)"


class ConversationView(BlockView):
    """What both have said."""

    DEFAULT_CSS = """
    ConversationView {
        padding: 1 1 0 1;
        & > .learner > .mark { color: $quiet; }
        & > .learner .body { color: $quiet; }
        & > .customer > .mark { color: $primary; text-style: bold; }
        & > .pending .body { text-style: italic; }
        & > .aside .body { color: $quiet; text-style: italic; }
    }
    """

    class SpokenOut(Message):
        """The customer's words are all on screen."""

    def __init__(self, *, id: str) -> None:
        """Start empty, at the tail."""
        super().__init__(id=id)
        self._pending: Block | None = None
        self._speaking: _Speaking | None = None
        self._timer: Timer | None = None
        self._then: list[tuple[int, str, str, bool]] = []

    def on_mount(self) -> None:
        """Follow the tail until the reader scrolls away."""
        self.anchor()

    @property
    def speaking(self) -> bool:
        """Whether words are still to appear."""
        return self._speaking is not None

    def learner(self, turn: int, text: str) -> None:
        """Show a line of the learner that is stored; takes the place of the offered one."""
        body = _own(text)
        if self._pending is not None:
            self._pending.rewrite(body)
            self._pending.turn = turn
            self._pending.remove_class("pending")
            self._pending = None
        else:
            self.mount(Block(body, mark="You", turn=turn, classes="learner", copies=text))

    def offer(self, text: str) -> None:
        """Show a line that is not stored yet."""
        self._pending = Block(_own(text), mark="You", classes="learner pending", copies=text)
        self.mount(self._pending)
        self.anchor()

    def withdraw(self) -> None:
        """Take the offered line back."""
        if self._pending is not None:
            self._pending.remove()
            self._pending = None

    def retract(self, turn: int) -> None:
        """Take the learner's line of a turn away; it was not said after all."""
        self.withdraw()
        self.current = None
        for block in self.blocks:
            if block.turn == turn and block.has_class("learner"):
                block.remove()

    def customer(
        self, turn: int, name: str, text: str, *, typed: bool, note: str = "", then: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Show what the customer says, word by word if `typed`, with a quiet note beneath.

        `then`: (name, words) of who speaks after them in the same turn.
        """
        self.skip()
        self._then = [(turn, one_line(who, 40), words, typed) for who, words in then]
        self._say(turn, one_line(name, 80), text, typed, note)

    def _say(self, turn: int, name: str, text: str, typed: bool, note: str = "") -> None:
        body = spoken(text)
        first = Content("") if typed else body
        block = Block(first, mark=name, turn=turn, notes=note, classes="customer", copies=f"{name}: {text}")
        self.mount(block)
        if typed:
            self._speaking = _Speaking(block, body)
            self._timer = self.set_interval(WORD_SECONDS, self._next_word)
        elif self._then:
            self._say(*self._then.pop(0))
        else:
            self.post_message(self.SpokenOut())

    def aside(self, text: str) -> None:
        """Show a line that nobody says, such as a hint."""
        self.mount(Block(shown(text), mark="–", classes="aside", copies=text))

    def skip(self) -> None:
        """Show the rest of the words at once, of everybody who is to speak."""
        while self._speaking is not None:
            self._speaking.block.rewrite(self._speaking.body)
            self._finish()

    def transcript(self) -> str:
        """Everything said so far, one line each, with who said it."""
        blocks = self.blocks
        return "\n".join(b.plain if b.has_class("customer") else f"{b.mark}: {b.plain}" for b in blocks)

    def _next_word(self) -> None:
        if self._speaking is not None and not self._speaking.step():
            self._finish()

    def _finish(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._speaking = None
        if self._then:
            self._say(*self._then.pop(0))
        else:
            self.post_message(self.SpokenOut())


class _Speaking:
    """Words on their way to the screen."""

    def __init__(self, block: Block, body: Content) -> None:
        self.block, self.body = block, body
        self._ends = [found.end() for found in _WORD_END.finditer(body.plain)] or [0]
        self._at = self._wait = 0

    def step(self) -> bool:
        """Show one word more, or wait a beat; say whether there is more to come."""
        if self._wait:
            self._wait -= 1
            return True
        end = self._ends[self._at]
        self.block.rewrite(self.body[:end])
        self._at += 1
        mark = self.body.plain[:end].rstrip()[-1:]
        self._wait = 3 if mark in ".!?…" and mark else 1 if mark in ",;:–*" and mark else 0
        return self._at < len(self._ends)


def _own(text: str) -> Content:
    return spoken(text) if text.strip() else shown(SILENCE, "italic")
