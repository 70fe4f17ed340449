"""A participant's page with script, in a real Chromium: live, kind to what is typed, back by itself after a cut."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from ...browser import Browser, Opener
from .looking import looked_at, nothing_strange
from .served import LINES, Served, Visitor, served

HOSTILE = "<img src=x onerror=alert(1)>\u202e]]"


@pytest.fixture
def running(tmp_path: Path) -> Any:
    with served(tmp_path) as found:
        yield found


async def seated(opener: Opener, running: Served, name: str, **window: Any) -> Any:
    page = await opener(**window)
    await page.goto(f"{running.base}/#{running.code}")
    assert await page.input_value("#code") == running.code
    await page.fill("#name", name)
    await page.click("#join button")
    await page.wait_for_selector("h1:text('You are in')")
    return page


async def in_call(opener: Opener, running: Served, **window: Any) -> Any:
    page = await seated(opener, running, "Ann", **window)
    await asyncio.to_thread(running.steer, "start")
    await page.click("#begin button")
    await page.wait_for_selector("#line")
    return page


async def said(page: Any) -> list[str]:
    return list(await page.locator("#log li.you:not(.pending) .words").all_inner_texts())


async def focused(page: Any) -> str:
    return str(await page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def test_a_participant_is_led_through_a_round(running: Served, browser: Browser, tmp_path: Path) -> None:
    async def walk(opener: Opener) -> Opener:
        page = await opener(width=390, height=844)
        await page.goto(running.base)
        await looked_at(page, tmp_path, "join", sizes=("phone", "laptop"))
        await page.fill("#code", "2222-2222")
        await page.fill("#name", HOSTILE)
        await page.click("#join button")
        await page.wait_for_selector("#code-fault")
        await looked_at(page, tmp_path, "join-fault")
        await page.fill("#code", running.code)
        await page.click("#join button")
        await page.wait_for_selector("h1:text('You are in')")
        assert "<img src=x onerror=alert(1)>" in await page.inner_text("main")
        await looked_at(page, tmp_path, "lobby")
        await asyncio.to_thread(running.steer, "start")
        await page.wait_for_selector("#begin")
        await looked_at(page, tmp_path, "briefing")
        await page.click("#begin button")
        await page.wait_for_selector("#line")
        assert await focused(page) == "line"
        for n, line in enumerate((LINES[0], HOSTILE), 1):
            await page.keyboard.type(line.strip("\u202e"))
            await page.keyboard.press("Enter")
            await page.wait_for_selector(f"#l{2 * n + 1}")
            await page.wait_for_selector("#line:not([readonly])")
            assert await focused(page) == "line" and await page.input_value("#line") == ""
        await page.click("button:text('Hint')")
        await page.wait_for_selector("#log li.note")
        await looked_at(page, tmp_path, "talking", sizes=("wall", "laptop", "phone"))
        await asyncio.to_thread(running.steer, "pause")
        await page.wait_for_selector("#paused")
        assert await page.is_disabled("#line-form button")
        await looked_at(page, tmp_path, "paused")
        await asyncio.to_thread(running.steer, "start")
        await page.wait_for_selector("#paused", state="detached")
        await page.click("#hang-up summary")
        await page.click("#hang-up button")
        await page.wait_for_selector("#debrief")
        assert await focused(page) == "insight"
        await page.fill("#insight", "Old friends")
        assert "11 of 280" in await page.inner_text("#insight-hint")
        await looked_at(page, tmp_path, "debrief")
        await page.click("#debrief button")
        await page.wait_for_selector("h1:text('Handed in')")
        await looked_at(page, tmp_path, "waiting")
        await asyncio.to_thread(running.steer, "end")
        await asyncio.to_thread(running.steer, "reveal")
        await page.wait_for_selector("#call-card")
        await page.click("#call-evidence summary")
        await looked_at(page, tmp_path, "result", sizes=("laptop", "phone"))
        async with page.expect_download() as coming:
            await page.click("text=File for your own trainer")
        assert (await coming.value).suggested_filename == "interview-game-nobody-plays.json"
        await page.click("#practise button")
        await page.wait_for_selector("#line")
        await asyncio.to_thread(running.steer, "end")
        await page.wait_for_selector("text=The workshop has ended")
        await looked_at(page, tmp_path, "ended")
        return opener

    seen = browser.journey(walk, running.allowed)
    nothing_strange(seen, "status of 404")  # the wrong code
    assert seen.seen.ran == ""


def test_what_is_typed_outlives_a_reload_and_another_browser(running: Served, browser: Browser) -> None:
    async def walk(opener: Opener) -> Opener:
        page = await in_call(opener, running)
        async with page.expect_response(lambda answer: answer.url.endswith("/draft")) as kept:
            await page.keyboard.type("Half a que")
        assert (await kept.value).ok
        await page.keyboard.type("stion")
        await page.reload()
        assert await page.input_value("#line") == "Half a question"
        await page.evaluate("sessionStorage.clear()")
        page = await opener(beside=page)
        await page.goto(f"{running.base}/call")
        await page.wait_for_function("() => document.getElementById('line').value.startsWith('Half a que')")
        await page.fill("#line", "Who was there?")
        await page.press("#line", "Enter")
        await page.wait_for_selector("#l3")
        await page.reload()
        assert await said(page) == ["Who was there?"] and await page.input_value("#line") == ""
        return opener

    nothing_strange(browser.journey(walk, running.allowed))


def test_a_line_whose_answer_was_cut_off_is_sent_again_and_answered_once(running: Served, browser: Browser) -> None:
    async def walk(opener: Opener) -> Opener:
        page = await in_call(opener, running)
        cuts: list[Any] = []

        async def cut(route: Any) -> None:
            if len(cuts) < 2:  # it arrives, and its answer is lost
                cuts.append(await route.fetch(max_redirects=0))
                await route.abort()
            else:
                await route.fallback()

        await page.route("**/call/line", cut)
        await page.fill("#line", "What happened next?")
        await page.press("#line", "Enter")
        await page.wait_for_selector("#link:not([hidden])")
        assert "trying again" in await page.inner_text("#link")
        assert await page.input_value("#line") == "What happened next?"
        await page.press("#line", "Enter")  # nobody waits with their hands in their lap
        await page.wait_for_selector("#l3")
        await page.wait_for_selector("#line:not([readonly])")
        assert [answer.status for answer in cuts] == [303, 303]
        assert await said(page) == ["What happened next?"] and not await page.is_visible("#link")
        return opener

    nothing_strange(browser.journey(walk, running.allowed), "ERR_FAILED")


def test_a_page_comes_back_by_itself_when_the_server_does(running: Served, browser: Browser) -> None:
    async def walk(opener: Opener) -> Opener:
        page = await in_call(opener, running)
        await page.fill("#line", "Who was there?")
        await asyncio.to_thread(running.stop)
        await page.wait_for_selector("#link:not([hidden])")
        await page.press("#line", "Enter")
        await page.wait_for_selector("#log li.pending")
        await asyncio.to_thread(running.start)
        await page.wait_for_selector("#l3")
        assert await said(page) == ["Who was there?"]
        await asyncio.to_thread(running.steer, "pause")
        await page.wait_for_selector("#paused")  # it listens again
        assert not await page.is_visible("#link")
        return opener

    nothing_strange(browser.journey(walk, running.allowed), "ERR_", "503")


def test_a_stream_that_was_answered_with_a_fault_is_opened_anew(running: Served, browser: Browser) -> None:
    async def walk(opener: Opener) -> Opener:
        page = await opener()
        refused: list[str] = []

        async def refuse(route: Any) -> None:
            if not refused:  # after this EventSource never comes again by itself
                refused.append(route.request.url)
                await route.fulfill(status=503, body="")
            else:
                await route.fallback()

        await page.route("**/api/v1/stream*", refuse)
        await page.goto(f"{running.base}/#{running.code}")
        await page.fill("#name", "Ann")
        await page.click("#join button")
        await page.wait_for_selector("#link:not([hidden])")
        assert "Reconnecting" in await page.inner_text("#link")
        await page.wait_for_selector("#link", state="hidden")
        await asyncio.to_thread(running.steer, "start")
        await page.wait_for_selector("#begin")
        assert len(refused) == 1
        return opener

    nothing_strange(browser.journey(walk, running.allowed), "503")


def test_a_reader_who_has_scrolled_back_stays_there(running: Served, browser: Browser) -> None:
    async def walk(opener: Opener) -> Opener:
        page = await in_call(opener, running, width=390, height=600)
        scroller = page.locator("#scroller")
        for n, line in enumerate(LINES[:4], 1):
            await page.fill("#line", line)
            await page.press("#line", "Enter")
            await page.wait_for_selector(f"#l{2 * n + 1}")
        assert await scroller.evaluate("(one) => one.scrollTop") == 0, "at the end"
        await scroller.evaluate("(one) => { one.scrollTop = -200; }")
        await page.fill("#line", LINES[4])
        await page.press("#line", "Enter")
        await page.wait_for_selector("#l11")
        assert await scroller.evaluate("(one) => one.scrollTop") <= -200
        return opener

    nothing_strange(browser.journey(walk, running.allowed))


def test_a_page_does_not_ask_again_and_again_while_the_board_is_frozen(running: Served, browser: Browser) -> None:
    async def walk(opener: Opener) -> Opener:
        page = await opener()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/call") else None)
        await page.goto(f"{running.base}/#{running.code}")
        await page.fill("#name", "Ann")
        await page.click("#join button")
        await page.wait_for_selector("text=You are in")
        await asyncio.to_thread(running.steer, "freeze")
        await page.wait_for_selector("#state[data-frozen=true]", state="attached")
        before = len(asked)
        for n in range(5):  # the board would move each time
            other = Visitor(running)
            await asyncio.to_thread(other.join, running, f"Ben {n}")
            other.close()
        await asyncio.to_thread(running.steer, "start")
        await page.wait_for_selector("#begin")
        assert len(asked) == before + 1, "once, for the round that began"
        await asyncio.to_thread(running.steer, "unfreeze")
        await page.wait_for_selector("#state[data-frozen=false]", state="attached")
        return opener

    nothing_strange(browser.journey(walk, running.allowed))
