"""The check of the way to a model, against a small server of its own, a scripted door, and once the real gateway."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from trainer.conversation.model import FaultKind, Filled, ModelFault, Prompt, Retried, Stop, Stopped, Usage, Written
from trainer.llm.check import Answering, Form, Step, Unreachable, answering, models_at, steps
from trainer.llm.choice import Choice, choose
from trainer.llm.keys import Found, Keys
from trainer.llm.providers import Server
from trainer.llm.route import Route, Secret

from .faulty import FaultServer

KEY = "sk-very-secret-1234567890"


@dataclass
class Listing:
    """What the small server answers to any GET, and what it was asked."""

    status: int = 200
    body: bytes = b'{"object": "list", "data": [{"id": "llama3.2:latest"}, {"id": "other"}]}'
    drip: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    url: str = ""
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@contextmanager
def serving(listing: Listing) -> Iterator[Listing]:
    """Serve a list of models on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            listing.paths.append(self.path)
            listing.keys.append(self.headers.get("Authorization"))
            self.send_response(listing.status)
            for name, value in listing.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(listing.body)))
            self.end_headers()
            for byte in listing.body if listing.drip else ():
                time.sleep(listing.drip)
                self.wfile.write(bytes([byte]))
            if not listing.drip:
                self.wfile.write(listing.body)

        def handle_one_request(self) -> None:
            try:
                super().handle_one_request()
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    listing.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield listing
    finally:
        server.shutdown()
        server.server_close()


class Door:
    """A model that does as the test says; counts what it was asked."""

    def __init__(self, written: Written | ModelFault, filled: Filled[Form] | ModelFault | None = None) -> None:
        self.written = written
        self.filled = filled or Filled(Form("blue", 3), Usage(50, 10, 0.02, estimated=False))
        self.asked: list[Prompt] = []
        self.routes: list[Route] = []

    @property
    def name(self) -> str:
        return "scripted"

    def __call__(self, route: Route, costs: object, stop: Stop) -> Door:
        """Be opened."""
        self.routes.append(route)
        return self

    def write(self, prompt: Prompt, stop: Stop, *, again: bool, retried: Retried) -> Written:
        self.asked.append(prompt)
        if isinstance(self.written, ModelFault):
            raise self.written
        return self.written

    def fill(self, prompt: Prompt, form: type[Any], stop: Stop, *, within: float) -> Filled[Any]:
        self.asked.append(prompt)
        assert form is Form
        if isinstance(self.filled, ModelFault):
            raise self.filled
        return self.filled


HEARD = Written("I can hear you.", Usage(30, 6, 0.002, estimated=False))
NO_MODEL = Door(ModelFault(FaultKind.SERVER, "nobody may ask"))


def checked(choice: Choice, door: Door = NO_MODEL, *, ask: bool = True, keys: Keys | None = None) -> dict[str, Step]:
    """Check a choice; the steps by their names."""
    return {step.name: step for step in steps(choice, keys or Keys({}), ask=ask, opener=door)}


def test_a_model_that_answers_is_well_and_the_check_says_how_fast_and_how_dear() -> None:
    door = Door(HEARD)
    with serving(Listing()) as listing:
        found = checked(choose("ollama/llama3.2", listing.url), door)
    assert [*found] == ["litellm", "key", "address", "model", "form"]
    assert all(step.ok for step in found.values())
    assert "2 models" in found["address"].detail
    assert "answered in" in found["model"].detail and "first word within" in found["model"].detail
    assert "36 tokens, less than $0.01" in found["model"].detail
    assert "60 tokens, $0.02" in found["form"].detail
    assert len(door.asked) == 3 and door.routes[0].model == "openai/llama3.2"


def test_a_price_that_is_unknown_and_tokens_that_were_guessed_are_said_to_be_so() -> None:
    with serving(Listing()) as listing:
        found = checked(choose("any", listing.url), Door(Written("I can.", Usage(30, 6, None, estimated=True))))
    assert "≈ 36 tokens, price unknown" in found["model"].detail


def test_a_fault_of_the_model_ends_the_check_with_the_faults_own_line() -> None:
    door = Door(ModelFault(FaultKind.QUOTA, "the account has no credit left"))
    with serving(Listing()) as listing:
        found = checked(choose("any", listing.url), door)
    assert not found["model"].ok and found["model"].detail == "the account has no credit left"
    assert "form" not in found and len(door.asked) == 1


def test_a_form_that_is_not_filled_in_is_no_fault_of_the_voice() -> None:
    door = Door(HEARD, ModelFault(FaultKind.EMPTY, "no form"))
    with serving(Listing()) as listing:
        found = checked(choose("any", listing.url), door)
    assert found["model"].ok and not found["form"].ok and not found["form"].needed
    assert "the ear and the coach" in found["form"].detail


def test_an_answer_without_words_is_a_fault() -> None:
    with serving(Listing()) as listing:
        assert not checked(choose("any", listing.url), Door(Written(" \n ")))["model"].ok


def test_a_check_can_be_stopped() -> None:
    stop, door = Stop(), Door(HEARD)
    with serving(Listing()) as listing:
        looking = steps(choose("any", listing.url), Keys({}), ask=True, opener=door, stop=stop)
        assert next(looking).name == "litellm"
        stop.set()
        with pytest.raises(Stopped):
            list(looking)
    assert not door.asked and not listing.paths


def test_a_missing_key_is_found_before_anybody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Keys, "find", lambda *_: Found())
    door = Door(HEARD)
    found = checked(choose("openai/gpt-4.1-mini"), door)
    assert [*found] == ["litellm", "key"] and not found["key"].ok
    assert "OPENAI_API_KEY" in found["key"].detail and "trainer model set" in found["key"].detail
    assert not door.routes


def test_a_provider_that_charges_is_not_asked_unless_wanted() -> None:
    door = Door(HEARD)
    keys = Keys({"OPENAI_API_KEY": KEY})
    found = checked(choose("openai/gpt-4.1-mini"), door, ask=False, keys=keys)
    assert all(step.ok for step in found.values()) and not door.routes and "not asked" in found["model"].detail
    assert checked(choose("openai/gpt-4.1-mini"), door, keys=keys)["model"].ok and len(door.routes) == 1
    assert all(KEY not in step.detail for step in found.values())


def test_an_address_elsewhere_is_not_asked_for_its_list_and_one_without_encryption_is_named() -> None:
    keys = Keys({"TRAINER_MODEL_KEY": KEY})
    safe = checked(choose("any", "https://models.example/v1"), ask=False, keys=keys)
    plain = checked(choose("any", "http://models.example/v1"), ask=False, keys=keys)
    assert safe["address"].ok and plain["address"].ok
    assert "not encrypted" in plain["address"].detail and "not encrypted" not in safe["address"].detail


def test_a_missing_litellm_is_told_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.llm.check.find_spec", lambda name: None)
    found = checked(choose("ollama/llama3.2"))
    assert [*found] == ["litellm"] and not found["litellm"].ok and "install" in found["litellm"].detail


def test_a_server_that_is_not_running_is_told_with_how_to_start_it() -> None:
    with FaultServer() as server:
        found = checked(choose("ollama/llama3.2", server.refused_url))
        other = checked(choose("any", server.refused_url))
    assert not found["address"].ok and "`ollama serve`" in found["address"].detail
    assert not other["address"].ok and "start the server" in other["address"].detail
    assert "model" not in found


def test_a_model_that_ollama_does_not_have_is_told_with_how_to_fetch_it() -> None:
    with serving(Listing()) as listing:
        found = checked(choose("ollama/mistral", listing.url))
        assert "`ollama pull mistral`" in found["address"].detail and not found["address"].ok
        assert checked(choose("ollama/llama3.2", listing.url), Door(HEARD))["address"].ok
        assert checked(choose("llama.cpp/whatever", listing.url), Door(HEARD))["address"].ok


@pytest.mark.parametrize(
    ("listing", "says"),
    [
        (Listing(status=401), "a key"),
        (Listing(status=503), "loading"),
        (Listing(status=404), "status 404"),
        (Listing(status=302, headers={"Location": "http://127.0.0.1:1/elsewhere"}), "status 302"),
        (Listing(body=b"<html>hello</html>"), "not as an OpenAI-compatible"),
        (Listing(body=b'{"data": 5}'), "not as an OpenAI-compatible"),
        (Listing(body=b"[" * 100_000), "not as an OpenAI-compatible"),
        (Listing(body=b"\xff\xfe" * 10), "not as an OpenAI-compatible"),
    ],
    ids=["401", "503", "404", "redirect", "html", "no rows", "deep", "no text"],
)
def test_what_is_no_list_of_models_is_one_line_with_nothing_of_it(listing: Listing, says: str) -> None:
    with serving(listing), pytest.raises(Unreachable, match=says) as caught:
        models_at(listing.url, Secret(KEY))
    assert "\n" not in str(caught.value) and KEY not in str(caught.value) and "hello" not in str(caught.value)
    assert listing.paths == ["/v1/models"] and listing.keys == [f"Bearer {KEY}"]


def test_an_address_without_a_path_is_asked_after() -> None:
    with serving(Listing(status=404)) as listing, pytest.raises(Unreachable, match="/v1\\?"):
        models_at(listing.url.removesuffix("/v1"), Secret())
    assert listing.keys == [None]


def test_a_server_that_drips_is_left_after_the_time_that_it_has() -> None:
    begun = time.monotonic()
    with serving(Listing(drip=0.05)) as listing, pytest.raises(Unreachable, match="in time"):
        models_at(listing.url, Secret(), within=0.3)
    assert time.monotonic() - begun < 5


def test_a_long_list_is_cut() -> None:
    rows = json.dumps({"data": [{"id": "m" * 500} for _ in range(500)]}).encode()
    with serving(Listing(body=rows)) as listing:
        found = models_at(listing.url, Secret())
    assert len(found) == 200 and {len(name) for name in found} == {200}


def test_a_name_in_a_list_steers_no_terminal() -> None:
    with serving(Listing(body=b'{"data": [{"id": "a\\u001b[31mb\\u202ec\\nd"}]}')) as listing:
        assert models_at(listing.url, Secret()) == ("abc d",)


def test_the_servers_that_answer_are_found_at_once_and_the_others_left() -> None:
    with serving(Listing()) as one, serving(Listing(drip=1.0)) as slow, FaultServer() as faulty:
        known = [
            Server("slow", "Slow", slow.url, ""),
            Server("down", "Down", faulty.refused_url, ""),
            Server("one", "One", one.url, ""),
            Server("custom", "Custom", "", ""),
        ]
        begun = time.monotonic()
        found = answering(known, within=0.5)
    assert found == [Answering(known[2], ("llama3.2:latest", "other"))]
    assert time.monotonic() - begun < 5


def test_the_whole_way_through_the_real_gateway() -> None:
    with FaultServer() as server:
        found = {step.name: step for step in steps(choose("ok", server.url), Keys({}), ask=True)}
        refused = {step.name: step for step in steps(choose("401", server.url), Keys({}), ask=True)}
        assert server.requests("ok") >= 2 and server.requests("401") == 1
    assert found["model"].ok and "38 tokens" in found["model"].detail and "first word" in found["model"].detail
    assert not refused["model"].ok and "\n" not in refused["model"].detail
