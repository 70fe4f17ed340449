"""Room `tui`: the line of keys at the foot of a screen, made again only where the keys have changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey  # Textual has no public name for it


class _Key(NamedTuple):
    """One key as it is shown."""

    key: str
    display: str
    description: str
    action: str
    enabled: bool
    tooltip: str
    palette: bool


class Keys(Footer):
    """As Textual's footer, which makes all its keys anew at every look of the screen (a third of opening one).

    Without groups and without the compact style, whose bindings to each key cost as much as the keys themselves.
    """

    def __init__(self) -> None:
        """No key is known before the screen stands."""
        super().__init__()
        self._shown: tuple[_Key, ...] = ()

    def compose(self) -> ComposeResult:
        """The keys, and at the right the one of the command palette."""
        for one in self._shown:
            yield FooterKey(
                one.key,
                one.display,
                one.description,
                one.action,
                disabled=not one.enabled,
                tooltip=one.tooltip,
                classes="-command-palette" if one.palette else "",
            )

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Look whether the keys of the screen are others than those that are shown."""
        if not self.app.app_focus or not self.is_attached or screen is not self.screen:
            return
        keys = tuple(self._keys())
        if keys != self._shown:
            self._shown = keys
            self.call_after_refresh(self.recompose)

    def _keys(self) -> Iterator[_Key]:
        active, seen = self.screen.active_bindings, set()
        for _, binding, enabled, tooltip in active.values():
            if binding.show and binding.action not in seen:
                seen.add(binding.action)
                display = self.app.get_key_display(binding)
                yield _Key(binding.key, display, binding.description, binding.action, enabled, tooltip, False)
        if self.app.ENABLE_COMMAND_PALETTE and (found := active.get(self.app.COMMAND_PALETTE_BINDING)) is not None:
            _, binding, enabled, _ = found
            display, tooltip = self.app.get_key_display(binding), binding.tooltip or binding.description
            yield _Key(binding.key, display, binding.description, binding.action, enabled, tooltip, True)
