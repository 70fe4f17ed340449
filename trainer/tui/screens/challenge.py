"""Room `tui`: the learner says otherwise: of what, and why. Enter on a row goes to the reason, Enter there keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.conversation.events import REASON_LIMIT
from trainer.tui.challenging import Offer, Said, first_of
from trainer.tui.screens.base import HEIGHTS, WIDTHS
from trainer.tui.widgets.choices import Choices, heading
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.plain import one_line, shown

COUNTS_NOTHING = "It is kept beside the trainer's own and changes no figure."


class ChallengeDialog(ModalScreen[Said | None]):
    """Gives what the learner says, or None where they left it."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    CSS_PATH = "../styles/challenge.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave it", id="challenge.leave", tooltip="Keep nothing"),
        Binding("f4", "keep", "Keep", id="challenge.keep", tooltip="Keep what you say, with its reason"),
    ]

    def __init__(
        self, title: str, line: str, offers: Sequence[Offer], rule: str = "", said: Said | None = None
    ) -> None:
        """Take what it is about, what can be said, and where the cursor stands; `said`: what was being said."""
        super().__init__()
        self._title, self._line, self._offers = title, line, list(offers)
        self._at = first_of(self._offers, rule)
        self._reason = ""
        if said is not None:
            same = [at for at, one in enumerate(self._offers) if (one.rule, one.label) == (said.rule, said.label)]
            self._at, self._reason = (same or [self._at])[0], said.reason

    def compose(self) -> ComposeResult:
        """The line, what can be said of it, and why."""
        with Vertical(id="box"):
            yield Static(shown(self._title), id="title")
            yield Static(shown(one_line(self._line, 140)), id="line")
            yield Choices(id="offers")
            yield Field("reason", "Because", "why, in a sentence")
            yield Static("", id="note")
            with Horizontal(id="answers"):
                yield Button(shown("Keep (F4)"), id="keep", compact=True)
                yield Button(shown("Leave it (Esc)"), id="leave", compact=True)

    def on_mount(self) -> None:
        """Stand on what it is most likely about."""
        self.query_one(Choices).fill(self._rows(), keep=str(self._at))
        self.query_one(Input).value = self._reason
        (self.query_one(Input) if self._reason else self.query_one(Choices)).focus()

    def _rows(self) -> Iterator[Option]:
        about = ""
        for at, one in enumerate(self._offers):
            if one.about != about:
                yield heading(one_line(one.about, 100), first=not about)
                about = one.about
            yield Option(shown(one.text), id=str(at))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what would be kept: a highlight alone is a colour."""
        if event.option_id is not None:
            one = self._offers[int(event.option_id)]
            told = f"You say: {one.text}. {COUNTS_NOTHING}"
            self.query_one("#note", Static).update(shown(told))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """To the reason."""
        self.query_one(Input).focus()

    def on_input_submitted(self) -> None:
        """Keep it."""
        self.action_keep()

    def on_input_changed(self) -> None:
        """What was missing is being written."""
        self.query_one(Field).complain("")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button answers."""
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Nothing is said."""
        self.dismiss(None)

    def action_keep(self) -> None:
        """Give what is said, if there is a reason for it."""
        option, reason = self.query_one(Choices).highlighted_option, self.query_one(Input).value.strip()
        if option is None or option.id is None:
            self.query_one(Choices).focus()
            return
        fault = "Say why, in a sentence." if not reason else ""
        if len(reason) > REASON_LIMIT:
            fault = f"That has {len(reason)} characters; at most {REASON_LIMIT}."
        if fault:
            self.query_one(Field).complain(fault)
            self.query_one(Input).focus()
            return
        one = self._offers[int(option.id)]
        self.dismiss(Said(one.rule, one.label, reason))
