"""Room `tui`: the line of keys at the foot of a screen, made again only where the keys have changed."""

from __future__ import annotations

from textual.screen import Screen
from textual.widgets import Footer


class Keys(Footer):
    """Textual's footer, which makes all its keys anew at every look of the screen; that is much of opening one."""

    def __init__(self) -> None:
        """No key is known before the screen stands."""
        super().__init__()
        self._known: tuple[object, ...] | None = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Make the keys again if they are others than those that are shown."""
        if self.app.app_focus and self.is_attached and screen is self.screen:
            known = tuple(
                (binding, self.app.get_key_display(binding), enabled, tooltip)
                for _, binding, enabled, tooltip in self.screen.active_bindings.values()
            )
            if known == self._known:
                return
            self._known = known
        super().bindings_changed(screen)
