"""A participant with a browser alone, and no script in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from ...browser import Browser, Opener
from .looking import looked_at, nothing_strange
from .served import LINES, Served, Visitor, served


@pytest.fixture
def running(tmp_path: Path) -> Any:
    with served(tmp_path) as found:
        yield found


@pytest.fixture
def visitor(running: Served) -> Any:
    made = Visitor(running)
    yield made
    made.close()


def said(page: str) -> list[str]:
    return re.findall(r'<li class="you"[^>]*>.*?<span class="words"[^>]*>(.*?)</span>', page)


def refreshes(page: str) -> bool:
    return '<noscript><meta http-equiv="refresh"' in page


def test_a_whole_event_is_played_with_forms(running: Served, visitor: Visitor) -> None:
    page = visitor.join(running, "Ann", consent="yes")
    assert "You are in" in page and "you agreed to that" in page and refreshes(page)
    running.steer("start")
    page = visitor.get()
    assert "Begin the call" in page and "Maren Tveit" in page and "What the business believes" in page
    visitor.talk()
    assert said(visitor.text) == list(LINES) and "7 of 25" in visitor.text
    assert not refreshes(visitor.text), "what is being typed would be lost"
    visitor.send("/call/hint")
    assert ">Hint</span>" in visitor.text
    page = visitor.send("/call/end")
    assert "Before anything is revealed" in page and "You hung up." in page and not refreshes(page)
    page = visitor.send("/call/debrief", insight="She shares ordinary days with old friends", habit="Every noon")
    assert "Handed in" in page and refreshes(page)
    running.steer("end")
    assert "Handed in" in visitor.get() and "The surface story" not in visitor.text
    running.steer("reveal")
    page = visitor.get()
    for part in ("What Maren Tveit hid", "of 100", "Missed moments", "Next:", "The surface story", "you have place"):
        assert part in page
    call = re.search(r"/call/(\w+)/session\.json", page)
    assert call is not None
    assert '"canonical"' in visitor.get(f"/call/{call[1]}/session.json")
    assert "She shares ordinary days" in visitor.get(f"/call/{call[1]}/report.html")
    running.steer("freeze")
    page = visitor.get()
    assert "The board is frozen" in page and "you have place" not in page
    page = visitor.send("/call/practice")
    assert "Practice with Maren Tveit" in page
    visitor.send("/call/line", text="Hello again")
    page = visitor.send("/call/end")
    assert "Practice, so it counts nothing" in page and "Before anything is revealed" not in page
    assert "How your practice went" in visitor.send("/call/debrief")


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(running: Served, visitor: Visitor) -> None:
    page = visitor.send("/join", code="2345-6789", name="Ann")
    assert visitor.status == 404
    assert 'value="2345-6789"' in page and 'value="Ann"' in page and 'id="code-fault"' in page
    page = visitor.send("/join", code=running.code, name="\u202e \u200b", consent="yes")
    assert visitor.status == 400 and 'id="name-fault"' in page and 'value="yes" checked' in page
    visitor.join(running, "Ann")
    page = visitor.send("/join", code=running.code, name="ANN")
    assert visitor.status == 409 and "ANN is taken here" in page and "You have a seat already" in page


def test_a_team_is_asked_for_once_the_code_says_that_there_are_some(tmp_path: Path) -> None:
    with served(tmp_path, mode="teams", teams=["A & B", "<i>C</i>"]) as running:
        visitor = Visitor(running)
        page = visitor.send("/join", code=running.code, name="Ann")
        assert visitor.status == 400 and "&lt;i&gt;C&lt;/i&gt;" in page and 'id="team-fault"' in page
        assert "<i>C" not in visitor.send("/join", code=running.code, name="Ann", team="<i>C</i>")
        assert visitor.status == 200
        visitor.close()


def test_a_form_that_is_sent_twice_counts_once(running: Served, visitor: Visitor) -> None:
    visitor.join(running, "Ann")
    running.steer("start")
    visitor.get()
    visitor.send("/call/begin")
    fields = visitor.hidden("/call/line")
    first = visitor.send("/call/line", **fields, text="What happened?")
    assert said(visitor.send("/call/line", **fields, text="What happened?")) == said(first) == ["What happened?"]
    page = visitor.send("/call/line", **fields, text="Something else")
    assert visitor.status == 422 and said(page) == ["What happened?"] and "Something else</textarea>" in page
    page = visitor.send("/call/line", **{**fields, "key": "k" * 20}, text="Of an older page")
    assert visitor.status == 409 and "gone on elsewhere" in page and "Of an older page</textarea>" in page


def test_what_cannot_be_said_now_is_not_lost(running: Served, visitor: Visitor) -> None:
    visitor.join(running, "Ann")
    running.steer("start")
    visitor.talk(LINES[:1])
    running.steer("pause")
    page = visitor.send("/call/line", text="Kept while it pauses")
    assert visitor.status == 409 and "Kept while it pauses</textarea>" in page and "has paused the round" in page
    running.steer("end")
    visitor.get()
    page = visitor.send("/call/debrief", insight="x" * 300, push="Kept too")
    assert visitor.status == 400 and "x" * 300 in page and "Kept too</textarea>" in page
    running.steer("reveal")
    visitor.send("/call/debrief", insight="Too late")
    assert visitor.status in (409, 410) and "What Maren Tveit hid" in visitor.text


@pytest.mark.parametrize("fields", [{"turn": "x"}, {"turn": "-1"}, {"key": "no"}, {"call": "0" * 32}, {"text": "  "}])
def test_a_form_that_is_not_ours_is_declined(fields: dict[str, str], running: Served, visitor: Visitor) -> None:
    visitor.join(running, "Ann")
    running.steer("start")
    visitor.talk(())
    visitor.send("/call/line", **{**visitor.hidden("/call/line"), "text": "Hello", **fields})
    assert visitor.status in (400, 404)
    assert said(visitor.get()) == []


def test_somebody_without_a_seat_is_told_where_to_take_one(visitor: Visitor) -> None:
    for page in (visitor.get("/call"), visitor.send("/call/begin")):
        assert visitor.status == 401 and 'href="/"' in page


def test_another_site_sends_no_form(running: Served, visitor: Visitor) -> None:
    visitor.join(running, "Ann")
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{running.port + 1}"):
        answer = visitor.post_from(origin, "/leave")
        assert answer.status_code == 403
    assert "You are in" in visitor.get()


def test_a_real_browser_needs_no_script(running: Served, browser: Browser, tmp_path: Path) -> None:
    async def walk(opening: Opener) -> None:
        page = await opening(script=False, width=390, height=844)
        await page.goto(running.base)
        await page.fill("#code", running.code)
        await page.fill("#name", "<script>alert(1)</script>")
        await page.click("#join button")
        await page.wait_for_url("**/call")
        assert "<script>alert(1)</script>" in await page.inner_text("main")
        running.steer("start")
        await page.wait_for_selector("#begin", timeout=10_000)  # by the refresh alone
        await page.click("#begin button")
        for n, line in enumerate(LINES[:2]):
            await page.fill("#line", line)
            await page.click("#line-form button")
            await page.wait_for_selector(f"#l{2 * n + 3}")
        last = page.locator("#log li").last
        assert await last.is_visible() and (await last.bounding_box())["y"] < 844, "the end is in sight"
        await page.click("#hang-up summary")
        await looked_at(page, tmp_path, "without-script", script=False)
        await page.click("#hang-up button")
        await page.fill("#insight", "Old friends")
        await page.click("#debrief button")
        await page.wait_for_selector("h1:text('Handed in')")
        running.steer("end")
        running.steer("reveal")
        await page.goto(f"{running.base}/call")
        assert "What Maren Tveit hid" in await page.inner_text("main")

    async def journey(opening: Opener) -> Opener:
        await walk(opening)
        return opening

    nothing_strange(browser.journey(journey, running.allowed))


def test_an_invitation_whose_answer_was_lost_is_taken_by_sending_the_form_again(running: Served) -> None:
    visitor, again = Visitor(running), Visitor(running)
    try:
        visitor.join(running, "Ann")
        seat = running.whole()["seats"][0]["id"]
        claim = running.steer(f"seats/{seat}/reopen")["claim"]
        again.get("/claim")
        form = {**again.hidden("/claim"), "claim": claim}
        lost = httpx.post(f"{running.base}/claim", data=form, headers={"origin": running.base})
        assert lost.status_code == 303
        assert "You are in" in again.send("/claim", claim=claim) and again.status == 200
        assert "ask for a new one" in visitor.send("/claim", claim=claim)
        assert "You have no seat here" in visitor.get("/call")
    finally:
        visitor.close()
        again.close()


def test_an_earlier_round_is_read_again_while_a_later_one_is_waited_for(tmp_path: Path) -> None:
    with served(tmp_path, rounds=[{"scenario": "game-nobody-plays"}, {"scenario": "phones-for-the-field"}]) as running:
        visitor = Visitor(running)
        try:
            visitor.join(running, "Ann")
            for act in ("start", "end", "reveal"):
                running.steer(act)
            assert "/reveal/1" not in visitor.get(), "it is this page"
            running.steer("start"), running.steer("end")
            page = visitor.get()
            assert 'href="/reveal/1">what Maren Tveit hid' in page and "/reveal/2" not in page
            assert "The surface story" in visitor.get("/reveal/1") and visitor.status == 200
            assert "has not shown" in visitor.get("/reveal/2") and visitor.status == 409
            assert "give the number" in visitor.get("/reveal/x") and visitor.status == 400
        finally:
            visitor.close()
