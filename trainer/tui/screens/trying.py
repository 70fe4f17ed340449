"""Room `tui`: the screen of a call as far as it may be a second try: said in the title, left for the comparison."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from trainer.conversation.events import Started
from trainer.tui import navigation
from trainer.tui.opening import Opened
from trainer.tui.screens.keeping import KeepingRoom


class TryingRoom(KeepingRoom):
    """A room with a call in it that may be practice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(  # before the field for text, which takes this key for something nobody needs here
            "f6",
            "compare",
            "Side by side",
            id="call.compare",
            tooltip="This second try beside the call it is of",
            priority=True,
        ),
    ]

    def __init__(self) -> None:
        """No call is open yet."""
        super().__init__()
        self._original = ""
        """The session that this second try branched off."""
        self._from = 0

    def titled(self, found: Opened, title: str) -> str:
        """Give the title of an opened call: one that does not count says so first."""
        started = next((event for event in found.session.events if isinstance(event, Started)), None)
        if started is None or started.attempt:
            return title
        self._original, self._from = started.branch_of, started.branch_at
        return f"Practice, from turn {self._from} · {title}" if self._original else f"Practice · {title}"

    @property
    def second_try(self) -> bool:
        """Whether this call branched off another."""
        return bool(self._original)

    def calls(self, session: str) -> bool:
        """Say whether this is the call of a session."""
        return self._session == session

    def leave_call(self, turn: int) -> None:
        """Leave; a second try in which something was said is read beside its original. `turn`: the last one."""
        from trainer.tui.screens.comparing import CompareScreen

        from_there = isinstance(self.app.screen_stack[-2], CompareScreen)
        if self._original and turn >= self._from and not from_there:
            navigation.compare(self.trainer, self._original, self._session, instead=True)
        else:
            self.app.pop_screen()

    def action_compare(self) -> None:
        """Look at both side by side; Escape returns to the call."""
        if self._original:
            self._spawn(self.store_drafts)
            navigation.compare(self.trainer, self._original, self._session)
