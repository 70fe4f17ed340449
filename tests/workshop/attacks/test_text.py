"""What people type is text: in the database, on the board, in the pack, in exports, on either database."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator

import pytest

from trainer.desk.library import library
from trainer.storage.workshop.store import WorkshopStore
from trainer.workshop.service.hall import Hall

from ...postgres import Cluster
from ..service.event import Clock
from .stage import Stage

pytestmark = pytest.mark.usefixtures("unhurried")

HOSTILE = {
    "script": "<script>alert(1)</script>", "image": "<img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)',
    "template": "{{7*7}}{%raw%}${7*7}#{7*7}", "jinja": "{{ config.__class__ }}", "format": "{0.__class__} %s %n %(x)s",
    "quote": "a'); DROP TABLE workshops;--", "or": "' OR '1'='1", "union": "x' UNION SELECT secret FROM workshops--",
    "like": "%_%", "dollar": "$$;select 1;$$", "parameter": ":of ? $1 %(of)s", "escape": "\x1b]0;owned\x07x\x1b[2J",
    "clipboard": "\x1b]52;c;eA==\x07x", "c1": "a\x9b2Jb", "bidi": "a\u202eb\u2066c",
    "markup": "[/foo][@click=app.quit]x[/]",
    "formula": "=1+2", "plus": "+1", "minus": "-1", "at": "@SUM(A1)", "tab": "\t=1", "return": "\r=1",
    "pipe": "=cmd|' /C calc'!A0",
    "wide formula": "＝1+2", "markdown": "[x](javascript:alert(1)) ![x](http://evil.example)",
    "nul": "a\x00b", "feed": "a\nb\u2028c",
    "tower": "a" + "\u0301" * 30, "comment": "--> <!--", "style": "</style><style>*{}", "entity": "&lt;script&gt;",
}  # fmt: skip
_TAG = re.compile(r"<(script|img|style)\b[^>]*(alert|onerror|src=x)|onmouseover=\"alert|javascript:alert\(1\)\"", re.I)


_UNSEEN = {char for char in map(chr, range(0x110000)) if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co")}
_UNSEEN -= {"\n", "\u200d"}


@pytest.fixture(scope="module")
def on_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkshopStore]:
    store = WorkshopStore.open(tmp_path_factory.mktemp("text") / "workshop.db", Clock())
    yield store
    store.close()


@pytest.fixture(scope="module")
def on_postgresql(postgres: Cluster) -> Iterator[WorkshopStore]:
    url = postgres.create()
    store = WorkshopStore.open(url, Clock())
    yield store
    store.close()
    postgres.drop(url)


def _clean(text: str) -> bool:
    return _UNSEEN.isdisjoint(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_stays_text_everywhere(on_file: WorkshopStore, text: str) -> None:
    _stays_text(_stage(on_file), text)


@pytest.mark.parametrize("name", ["quote", "or", "union", "like", "dollar", "parameter", "format", "nul", "tower"])
def test_hostile_text_stays_text_on_the_other_database(on_postgresql: WorkshopStore, name: str) -> None:
    _stays_text(_stage(on_postgresql), HOSTILE[name])


def _stage(store: WorkshopStore) -> Stage:
    """Give two workshops of their own, and an app of their own."""
    assert isinstance(store.clock, Clock)
    return Stage(Hall(store, library(), store.clock), store.clock)


def _stays_text(both: Stage, text: str) -> None:
    boss, tables = both.facilitator, len(both.whole()["seats"])
    joined = both.ask("POST", "/join", data={"code": both.event.opened.code, "name": text[:38], "consent": True})
    assert joined.status_code in (201, 400), joined.text
    who = joined.json() if joined.status_code == 201 else both.ann
    changes = {"title": text, "teams": [text[:38], "B"], "debrief": {"quotes": True, "named": True}}
    title = both.ask("PATCH", "/workshop", boss, changes)
    assert title.status_code in (200, 400), title.text
    assert both.ask("POST", "/workshop/notes", boss, {"text": text}).status_code == 201
    both.event.steering.start(both.event.id)
    call = both.begin(who)
    assert both.say(who, call, 1, "What happened then? " + text).status_code == 200
    assert both.ask("PUT", f"/calls/{call}/draft", who["token"], {"purpose": "line", "text": text}).status_code == 200
    seen = [both.ask("GET", f"/calls/{call}", who["token"])]
    both.ask("POST", f"/calls/{call}/end", who["token"], {})
    key = {"idempotency-key": both.event.key()}
    said = dict.fromkeys(("insight", "push", "pull", "anxiety", "habit"), text)
    assert both.ask("POST", f"/calls/{call}/debrief", who["token"], said, headers=key).status_code == 200
    both.event.steering.end(both.event.id)
    both.event.steering.reveal(both.event.id)
    seen += [
        both.ask("GET", path, boss)
        for path in ("/board", "/workshop", "/workshop/export", "/workshop/pack?format=json")
    ]
    seen += [both.ask("GET", f"/workshop/seats/{who['seat']}/conversation", boss), both.ask("GET", "/me", who["token"])]
    seen += [both.ask("GET", f"/calls/{call}/scorecard", who["token"])]
    for answer in seen:
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert all(_clean(one) for one in _strings(answer.json())), answer.url
        assert "49" not in answer.text or "{{7*7}}" not in text or "7*7" in answer.text
    page = both.ask("GET", "/workshop/pack?format=html", boss).text
    assert not _TAG.search(page) and _clean(page)
    table = both.ask("GET", "/workshop/pack?format=csv", boss)
    for row in csv.reader(io.StringIO(table.text)):
        for cell in row:
            assert not re.match(r"[=+@\t\r＝＋＠]|-(?!\d+(\.\d+)?$)", cell), cell
    assert _clean(both.ask("GET", "/workshop/pack?format=md", boss).text)
    assert len(both.whole()["seats"]) == tables + (joined.status_code == 201)
    assert both.hall.telling.whole(both.other.id)["state"] == "lobby"


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        if value[:1] in "[{":  # stored as JSON within JSON
            try:
                return _strings(json.loads(value))
            except ValueError:
                pass
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for each in inner for one in _strings(each)]
