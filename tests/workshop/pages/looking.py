"""What is asked of every page: it can be used by all, fits, asks for nothing elsewhere, runs nothing of anybody's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...browser import Opener, accessibility_faults
from ...conftest import SOAK

SIZES = {"phone": (390, 844), "laptop": (1280, 800), "wall": (1920, 1080)}
TARGET = 44
"""CSS pixels that a button has at least."""
_SMALL = f"""() => [...document.querySelectorAll(
    'button, .button, summary, input:not([type=hidden]):not([type=checkbox]), select, textarea')]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < {TARGET})
    .map((one) => one.outerHTML.slice(0, 80))"""
_WIDE = "() => document.documentElement.scrollWidth - window.innerWidth"


async def looked_at(
    page: Any, folder: Path, name: str, *, sizes: tuple[str, ...] = ("phone",), script: bool = True
) -> None:
    """See that a page is accessible, has targets that can be hit and fits its window; keep pictures of it in the soak.

    `script`: whether the page may run any; axe cannot look where none does.
    """
    if script:
        assert await accessibility_faults(page) == [], name
    for size in sizes:
        width, height = SIZES[size]
        await page.set_viewport_size({"width": width, "height": height})
        assert await page.evaluate(_WIDE) <= 0, f"{name} fits {size}"
        assert await page.evaluate(_SMALL) == [], f"{name} at {size}"
        if SOAK:  # nothing is compared with them: they are for people to look at
            await page.screenshot(path=folder / f"{name}-{size}.png")


def nothing_strange(opener: Opener, *expected: str) -> None:
    """See that no page asked for another host, and that what is in the console is what the test did."""
    strange = [one for one in opener.seen.errors if not any(part in one for part in expected)]
    assert (opener.seen.requests, strange) == ([], []), f"{opener.seen}"
