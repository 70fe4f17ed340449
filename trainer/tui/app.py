"""Room `tui`: the terminal app. It opens the desk after the first frame, keeps the settings and the themes.

Importing this and painting the first screen loads neither storage nor schemas nor models (a test looks).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from trainer.tui import themes
from trainer.tui.messages import DeskFailed
from trainer.tui.screens.home import HomeScreen
from trainer.tui.widgets.plain import PlainFilter

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from trainer.tui.ports import DeskPort

#: Name and sentence of every setting that the app keeps.
SETTINGS = {
    "theme": "Which of the themes is used: evening, paper or high-contrast.",
    "typing": "Whether the customer's words appear as if spoken: on or off.",
    "keymap": "Keys by the id of their binding, as a JSON object; the help screen names the ids.",
    "level": "How hard the customer makes it, as last chosen: gentle, plain, guarded or closed.",
    "hint-asked": "Whether asking for a hint has been explained: yes.",
}


class TrainerApp(App[None]):
    """The trainer in a terminal."""

    TITLE = "Interview trainer"
    # With the stylesheet of the home screen: Textual loads none for a default screen.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/app.tcss", "styles/home.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True, tooltip="Leave; all is kept"),
        Binding("f8", "toggle_typing", "Typing", id="app.typing", show=False, tooltip="Words as if spoken: on or off"),
        Binding("f9", "next_theme", "Theme", id="app.theme", show=False, tooltip="The next of the three themes"),
    ]

    def __init__(
        self,
        desk_factory: Callable[[], DeskPort],
        *,
        typing: bool = True,
        go: Callable[[TrainerApp], None] | None = None,
    ) -> None:
        """Take what opens the desk (called in a thread, after the first frame), and a way to go once home stands."""
        super().__init__()
        self._open, self._go = desk_factory, go
        self._desk: asyncio.Future[DeskPort] | None = None
        self._plain = PlainFilter()
        self.typing = typing
        self.failure: BaseException | None = None
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.DEFAULT
        for name in set(self.available_themes) - {theme.name for theme in themes.THEMES}:
            self.unregister_theme(name)  # also the ANSI themes: black on black under NO_COLOR

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the last wall against steering characters to Textual's own filters."""
        return [*super().get_line_filters(), self._plain]

    def get_default_screen(self) -> Screen[None]:
        """The home screen is the bottom of the stack."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Paint first, then open the desk."""
        self.call_after_refresh(self._open_first)

    def _open_first(self) -> None:
        if self._desk is None:
            self.open_desk()

    def open_desk(self) -> None:
        """Open the desk in a thread; also after a failure."""
        self._desk = asyncio.get_running_loop().create_future()
        go, self._go = self._go, None
        if go is not None:
            go(self)
        self.run_worker(self._opening(self._desk), group="desk", exclusive=True)

    async def _opening(self, desk: asyncio.Future[DeskPort]) -> None:
        from trainer.tui.ports import spoken_errors

        try:
            opened = await asyncio.to_thread(self._open)
            await self._read_settings(opened)
        except spoken_errors() as error:
            self.screen_stack[0].post_message(DeskFailed(str(error)))
        else:
            desk.set_result(opened)
            # What reaches a model takes seconds to load: begun as early as it harms nobody.
            self.run_worker(asyncio.to_thread(opened.models.warm), group="warm", exit_on_error=False)

    async def desk(self) -> DeskPort:
        """Wait for the desk. Never ends if it cannot be opened; the home screen says so."""
        while self._desk is None:
            if len(self.screen_stack) > 1:  # a key came before the first frame: what waits for that frame waits on
                self.open_desk()
            else:
                await asyncio.sleep(0.01)
        return await asyncio.shield(self._desk)

    async def _read_settings(self, desk: DeskPort) -> None:
        setting = desk.store.setting
        theme, typing, keymap = await asyncio.to_thread(
            lambda: (setting("theme"), setting("typing"), setting("keymap"))
        )
        if theme in self.available_themes:
            self.theme = theme
        if typing:
            self.typing = typing != "off"
        if keymap:
            self.set_keymap(_keymap(keymap))

    def keep_setting(self, key: str, value: str) -> None:
        """Store a setting in the background."""

        async def keep() -> None:
            desk = await self.desk()
            await asyncio.to_thread(desk.store.set_setting, key, value)

        self.run_worker(keep(), group=f"setting-{key}", exit_on_error=False)

    def action_toggle_typing(self) -> None:
        """Switch the spoken appearance of the customer's words."""
        self.typing = not self.typing
        self.keep_setting("typing", "on" if self.typing else "off")
        self.notify("Words appear as if spoken." if self.typing else "Words appear at once.", timeout=3, markup=False)

    def action_next_theme(self) -> None:
        """Go to the next theme and keep it."""
        names = [theme.name for theme in themes.THEMES]
        self.use_theme(names[(names.index(self.theme) + 1) % len(names)])

    def use_theme(self, name: str) -> None:
        """Change the theme and keep it."""
        self.theme = name
        self.keep_setting("theme", name)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers everywhere, and what the screen adds."""
        for theme in themes.THEMES:
            yield SystemCommand(
                f"Theme: {theme.name}", "Use this theme and keep it", partial(self.use_theme, theme.name)
            )
        yield SystemCommand("Typing on or off", "Words appear as if spoken, or at once", self.action_toggle_typing)
        yield SystemCommand("Keys and help", "All keys that work here", self.action_help_here)
        yield SystemCommand("Quit", "Leave; everything is kept", self.action_quit)
        commands = getattr(screen, "commands", None)
        if callable(commands):
            yield from commands()

    async def action_help_here(self) -> None:
        """Help for the screen on top."""
        await self.run_action("screen.help")

    async def action_quit(self) -> None:
        """Let every screen keep what is being typed, then leave."""
        for screen in self.screen_stack:
            flush = getattr(screen, "flush", None)
            if flush is not None:
                await flush()
        self.exit()

    def panic(self, *renderables: object) -> None:
        """Leave without printing: the error is told by `run`, in three lines."""
        self._fatal_error()

    def _handle_exception(self, error: Exception) -> None:
        # Textual has no public hook for this, and its own traceback prints local variables: transcripts.
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


def run(go: Callable[[TrainerApp], None] | None = None) -> int:
    """Run the app on the learner's desk, first at the screen that `go` leads to, if any.

    Gives the exit code: 0, or 1 after an unhandled error.
    """
    app = TrainerApp(_open_desk, go=go)
    app.run()
    if app.failure is None:
        return app.return_code or 0
    from trainer.tui import crash

    crash.tell(app.failure)
    return 1


def _open_desk() -> DeskPort:
    from trainer.desk import Desk  # storage, schemas: 300 ms, after the first frame

    return cast("DeskPort", Desk.open())  # its drafts have fewer purposes in their type than in the store


def _keymap(text: str) -> dict[str, str]:
    """Read the keymap setting; anything that is not a JSON object of strings is no keymap."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {str(k): v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}
