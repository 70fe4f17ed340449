"""Stylesheets and scripts: their types, how long they are kept, and that nothing else is given out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from trainer.workshop.server import drawing

from .served import Served, served

FOLDER = Path(drawing.__file__).parent


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with served(tmp_path_factory.mktemp("static")) as found:
        yield found


def test_files_are_kept_for_ever_under_the_hash_of_what_they_are(running: Served) -> None:
    page = httpx.get(running.base)
    found = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    assert len(found) == 2
    for path in found:
        answer = httpx.get(running.base + path)
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
        assert answer.headers["cache-control"] == drawing.FOR_EVER
        assert answer.headers["x-content-type-options"] == "nosniff"
        other = httpx.get(running.base + re.sub(r"/static/\w+", "/static/0000", path))
        assert (other.status_code, other.headers["cache-control"]) == (200, "no-store"), "of another version's server"
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", ["..%2fpages.py", "%2e%2e/pages.py", "nothing.js", "call.html.j2", "%00.css", "."])
def test_nothing_but_the_static_files_is_given_out(name: str, running: Served) -> None:
    assert httpx.get(f"{running.base}/static/0000/{name}").status_code == 404


def test_pages_hold_no_script_and_no_style_of_their_own_and_name_no_other_host() -> None:
    files = [*(FOLDER / "templates").iterdir(), *(FOLDER / "static").iterdir()]
    assert len(files) > 20
    for path in files:
        text = path.read_text("utf-8")
        assert not re.search(r"https?://|//[a-z]+\.|innerHTML|insertAdjacentHTML|document\.write|eval\(", text), path
        if path.suffix == ".j2":
            assert not re.search(r'<style|\sstyle=|\son[a-z]+=|<script(?! type="module" src=)', text), path


def test_the_policy_lets_nothing_of_others_in(running: Served) -> None:
    for path in ("/", "/call", "/board", "/facilitator", "/claim"):
        policy = httpx.get(running.base + path).headers["content-security-policy"]
        assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "http" not in policy
