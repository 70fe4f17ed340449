"""A real browser for tests of pages: the system's Chromium, headless, cut off from every network.

Use the fixture `browser` and ask it to `visit` something. It drives the browser in a thread with a loop of its own:
the other tests of the same process have loops too, and the two kinds do not mix.
"""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import pytest

T = TypeVar("T")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: The network is refused in `visit`; these keep the browser from asking for anything of its own.
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
#: Says that it ran, if anything in a page does: the pages under test run nothing.
_TRIPWIRE = "for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { window.__ran = name; };"
_WAIT = 60.0
"""Seconds until a visit is given up; a stuck browser must not hang the suite."""


@dataclass
class Seen:
    """What happened while a page was open."""

    requests: list[str] = field(default_factory=list)
    """Addresses that were asked for, the page's own first. All but the page and what `allow` lets through fail."""
    errors: list[str] = field(default_factory=list)
    """Errors in the page, and what its own policy forbade."""
    ran: str = ""
    """A function that somebody's script called; empty on a page that runs nothing."""
    result: Any = None
    """What `doing` gave."""


class Browser:
    """A Chromium that is started at the first visit and serves the whole run."""

    def __init__(self, path: str) -> None:
        """Take the program."""
        self._path = path
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._running: Any = None
        self._driver: Any = None

    def visit(
        self,
        page: Path | str,
        doing: Callable[[Any], Awaitable[Any]] | None = None,
        *,
        allow: Callable[[str], bool] = lambda url: False,
        dark: bool = False,
        width: int = 1000,
        height: int = 800,
    ) -> Seen:
        """Open a file or an address, do something with the page (Playwright's async Page), and say what was seen.

        `allow` says which further addresses may be asked for: for a page that is served on this machine.
        """
        return self.visit_all([page], doing, allow=allow, dark=dark, width=width, height=height)[0]

    def visit_all(
        self,
        pages: Sequence[Path | str],
        doing: Callable[[Any], Awaitable[Any]] | None = None,
        *,
        allow: Callable[[str], bool] = lambda url: False,
        dark: bool = False,
        width: int = 1000,
        height: int = 800,
    ) -> list[Seen]:
        """Do the same with several, one after the other in one tab: a new tab costs more than a page."""
        addresses = [page.absolute().as_uri() if isinstance(page, Path) else page for page in pages]
        size = {"width": width, "height": height}
        return self._do(self._visit(addresses, doing, allow, dark, size), _WAIT + len(pages))

    def journey(
        self, walk: Callable[[Opener], Awaitable[T]], allow: Callable[[str], bool], *, wait: float = _WAIT
    ) -> T:
        """Walk with several people at once: each `open` gives a page of a browser of its own, with or without script.

        Everything that they ask for and that `allow` does not let through fails and stands in `Opener.seen`.
        """
        found: T = self._do(self._walk(walk, allow), wait)
        return found

    def close(self) -> None:
        """End the browser."""
        if self._driver is not None:
            self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, T], wait: float = _WAIT) -> T:
        return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, wait), self._loop).result()

    async def _visit(self, addresses: Sequence[str], doing: Any, allow: Any, dark: bool, size: Any) -> list[Seen]:
        if self._running is None:
            await self._start()
        scheme = "dark" if dark else "light"
        context = await self._running.new_context(viewport=size, color_scheme=scheme, service_workers="block")
        try:
            await context.add_init_script(_TRIPWIRE)
            page = await context.new_page()
            all_seen = [Seen() for _ in addresses]
            now: dict[str, Any] = {"seen": all_seen[0], "address": addresses[0]}

            async def judge(route: Any) -> None:
                url = route.request.url
                now["seen"].requests.append(url)
                await (route.continue_() if url == now["address"] or allow(url) else route.abort())

            await page.route("**/*", judge)
            page.on("pageerror", lambda error: now["seen"].errors.append(str(error)))
            page.on("console", lambda said: now["seen"].errors.append(said.text) if said.type == "error" else None)
            for seen, address in zip(all_seen, addresses, strict=True):
                now.update(seen=seen, address=address)
                await page.goto(address, wait_until="load")
                seen.result = await doing(page) if doing else None
                seen.ran = await page.evaluate("window.__ran || ''")
        finally:
            await context.close()
        return all_seen

    async def _walk(self, walk: Any, allow: Any) -> Any:
        if self._running is None:
            await self._start()
        opener = Opener(self._running, allow)
        try:
            return await walk(opener)
        finally:
            await opener.close()

    async def _start(self) -> None:
        from playwright.async_api import async_playwright

        self._driver = await async_playwright().start()
        self._running = await self._driver.chromium.launch(executable_path=self._path, args=list(ARGUMENTS))

    async def _stop(self) -> None:
        await self._running.close()
        await self._driver.stop()


class Opener:
    """Opens pages for a journey, each in a browser's profile of its own."""

    def __init__(self, running: Any, allow: Callable[[str], bool]) -> None:
        """Take a running browser, and which addresses may be asked for."""
        self._running, self._allow = running, allow
        self._contexts: list[Any] = []
        self.seen = Seen()
        """What happened in all of them; `requests` are those that were refused."""

    async def __call__(
        self, *, script: bool = True, dark: bool = False, width: int = 1000, height: int = 800, beside: Any = None
    ) -> Any:
        """Open an empty page; `beside` another one it shares its profile with."""
        if beside is not None:
            context = beside.context
        else:
            context = await self._running.new_context(
                viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
                service_workers="block", java_script_enabled=script, reduced_motion="reduce",
            )  # fmt: skip
            self._contexts.append(context)
            await context.add_init_script(_TRIPWIRE)
            await context.route("**/*", self._judge)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.seen.errors.append(str(error)))
        page.on("console", lambda said: self.seen.errors.append(said.text) if said.type == "error" else None)
        page.set_default_timeout(45_000)
        return page

    async def close(self) -> None:
        """Note what ran, and close all pages."""
        for context in self._contexts:
            for page in context.pages:
                self.seen.ran = self.seen.ran or await page.evaluate("window.__ran || ''")
            await context.close()

    async def _judge(self, route: Any) -> None:
        if self._allow(route.request.url):
            await route.continue_()
        else:
            self.seen.requests.append(route.request.url)
            await route.abort()


async def accessibility_faults(page: Any) -> list[str]:
    """Give what axe-core finds wrong with an open page: rule, how bad, and the first place."""
    package = import_module("axe_playwright_python")
    script = Path(str(package.__file__)).with_name("axe.min.js").read_text("utf-8")
    await page.evaluate(script)
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"], "axe looked at the page"
    return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:160]}" for one in found["violations"]]


def found_chromium() -> str | None:
    """Give the path of the system's Chromium, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Any:
    """A browser, or the reason why the test is skipped."""
    pytest.importorskip("playwright", reason="playwright is not installed: constraints/wheels.txt")
    path = found_chromium()
    if path is None:
        pytest.skip("no Chromium on this machine; Debian, Ubuntu: apt-get install chromium")
    running = Browser(path)
    yield running
    running.close()
