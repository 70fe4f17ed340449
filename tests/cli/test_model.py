"""`model list`, `set`, `test`, `forget`, and what the doctor says of the model."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.llm.faulty import FaultServer
from trainer.desk import Desk
from trainer.llm.choice import from_json
from trainer.llm.prices import Budget
from trainer.llm.providers import PROVIDERS

from .running import assert_one_line, run, typed

KEY = "sk-very-secret-1234567890"


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, account: str) -> str | None:
        return self.kept.get((service, account))

    def set_password(self, service: str, account: str, key: str) -> None:
        self.kept[service, account] = key

    def delete_password(self, service: str, account: str) -> None:
        del self.kept[service, account]


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    """Keep the developer's keyring, keys and local servers out of it."""
    made, module = Ring(), ModuleType("keyring")
    module.get_keyring = lambda: made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", module)
    for variable in ("TRAINER_MODEL_KEY", *(name for one in PROVIDERS for name in one.variables)):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("trainer.llm.check.answering", lambda: [])
    return made


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as made:
        yield made


def stored() -> str:
    """What the settings hold."""
    desk = Desk.open()
    try:
        return desk.store.setting("model")
    finally:
        desk.close()


def keep(text: str) -> None:
    """Put a text into the setting, as an older or a later version may have."""
    desk = Desk.open()
    try:
        desk.store.set_setting("model", text)
    finally:
        desk.close()


def model_check(*options: str) -> dict[str, tuple[bool, str]]:
    """What the doctor says of the model, by the check's name."""
    done = run("doctor", "--json", *options)
    checks = done.json["checks"]
    assert done.code == (0 if all(one["ok"] for one in checks) else 1)
    return {one["name"]: (one["ok"], one["detail"]) for one in checks if one["name"].startswith("model")}


def test_without_a_model_the_customer_is_authored() -> None:
    for command in (("model",), ("model", "list")):
        shown = run(*command, "--json").json
        assert (shown["voice"], shown["set_by"], shown["model"]) == ("authored", "nothing", None)
        assert "the customer is authored" in run(*command).out
    assert_one_line(run("model", "test"))
    assert model_check() == {"model": (True, "authored customer; no model is set")}


def test_a_model_is_set_listed_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    done = run("model", "set", "openai/gpt-4.1-mini", "--wait", "12", "--budget", "0.50", "--ear")
    assert done.code == 0 and "≈" in done.out and "OPENAI_API_KEY" in done.out and "OpenAI" in done.out
    choice = from_json(stored())
    assert choice is not None
    assert (choice.name, choice.wait, choice.budget, choice.ear) == (
        "openai/gpt-4.1-mini",
        12,
        Budget(dollars=0.5),
        True,
    )
    shown = run("model", "--json").json
    assert (shown["voice"], shown["set_by"]) == ("model", "settings")
    assert shown["model"]["key"] == "OPENAI_API_KEY" and shown["model"]["budget"] == "$0.50"
    assert {"id": "openai", "title": "OpenAI", "key": "OPENAI_API_KEY", "try": "openai/gpt-4.1-mini"} in shown[
        "providers"
    ]
    everything = run("model", "--json").out + run("model").out + run("model").err + stored()
    assert KEY not in everything
    assert run("model", "forget").code == 0 and stored() == ""


def test_the_environment_goes_before_the_settings_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    run("model", "set", "openai/gpt-4.1-mini")
    monkeypatch.setenv("TRAINER_MODEL", "ollama/llama3.2")
    shown = run("model", "--json").json
    assert (shown["set_by"], shown["model"]["name"]) == ("environment", "ollama/llama3.2")
    done = run("model", "set", "authored")
    assert "TRAINER_MODEL" in done.err and stored() == ""
    monkeypatch.setenv("TRAINER_MODEL", "authored")
    assert "switched off" in run("model").out


def test_a_key_comes_from_stdin_and_is_only_in_the_keyring(ring: Ring) -> None:
    done = run("model", "set", "openai/gpt-4.1-mini", "--key-stdin", "--json", stdin=typed(KEY))
    assert done.code == 0 and ring.kept == {("interview-trainer", "openai"): KEY}
    assert done.json["model"]["key"] == "the system keyring"
    assert KEY not in done.out + done.err + stored()
    gone = run("model", "forget", "--key", "--json")
    assert gone.json == {"model_forgotten": True, "key_forgotten": True} and not ring.kept


def test_a_key_is_asked_for_without_echo_where_one_is_missing(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def typed_in(prompt: str) -> str:
        asked.append(prompt)
        return KEY

    monkeypatch.setattr("getpass.getpass", typed_in)
    monkeypatch.setattr("trainer.cli.output.is_terminal", lambda output=True: True)
    done = run("model", "set", "anthropic/claude-haiku-4-5")
    assert done.code == 0 and ring.kept == {("interview-trainer", "anthropic"): KEY}
    assert KEY not in done.out + done.err and "Anthropic" in asked[0]
    run("model", "set", "anthropic/claude-haiku-4-5")  # it is there now
    run("model", "set", "ollama/llama3.2")  # needs none
    assert len(asked) == 1


def test_a_key_of_another_model_can_be_forgotten(ring: Ring) -> None:
    run("model", "set", "anthropic/claude-haiku-4-5", "--key-stdin", stdin=typed(KEY))
    run("model", "set", "ollama/llama3.2")
    done = run("model", "forget", "anthropic/claude-haiku-4-5", "--key", "--json")
    assert done.json == {"model_forgotten": False, "key_forgotten": True} and not ring.kept
    assert stored()


def test_what_was_set_stays_when_another_model_is_set() -> None:
    run("model", "set", "openai/gpt-4.1-mini", "--wait", "20", "--budget", "0.50", "--ear")
    run("model", "set", "mistral/mistral-small-latest", "--no-ear")
    choice = from_json(stored())
    assert choice is not None
    assert (choice.wait, choice.budget, choice.ear) == (20, Budget(dollars=0.5), False)
    run("model", "set", "mistral/mistral-small-latest", "--budget", "none")
    choice = from_json(stored())
    assert choice is not None and choice.budget is None and choice.wait == 20


def test_a_budget_in_dollars_is_refused_where_no_price_is_known() -> None:
    for name in ("ollama/llama3.2", "openai/no-such-model"):
        done = run("model", "set", name, "--budget", "0.50")
        assert_one_line(done)
        assert "tokens" in done.err
        assert run("model", "set", name, "--budget", "50000 tokens").code == 0
        run("model", "forget")


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", "no-such-provider/x"),
        ("set", "two words"),
        ("set", "\x1b[31mred"),
        ("set", "x", "--url", "ftp://host"),
        ("set", "x", "--url", f"http://user:{KEY}@host/v1"),
        ("set", "gpt-4.1-mini", "--wait", "0"),
        ("set", "gpt-4.1-mini", "--wait", "nan"),
        ("set", "gpt-4.1-mini", "--wait", "soon"),
        ("set", "gpt-4.1-mini", "--budget", "lots"),
        ("set", "gpt-4.1-mini", "--key-stdin"),
        ("set",),
        ("test", "no-such-provider/x"),
        ("test", "--url", "http://127.0.0.1:1/v1"),
        ("test", "authored"),
        ("forget", "gpt-4.1-mini"),
        ("forget", "--key"),
        ("nonsense",),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(arguments: tuple[str, ...]) -> None:
    done = run("model", *arguments)
    assert_one_line(done)
    assert KEY not in done.err and "\x1b" not in done.err and stored() == ""


def test_an_address_without_its_model_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_MODEL_URL", "http://127.0.0.1:1/v1")
    assert_one_line(run("model"))
    assert model_check()["model"][0] is False


@pytest.mark.parametrize("text", ["{broken", "[]", '{"name": "x", "key": "y"}'])
def test_a_broken_setting_is_one_line_until_it_is_set_again_or_forgotten(text: str) -> None:
    keep(text)
    for command in (("model",), ("model", "test"), ("model", "forget", "--key")):
        assert_one_line(run(*command))
    assert model_check()["model"][0] is False
    assert run("model", "set", "ollama/llama3.2").code == 0 and run("model").code == 0
    keep(text)
    assert run("model", "forget").code == 0 and stored() == ""


def test_the_test_of_a_good_model_says_ok_with_time_and_price(server: FaultServer) -> None:
    done = run("model", "test", "ok", "--url", server.url)
    assert done.code == 0, done.out + done.err
    assert "ok  model: answered in" in done.out and "price unknown" in done.out
    shown = run("model", "test", "ok", "--url", server.url, "--json").json
    assert shown["ok"] is True and shown["fix"] is None
    assert [step["name"] for step in shown["steps"]] == ["litellm", "key", "address", "model", "form"]


@pytest.mark.parametrize("model", ["401", "404", "429quota", "empty"])
def test_the_test_of_a_model_that_refuses_exits_with_3_and_one_line(server: FaultServer, model: str) -> None:
    done = run("model", "test", model, "--url", server.url)
    assert done.code == 3 and done.err.count("\n") == 1 and "PROBLEM  model: " in done.out
    again = run("model", "test", model, "--url", server.url, "--json")
    assert again.code == 3 and again.err == "" and again.json["ok"] is False and again.json["fix"]


def test_the_test_of_a_server_that_is_not_there_exits_with_3(server: FaultServer) -> None:
    done = run("model", "test", "ollama/x", "--url", server.refused_url)
    assert done.code == 3 and "ollama serve" in done.err


def test_the_doctor_follows_the_way_to_the_model(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = server.requests("ok")
    run("model", "set", "ok", "--url", server.url)
    found = model_check()
    assert all(ok for ok, _ in found.values()) and "not asked" in found["model's answer"][1]
    assert server.requests("ok") == asked  # only the list of models
    found = model_check("--model")
    assert found["model's answer"][1].startswith("answered in") and server.requests("ok") > asked
    run("model", "set", "x", "--url", server.refused_url)
    ok, detail = model_check()["model's address"]
    assert not ok and "start the server" in detail
    run("model", "set", "openai/gpt-4.1-mini")
    ok, detail = model_check()["model's key"]
    assert not ok and "OPENAI_API_KEY" in detail
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    found = model_check()  # nothing leaves this machine: the suite's network is off
    assert all(ok for ok, _ in found.values()) and KEY not in json.dumps(found)
