"""Where a key is looked for, to whom it goes, and that it is shown nowhere."""

from __future__ import annotations

import pickle
import sys
import threading
from types import ModuleType

import pytest

from trainer.llm import keys
from trainer.llm.choice import choose, route_of
from trainer.llm.keys import Found, KeyringFault, Keys, account_of, key_of, needs_key
from trainer.llm.providers import PROVIDERS
from trainer.llm.route import Secret

KEY = "sk-very-secret-1234567890"
HOSTED = choose("openai/gpt-4.1-mini")
LOCAL = choose("ollama/llama3.2")
FAR = choose("openai/gpt-4.1-mini", "https://models.example/v1")


class Ring:
    """A keyring in memory; `broken` is raised by whatever is asked of it."""

    def __init__(self, broken: Exception | None = None) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = broken
        self.asked = 0

    def get_password(self, service: str, account: str) -> str | None:
        self._ask()
        return self.kept.get((service, account))

    def set_password(self, service: str, account: str, key: str) -> None:
        self._ask()
        self.kept[service, account] = key

    def delete_password(self, service: str, account: str) -> None:
        self._ask()
        del self.kept[service, account]

    def _ask(self) -> None:
        self.asked += 1
        if self.broken:
            raise self.broken


class Forgetful(Ring):
    """Takes everything and keeps nothing, without a word."""

    def set_password(self, service: str, account: str, key: str) -> None:
        self._ask()


class KeyringLocked(Exception):
    """Named as the package names it."""


def use(monkeypatch: pytest.MonkeyPatch, ring: object) -> None:
    """Put a ring in the place of the system's."""
    module = ModuleType("keyring")
    module.get_keyring = lambda: ring  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", module)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    made = Ring()
    use(monkeypatch, made)
    return made


def test_a_key_is_kept_found_and_forgotten(ring: Ring) -> None:
    Keys({}).store(HOSTED, Secret(KEY))
    assert ring.kept == {("interview-trainer", "openai"): KEY}
    assert Keys({}).find(HOSTED) == Found(Secret(KEY), "the system keyring")
    assert Keys({}).forget(HOSTED) is True
    assert Keys({}).forget(HOSTED) is False
    assert Keys({}).find(HOSTED) == Found()


def test_the_environment_goes_before_the_keyring_and_our_variable_before_the_providers(ring: Ring) -> None:
    Keys({}).store(HOSTED, Secret("from-the-ring"))
    both = {"TRAINER_MODEL_KEY": "ours-1234", "OPENAI_API_KEY": "theirs-1234"}
    assert Keys(both).find(HOSTED) == Found(Secret("ours-1234"), "TRAINER_MODEL_KEY")
    assert Keys({"OPENAI_API_KEY": " theirs-1234 \n"}).find(HOSTED) == Found(Secret("theirs-1234"), "OPENAI_API_KEY")
    assert Keys({"OPENAI_API_KEY": " "}).find(HOSTED).source == "the system keyring"


@pytest.mark.parametrize("choice", [FAR, LOCAL, choose("anthropic/claude", "http://127.0.0.1:9/v1")])
def test_a_providers_own_key_never_goes_to_another_address(ring: Ring, choice: object) -> None:
    environment = {variable: KEY for provider in PROVIDERS for variable in provider.variables}
    found = Keys(environment).find(choice)  # type: ignore[arg-type]
    assert found == Found()
    assert not route_of(choice, Keys(environment)).key  # type: ignore[arg-type]


def test_our_own_variable_goes_with_whatever_is_chosen(ring: Ring) -> None:
    assert all(Keys({"TRAINER_MODEL_KEY": KEY}).find(one).key == Secret(KEY) for one in (HOSTED, FAR, LOCAL))


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.id)
def test_each_providers_own_variables_are_read_for_it_and_no_others(ring: Ring, provider: object) -> None:
    for other in PROVIDERS:
        choice = choose(f"{other.id}/model")
        for variable in provider.variables:  # type: ignore[attr-defined]
            assert bool(Keys({variable: KEY}).find(choice).key) is (other is provider)


def test_accounts_tell_providers_and_servers_apart() -> None:
    named = {
        choose("gpt-4.1-mini"): "openai",
        choose("openai/x", "https://models.example/v1"): "models.example:443",
        choose("x", "http://models.example/v1"): "models.example:80",
        choose("x", "http://[::1]:8080/v1"): "[::1]:8080",
        LOCAL: "127.0.0.1:11434",
    }
    assert {choice: account_of(choice) for choice in named} == named


def test_the_keyring_is_not_woken_for_this_machine_unless_a_key_was_put_there(ring: Ring) -> None:
    assert Keys({}).find(LOCAL) == Found() and ring.asked == 0
    Keys({}).store(LOCAL, Secret(KEY))
    kept = choose("ollama/llama3.2", keyed=True)
    assert Keys({}).find(kept).key == Secret(KEY)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (KeyringLocked(f"locked, {KEY}"), "locked"),
        (RuntimeError(f"no bus; {KEY}"), "cannot be used"),
        (OSError(5, KEY), "cannot be used"),
    ],
)
def test_a_keyring_that_fails_is_one_line_with_none_of_its_words(
    monkeypatch: pytest.MonkeyPatch, broken: Exception, says: str
) -> None:
    use(monkeypatch, Ring(broken))
    found = Keys({}).find(HOSTED)
    assert not found.key and says in found.fault and "OPENAI_API_KEY" in found.fault
    with pytest.raises(KeyringFault, match=says) as caught:
        Keys({}).store(HOSTED, Secret(KEY))
    assert KEY not in str(caught.value) and caught.value.__context__ is None


def test_a_keyring_that_is_missing_keeps_nothing_or_keeps_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Forgetful())
    with pytest.raises(KeyringFault, match="did not keep"):
        Keys({}).store(HOSTED, Secret(KEY))
    for module, says in (
        ("keyring.backends.fail", "no system keyring"),
        ("keyring.backends.null", "no system keyring"),
        ("keyrings.alt.file", "in a file"),
    ):
        use(monkeypatch, type("Keyring", (Ring,), {"__module__": module})())
        with pytest.raises(KeyringFault, match=says):
            Keys({}).store(HOSTED, Secret(KEY))
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "not installed" in Keys({}).find(HOSTED).fault


def test_a_keyring_that_hangs_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    let_go = threading.Event()

    class Hanging(Ring):
        def get_password(self, service: str, account: str) -> str | None:
            let_go.wait(30)
            return None

    use(monkeypatch, Hanging())
    monkeypatch.setattr(keys, "PATIENCE", 0.1)
    try:
        assert "does not answer" in Keys({}).find(HOSTED).fault
    finally:
        let_go.set()


@pytest.mark.parametrize("text", ["", "two words", "sk-\x1b[31m", "sk-\r\nX-Evil: 1", "schlüssel", "a" * 4001])
def test_what_cannot_be_a_key_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(KeyringFault) as caught:
        key_of(text)
    assert not text or text not in str(caught.value)
    if text:
        found = Keys({"OPENAI_API_KEY": text}).find(HOSTED)
        assert not found.key and found.fault.startswith("OPENAI_API_KEY: ") and text not in found.fault


def test_a_key_is_in_no_text_and_in_no_pickle(ring: Ring) -> None:
    found = Keys({"TRAINER_MODEL_KEY": KEY}).find(HOSTED)
    assert KEY not in repr(found) and KEY not in str(found) and KEY not in f"{found.key}"
    assert KEY not in HOSTED.as_json()
    with pytest.raises(TypeError):
        pickle.dumps(found.key)


def test_only_providers_cannot_do_without_a_key() -> None:
    assert needs_key(HOSTED) and not needs_key(LOCAL) and not needs_key(FAR)
