"""The line of keys: what it shows, what the mouse does on it, and that it looks as Textual's own footer does."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import MouseScrollDown, MouseScrollUp
from textual.widgets import Footer

from tests.tui.conftest import painted, until
from trainer.tui.themes import THEMES
from trainer.tui.widgets.keyline import KeyLine


class Keyed(App[None]):
    """A few keys: one switched off, one hidden, two for one action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "note('a')", "Alpha", tooltip="The first of them"),
        Binding("b,c", "note('b')", "Beta"),
        Binding("x", "note('x')", "Off"),
        Binding("h", "note('h')", "Hidden", show=False),
        Binding("d", "note('d')", "A wide one: 한글"),
    ]

    def __init__(self, line: type[Any] = KeyLine) -> None:
        super().__init__()
        self.line, self.noted, self.rung = line, list[str](), 0
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        yield self.line()

    def on_mount(self) -> None:
        self.screen.styles.background = "black"

    def action_note(self, key: str) -> None:
        self.noted.append(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if parameters == ("x",) else True

    def bell(self) -> None:
        self.rung += 1


async def cells(kind: type[Any], width: int, theme: str) -> list[tuple[str, str]]:
    app = Keyed(kind)
    app.theme = theme
    async with app.run_test(size=(width, 3)) as pilot:
        await until(pilot, lambda: "Alpha" in painted(app))  # type: ignore[arg-type]
        last = app.screen._compositor.render_strips()[-1]
        return [(char, str(segment.style)) for segment in last for char in segment.text]


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("width", [34, 80])
async def test_it_looks_as_the_footer_of_textual_cell_by_cell(width: int, theme: str) -> None:
    assert await cells(KeyLine, width, theme) == await cells(Footer, width, theme)


async def test_a_click_presses_the_key_and_one_that_is_off_rings() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 3)) as pilot:
        await until(pilot, lambda: "Beta" in painted(app))  # type: ignore[arg-type]
        line = app.query_one(KeyLine)
        where = {key.description: x for x in range(80) if (key := line.key_at(x)) is not None}
        assert list(where) == ["Alpha", "Beta", "Off", "A wide one: 한글", "palette"]
        for name in ("Alpha", "Beta", "Off", "A wide one: 한글"):
            await pilot.click(KeyLine, offset=(where[name], 0))
        await until(pilot, lambda: app.noted == ["a", "b", "d"])
        assert app.rung == 1
        nothing = next(x for x in range(80) if line.key_at(x) is None)
        await pilot.click(KeyLine, offset=(nothing, 0))
        assert app.noted == ["a", "b", "d"] and app.rung == 1
        await pilot.click(KeyLine, offset=(where["palette"], 0))
        await until(pilot, lambda: len(app.screen_stack) == 2)


async def test_the_key_under_the_pointer_is_marked_and_told_about() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 3), tooltips=True) as pilot:
        await until(pilot, lambda: "Beta" in painted(app))  # type: ignore[arg-type]
        line = app.query_one(KeyLine)
        plain = line.render_line(0)
        await pilot.hover(KeyLine, offset=(1, 0))
        await until(pilot, lambda: line.tooltip == "The first of them")
        assert line.render_line(0) != plain and line.render_line(0).text == plain.text
        await pilot.hover(KeyLine, offset=(60, 0))
        await until(pilot, lambda: line.tooltip is None and line.pointed is None)
        assert line.render_line(0) == plain


async def test_what_does_not_fit_is_reached_by_the_wheel() -> None:
    app = Keyed()
    async with app.run_test(size=(34, 3)) as pilot:
        await until(pilot, lambda: "Alpha" in painted(app))  # type: ignore[arg-type]
        assert "한글" not in painted(app)  # type: ignore[arg-type]
        line = app.query_one(KeyLine)
        for _ in range(12):
            await pilot._post_mouse_events([MouseScrollDown], line)
        await until(pilot, lambda: "한글" in painted(app) and "^p palette" in painted(app))  # type: ignore[arg-type]
        assert (key := line.key_at(line._room - 1)) is not None and key.key == "d"
        for _ in range(12):
            await pilot._post_mouse_events([MouseScrollUp], line)
        await until(pilot, lambda: line.shift == 0 and "Alpha" in painted(app))  # type: ignore[arg-type]
