"""Reports in a real browser: nothing is asked for, nothing runs, everybody can read them, they print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from trainer.reports.render import as_html, page_as_html

from ..browser import Browser, accessibility_faults
from ..conftest import SOAK
from .made import RUNNING, page
from .test_reports import HOSTILE, report

EVERY = (*HOSTILE, *RUNNING)


def file_of(folder: Path, html: str, name: str = "page.html") -> Path:
    path = folder / name
    path.write_text(html, "utf-8")
    return path


async def structure(page: Any) -> dict[str, Any]:
    """What a browser has made of a page: how many elements of what kind, handlers, links, and whether it fits."""
    return dict(
        await page.evaluate(
            """() => {
                const all = [...document.querySelectorAll('*')];
                const tags = {};
                for (const one of all) tags[one.tagName] = (tags[one.tagName] || 0) + 1;
                const names = all.flatMap(one => one.getAttributeNames());
                return {
                    tags,
                    handlers: names.filter(name => name.startsWith('on')),
                    links: all.filter(one => one.hasAttribute('href') || one.hasAttribute('src')).length,
                    wide: document.documentElement.scrollWidth > window.innerWidth,
                    text: document.body.innerText,
                };
            }"""
        )
    )


@pytest.mark.parametrize("kind", ["session", "page"])
def test_no_content_runs_asks_for_anything_or_becomes_structure(kind: str, browser: Browser, tmp_path: Path) -> None:
    def made(text: str) -> str:
        return as_html(report(text)) if kind == "session" else page_as_html(page(text))

    files = [file_of(tmp_path, made(text), f"{n}.html") for n, text in enumerate(("plain words", *EVERY))]
    first, *rest = browser.visit_all(files, structure)
    plain = first.result
    assert plain["links"] == 0 and plain["handlers"] == [] and plain["wide"] is False
    for text, file, seen in zip(EVERY, files[1:], rest, strict=True):
        assert seen.requests == [file.as_uri()], text
        assert seen.errors == [] and seen.ran == "", text
        assert seen.result == {**plain, "text": seen.result["text"]}, text


def test_a_hostile_line_is_shown_as_it_was_written(browser: Browser, tmp_path: Path) -> None:
    text = "<script>alert(1)</script> {{ 7*7 }} &amp; [x](javascript:alert(1))"
    for html in (as_html(report(text)), page_as_html(page(text))):
        assert text in browser.visit(file_of(tmp_path, html), structure).result["text"]


def test_the_tripwire_and_the_guard_of_requests_work(browser: Browser, tmp_path: Path) -> None:
    bad = "<!doctype html><title>x</title><script>alert(1)</script><img src='https://a.example/x.png'>"
    seen = browser.visit(file_of(tmp_path, bad))
    assert seen.ran == "alert" and "https://a.example/x.png" in seen.requests and seen.errors


@pytest.mark.parametrize(("dark", "width"), [(False, 1000), (True, 360)])
def test_axe_finds_no_fault(dark: bool, width: int, browser: Browser, tmp_path: Path) -> None:
    async def looked_at(page: Any) -> tuple[list[str], bool]:
        return await accessibility_faults(page), (await structure(page))["wide"]

    pages = [as_html(report("plain words")), page_as_html(page())] + [as_html(report("x" * 300, None))] * SOAK
    files = [file_of(tmp_path, html, f"{n}.html") for n, html in enumerate(pages)]
    for seen in browser.visit_all(files, looked_at, dark=dark, width=width):
        assert seen.result == ([], False)


def test_axe_would_find_one(browser: Browser, tmp_path: Path) -> None:
    bad = (
        "<!doctype html><html><body><img width=20 height=20 src='data:,'>"
        "<p style='color:#aaa;background:#fff'>Pale words</p></body></html>"
    )
    faults = browser.visit(file_of(tmp_path, bad), accessibility_faults).result
    assert {"image-alt", "color-contrast", "html-has-lang"} <= {fault.partition(" ")[0] for fault in faults}


def test_dark_and_light_follow_the_reader_and_paper_is_white(browser: Browser, tmp_path: Path) -> None:
    async def colours(page: Any) -> tuple[str, str]:
        screen = await page.evaluate("getComputedStyle(document.body).backgroundColor")
        await page.emulate_media(media="print")
        return screen, await page.evaluate("getComputedStyle(document.body).backgroundColor")

    file = file_of(tmp_path, page_as_html(page()))
    light, dark = (browser.visit(file, colours, dark=dark).result for dark in (False, True))
    assert light == ("rgb(255, 255, 255)",) * 2 and dark == ("rgb(22, 22, 22)", "rgb(255, 255, 255)")


def test_it_prints_and_no_picture_is_cut_in_two(browser: Browser, tmp_path: Path) -> None:
    async def printed(page: Any) -> tuple[int, str]:
        await page.emulate_media(media="print")
        kept = await page.evaluate("getComputedStyle(document.querySelector('figure')).breakInside")
        return len(await page.pdf(format="A4")), kept

    size, kept = browser.visit(file_of(tmp_path, as_html(report("plain words"))), printed).result
    assert size > 5000 and kept == "avoid"
