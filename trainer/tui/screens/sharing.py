"""Room `tui`: what to share of a session, as which file, with the words or without. Shows what will be in it first."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui.messages import Exported, Failed
from trainer.tui.screens.base import HEIGHTS, WIDTHS, Room
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.plain import shown

if TYPE_CHECKING:
    from trainer.desk.shared import Offer

Chosen = tuple[str, bool]
"""Kind of file, and whether the words are in it."""


class ShareDialog(ModalScreen[Chosen | None]):
    """Gives what the learner shares, or None where they left it."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    CSS_PATH = "../styles/sharing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Not now", id="share.leave", tooltip="Write nothing"),
        Binding("w", "words", "Words", id="share.words", tooltip="With the words of the call, or without"),
        Binding("f4", "write", "Write", id="share.write", tooltip="Write the file that is shown"),
    ]

    def __init__(self, offers: Sequence[Offer], folder: str) -> None:
        """Take the kinds of file, each with what will be in it, and the folder they are written into."""
        super().__init__()
        self._offers, self._folder, self._words = list(offers), folder, True

    def compose(self) -> ComposeResult:
        """The kinds, what will be in the file, and two answers."""
        with Vertical(id="box"):
            yield Static(shown("Share this session as"), id="title")
            yield Choices(id="kinds")
            yield Button("", id="words", compact=True)
            with VerticalScroll(id="contents", can_focus=False):
                yield Static("", id="holds")
            with Horizontal(id="answers"):
                yield Button(shown("Write (Enter)"), id="write", compact=True)
                yield Button(shown("Not now (Esc)"), id="leave", compact=True)

    def on_mount(self) -> None:
        """The list has the keys."""
        choices = self.query_one(Choices)
        choices.fill([Option(shown(offer.name), id=offer.kind) for offer in self._offers])
        choices.styles.max_height = len(self._offers)
        choices.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what will be in it."""
        self._show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Write it: what is in it stands below."""
        self.action_write()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button answers, or turns the words on and off."""
        {"write": self.action_write, "leave": self.action_leave}.get(event.button.id or "", self.action_words)()

    def action_words(self) -> None:
        """With the words, or without, where the kind lets one choose."""
        offer = self._here()
        if offer is not None and offer.whole and offer.bare:
            self._words = not self._words
            self._show()

    def action_leave(self) -> None:
        """Nothing is shared."""
        self.dismiss(None)

    def action_write(self) -> None:
        """Give what is to be written."""
        offer = self._here()
        if offer is not None:
            self.dismiss((offer.kind, self._words if offer.whole and offer.bare else offer.whole is not None))

    def _here(self) -> Offer | None:
        at = self.query_one(Choices).highlighted
        return None if at is None else self._offers[at]

    def _show(self) -> None:
        offer = self._here()
        if offer is None:
            return
        choice = offer.whole is not None and offer.bare is not None
        button = self.query_one("#words", Button)
        button.disabled = not choice
        told = "It never holds words" if offer.whole is None else "It cannot do without the words"
        if choice:
            told = "[x] With what was said (w)" if self._words else "[ ] Without what was said (w)"
        button.label = shown(told)
        lines = [*offer.holds(words=self._words).lines(), f"Written into {self._folder}; nothing is sent anywhere."]
        self.query_one("#holds", Static).update(shown("\n".join(lines)))


def share(room: Room, session: str) -> None:
    """Ask what to share of a session and write it; the room is told by `Exported` or `Failed`."""
    room.run_worker(_shared(room, session), group="share", exclusive=True)


async def _shared(room: Room, session: str) -> None:
    from trainer.tui.ports import spoken_errors

    desk = await room.trainer.desk()
    try:
        offers = await asyncio.to_thread(desk.sharing.offers, session)
        chosen = await room.app.push_screen_wait(ShareDialog(offers, await asyncio.to_thread(desk.sharing.folder)))
        if chosen is not None:
            kind, words = chosen
            path = await asyncio.to_thread(lambda: desk.sharing.write(session, kind, words=words))
            room.post_message(Exported(path))
    except spoken_errors() as error:
        room.post_message(Failed(str(error)))
