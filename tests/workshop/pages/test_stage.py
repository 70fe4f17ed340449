"""The board on the wall and the facilitator's page, in a real Chromium."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from trainer.workshop.server import stream

from ...browser import Browser, Opener
from .looking import looked_at, nothing_strange
from .served import LINES, SCENARIO, Visitor, served

HOSTILE = ("<script>alert(1)</script>", "W" * 40, "\u202eevil", "مريم", "]] --> {{ 7 * 7 }}", "'\"><b onclick=x>")
#: Notes whether the button that comes in the place of another one can be pressed at once.
_WATCH = """() => {
    window.seen = null;
    new MutationObserver(() => {
        const one = document.querySelector("[data-api=pause] button");
        if (one && window.seen === null) window.seen = one.disabled;
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""


def test_the_wall_is_live_frozen_and_never_tells_too_early(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path, mode="teams", teams=["Harbour", "<i>Quay</i>"]) as running:
        visitors = [Visitor(running) for _ in HOSTILE]

        def all_join() -> None:
            for n, (visitor, name) in enumerate(zip(visitors, HOSTILE, strict=True)):
                visitor.join(running, name, team=("Harbour", "<i>Quay</i>")[n % 2])

        def first_plays() -> None:
            visitors[0].talk(LINES)
            visitors[0].send("/call/end")
            visitors[0].send("/call/debrief", insight="Old friends")

        async def walk(opener: Opener) -> Opener:
            page = await opener(width=1920, height=1080)
            await page.goto(f"{running.base}/board")
            assert "by the link" in await page.inner_text("main")
            await page.goto(f"{running.base}/board#{running.board}.{running.code}")
            await page.wait_for_selector("#join-at:not([hidden])")
            assert "Nobody is here yet" in await page.inner_text("main")
            assert running.board not in page.url and running.code in await page.inner_text("#join-at")
            await asyncio.to_thread(all_join)
            await page.wait_for_selector("text=]] --> {{ 7 * 7 }}")
            await looked_at(page, tmp_path, "board-lobby", sizes=("phone", "laptop", "wall"))
            await asyncio.to_thread(running.steer, "start")
            await asyncio.to_thread(first_plays)
            await page.wait_for_selector("text=done, 6 turns")
            assert re.fullmatch(r"\d+:\d\d", await page.inner_text("#left"))
            await looked_at(page, tmp_path, "board-running", sizes=("phone", "laptop", "wall"))
            await asyncio.to_thread(running.steer, "end")
            await page.wait_for_selector("text=writing the debrief")
            before = await page.inner_text("main")
            assert "Score" not in before and "Place" not in before
            await asyncio.to_thread(running.steer, "freeze")
            await page.wait_for_selector(".frozen")
            await asyncio.to_thread(running.steer, "reveal")
            await asyncio.to_thread(visitors[1].get)
            await page.reload()
            assert "Score" not in await page.inner_text("main"), "frozen is frozen"
            await asyncio.to_thread(running.steer, "unfreeze")
            await page.wait_for_selector("td.score")
            await looked_at(page, tmp_path, "board-revealed", sizes=("phone", "laptop", "wall"))
            size = await page.locator("tbody .name").first.evaluate(
                "(one) => parseFloat(getComputedStyle(one).fontSize)"
            )
            assert size >= 1080 / 40, "a name is a fortieth of the wall's height at least"
            return opener

        seen = browser.journey(walk, running.allowed)
        nothing_strange(seen, "401")
        assert seen.seen.ran == ""
        for visitor in visitors:
            visitor.close()


def test_the_board_needs_no_script_once_its_cookie_is_there(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as running:
        visitor = Visitor(running)
        visitor.join(running, "Ann")
        page = visitor.get("/board")
        assert "Ann" in page and '<meta http-equiv="refresh" content="5">' in page and "open content" in page
        visitor.close()


def test_the_facilitator_drives_two_rounds_by_the_page(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as running:
        ann, bo = Visitor(running), Visitor(running)
        ann.join(running, "Ann <b>", consent="yes")
        bo.join(running, "Bo")

        async def walk(opener: Opener) -> Opener:
            page = await opener(width=1280, height=800)
            await page.goto(f"{running.base}/facilitator#{running.facilitator}.{running.code}.{running.board}")
            await page.wait_for_selector("#code:not(.unknown)")
            assert running.facilitator not in page.url and await page.inner_text("#code") == running.code
            assert running.board in (await page.get_attribute("#board-link", "href") or "")
            await looked_at(page, tmp_path, "facilitator-lobby", sizes=("phone", "wall", "laptop"))
            await settings(page)
            await page.click("text=Start round 1")
            await page.wait_for_selector("text=The round is on")
            await asyncio.to_thread(ann.talk, LINES[:2])
            await page.wait_for_selector("tr:has-text('Ann <b>') td.turns:text('2')")
            await page.fill("#minutes", "7")
            await page.click("button:text('Extend')")
            await page.wait_for_function("() => parseInt(document.getElementById('left').textContent) >= 16")
            await page.click("button:text('Pause')")
            await page.click("button:text('Go on')")
            await page.wait_for_selector("button:text('Pause')")
            await reading(page)
            await page.click("#end-round summary")
            await page.click("#end-round button")
            await page.click("#reveal summary")
            await looked_at(page, tmp_path, "facilitator-debriefing", sizes=("laptop",))
            await page.click("#reveal button")
            await page.wait_for_selector("text=Start round 2")
            await page.click("button:text('Freeze')")
            await page.wait_for_selector("#frozen-note")
            await page.click("#audit-list summary")
            told = await page.inner_text("#audit-list")
            for act in ("start", "extend", "pause", "read conversation", "end", "reveal", "freeze", "set"):
                assert act in told
            await looked_at(page, tmp_path, "facilitator-revealed", sizes=("phone", "laptop"))
            return opener

        async def settings(page: Any) -> None:
            await page.click("#add-round")
            await page.locator("#round-list select[data-field=scenario]").last.select_option(f"{SCENARIO}/maren-tveit")
            await page.locator("#round-list [data-field=minutes]").last.fill("9")
            await page.fill("#teams", "Harbour\nQuay")
            await page.fill("#title", "")
            await page.fill("#title", "Two <rounds>")
            await page.click("text=Save the settings")
            await page.wait_for_selector("h1 bdi:text('Two <rounds>')")
            whole = await asyncio.to_thread(running.whole)
            assert [one["minutes"] for one in whole["rounds"]] == [15, 9]
            assert whole["settings"]["teams"] == ["Harbour", "Quay"]
            await page.fill("#top", "0")
            await page.evaluate("document.getElementById('set').noValidate = true")
            await page.click("text=Save the settings")
            await page.wait_for_selector("#fault:not([hidden])")
            assert "top" in await page.inner_text("#fault")
            await page.fill("#top", "30")
            await page.click("text=Save the settings")
            await page.wait_for_selector("#fault", state="hidden")

        async def reading(page: Any) -> None:
            assert await page.locator("tr:has(bdi:text-is('Bo')) a:text('read')").count() == 0
            await page.click("a:text('read')")
            await page.wait_for_selector("#log")
            await looked_at(page, tmp_path, "conversation")
            await page.set_viewport_size({"width": 1280, "height": 800})
            await page.fill("#note", "A good <i>why</i>")
            await page.select_option("#turn", "2")
            await page.click("text=Keep the note")
            await page.wait_for_selector("li:has-text('Turn 2: A good <i>why</i>')")
            await page.click("text=Back to")
            await page.wait_for_selector("#notes li:has-text('Ann <b>, turn 2')")

        nothing_strange(browser.journey(walk, running.allowed), "400", "401")
        ann.close()
        bo.close()


def test_pressing_start_twice_does_not_pause_the_round_and_a_reveal_says_that_the_board_is_frozen(
    browser: Browser, tmp_path: Path
) -> None:
    with served(tmp_path) as running:
        ann = Visitor(running)
        ann.join(running, "Ann", consent="yes")

        async def walk(opener: Opener) -> Opener:
            page = await opener(width=1280, height=800)
            await page.goto(f"{running.base}/facilitator#{running.facilitator}.{running.code}")
            await page.wait_for_selector("#code:not(.unknown)")
            assert "comes with the first reveal" in await page.inner_text("#out")
            await page.evaluate(_WATCH)
            await page.click("button:text('Start round 1')")
            await page.wait_for_selector("button:text('Pause'):enabled")
            assert await page.evaluate("seen") is True, "it rests when it takes the place of the one that was pressed"
            assert (await asyncio.to_thread(running.whole))["state"] == "running"
            await asyncio.to_thread(ann.talk, LINES[:1])
            await page.click("a:text('read')")
            assert await page.locator("#log .you .speaker").all_inner_texts() == ["Ann"], "no “You” for who reads it"
            for act in ("freeze", "end", "reveal"):
                await asyncio.to_thread(running.steer, act)
            await page.goto(f"{running.base}/facilitator")
            now = await page.inner_text("#steer")
            assert "still frozen: unfreeze it" in now and "and the board" not in now
            assert await page.locator("#out a:text('web page')").count() == 1
            return opener

        nothing_strange(browser.journey(walk, running.allowed), "401")
        ann.close()


def test_a_lost_laptop_a_wrong_guest_and_a_leaked_code(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "BEAT", 0.3)
    with served(tmp_path) as running:
        ann = Visitor(running)
        ann.join(running, "Ann")
        running.steer("start")
        ann.talk(LINES[:2])

        async def walk(opener: Opener) -> Opener:
            page = await opener(width=1280, height=800)
            await page.goto(f"{running.base}/facilitator#{running.facilitator}")
            await page.wait_for_selector("text=not known here")
            row = page.locator("tr:has(bdi:text-is('Ann'))")
            await row.locator("summary:has-text('Change')").click()
            await row.locator("button:has-text('Open the seat again')").click()
            link = await row.locator(".invitation a").get_attribute("href")
            other = await opener(width=390, height=844)
            await other.goto(f"{running.base}{link}")
            await other.wait_for_selector("#l5")  # where Ann was, with all that was said
            wrong = await opener()
            await wrong.goto(f"{running.base}/#{running.code}")
            await wrong.fill("#name", "Eve")
            await wrong.click("#join button")
            await wrong.wait_for_selector("#begin")
            row = page.locator("tr:has(bdi:text-is('Eve'))")
            await row.locator("summary:has-text('Change')").click()
            await row.locator("summary:has-text('Remove')").click()
            await row.locator("button:has-text('Remove')").click()
            await page.wait_for_selector("#removed")
            await wrong.wait_for_selector("text=You have no seat here")
            old = running.code
            await page.click("text=New code")
            await page.wait_for_selector("#code:not(.unknown)")
            code = await page.inner_text("#code")
            assert code != old
            late = await opener()
            await late.goto(f"{running.base}/#{old}")
            await late.fill("#name", "Cy")
            await late.click("#join button")
            await late.wait_for_selector("#code-fault")
            await late.fill("#code", code)
            await late.click("#join button")
            await late.wait_for_selector("#begin")
            again = await opener()
            await again.goto(f"{running.base}{link}")
            await again.wait_for_selector("#claim-fault")
            await looked_at(again, tmp_path, "claim")
            return opener

        nothing_strange(browser.journey(walk, running.allowed), "401", "404")
        ann.get()
        assert ann.status == 401, "the lost laptop is shut out"
        ann.close()


def test_one_browser_can_be_facilitator_participant_and_wall(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as running:

        async def walk(opener: Opener) -> Opener:
            seat = await opener()
            await seat.goto(f"{running.base}/#{running.code}")
            await seat.fill("#name", "Ann")
            await seat.click("#join button")
            await seat.wait_for_selector("h1:text('You are in')")
            desk = await opener(beside=seat)
            await desk.goto(f"{running.base}/facilitator#{running.facilitator}.{running.code}")
            await desk.wait_for_selector("text=Start round 1")
            wall = await opener(beside=seat)
            await wall.goto(f"{running.base}/board?as=facilitator")
            await wall.wait_for_selector("text=Ann")
            assert running.code in await wall.inner_text("#join-at")
            await desk.click("#show-code")
            await wall.wait_for_selector("#join-at", state="hidden")
            await desk.click("text=Start round 1")
            await seat.click("#begin button")
            await seat.wait_for_selector("#line")
            await wall.wait_for_selector("text=in a call")
            for act in ("end", "freeze", "reveal"):
                await asyncio.to_thread(running.steer, act)
            await wall.wait_for_selector(".frozen")
            await desk.wait_for_selector("text=Everybody sees")
            assert "Score" not in await wall.inner_text("main"), "the wall is no facilitator, whoever opened it"
            return opener

        nothing_strange(browser.journey(walk, running.allowed), "401")
