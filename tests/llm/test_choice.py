"""What the learner may choose, what goes before what, and that a choice survives the settings."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.llm.choice import (
    LONGEST_WAIT,
    Choice,
    ChoiceError,
    SetBy,
    choose,
    from_json,
    resolve,
    route_of,
    set_by,
)
from trainer.llm.keys import Found
from trainer.llm.prices import Budget
from trainer.llm.providers import PROVIDERS, SERVERS, is_here, is_near, provider_of
from trainer.llm.route import Secret

MINE = "http://127.0.0.1:9999/v1"
STORED = choose("mistral/mistral-small-latest", wait=20, budget=Budget(dollars=0.5), ear=True).as_json()


class OneKey:
    """A finder that always has the same key."""

    def find(self, choice: Choice) -> Found:
        return Found(Secret("sk-test-1234"), "a test")


@pytest.mark.parametrize(
    ("name", "url", "model", "address"),
    [
        ("openai/gpt-4.1-mini", "", "openai/gpt-4.1-mini", ""),
        ("gpt-4.1-mini", "", "openai/gpt-4.1-mini", ""),
        ("claude-haiku-4-5", "", "anthropic/claude-haiku-4-5", ""),
        ("Anthropic/claude-haiku-4-5", "", "anthropic/claude-haiku-4-5", ""),
        ("cohere/command-r-08-2024", "", "cohere_chat/command-r-08-2024", ""),
        ("together/deepseek-ai/DeepSeek-V4.1-Flash", "", "together_ai/deepseek-ai/DeepSeek-V4.1-Flash", ""),
        ("ollama/llama3.2", "", "openai/llama3.2", "http://127.0.0.1:11434/v1"),
        ("ollama/hf.co/bartowski/Llama-3.2:Q4_K_M", "", "openai/hf.co/bartowski/Llama-3.2:Q4_K_M", None),
        ("ollama/llama3.2", "http://192.168.1.5:11434/v1", "openai/llama3.2", "http://192.168.1.5:11434/v1"),
        ("llama.cpp", "", "openai/default", "http://127.0.0.1:8080/v1"),
        ("llama-cpp/smol", "", "openai/smol", "http://127.0.0.1:8080/v1"),
        # LM Studio has models whose own name begins with `openai/`: the server must be asked for exactly that.
        ("lm-studio/openai/gpt-oss-20b", "", "openai/openai/gpt-oss-20b", "http://127.0.0.1:1234/v1"),
        ("vllm/Qwen/Qwen3-8B", "", "openai/Qwen/Qwen3-8B", "http://127.0.0.1:8000/v1"),
        ("anything", MINE, "openai/anything", MINE),
        ("openai/anything", MINE, "openai/anything", MINE),
        ("anthropic/claude-haiku-4-5", MINE, "openai/anthropic/claude-haiku-4-5", MINE),
        ("custom", MINE, "openai/default", MINE),
        ("anything", MINE + "/chat/completions", "openai/anything", MINE),
        ("anything", " " + MINE + "/ ", "openai/anything", MINE),
    ],
)
def test_a_name_says_which_model_and_where(name: str, url: str, model: str, address: str | None) -> None:
    choice = choose(name, url)
    assert choice.model == model
    assert address is None or choice.address == address


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "characters"),
        ("a" * 201, "characters"),
        ("a b", "letters"),
        ("a\x1b[31m", "letters"),
        ("-rf", "letters"),
        ("openai//x", "letters"),
        ("openai/", "letters"),
        ("authored", "not a model"),
        ("ollama", "ollama/NAME"),
        ("custom", "--url"),
        ("llama3.2", "--url"),
        ("nobody/model", "openai/"),
        ("gpt-oss:20b", "ollama/"),  # an open model as Ollama writes it: nothing may go to OpenAI
        ("mistral-nemo", "ollama/"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_in_one_line_that_helps(name: str, says: str) -> None:
    with pytest.raises(ChoiceError, match=says) as caught:
        choose(name)
    assert "\n" not in str(caught.value) and "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://host/v1",
        "file:///etc/passwd",
        "127.0.0.1:8080",
        "http://",
        "http://host:99999/v1",
        "http://host:0/v1",
        "http://[::1/v1",
        "http://user:secret-word@host/v1",
        "http://secret-word@host/v1",
        "https://host/v1?key=secret-word",
        "https://host/v1#secret-word",
        "https://ho st/v1",
        "https://host/v1\r\nX: y",
        "https://höst/v1",
        "https://host/" + "a" * 300,
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ChoiceError) as caught:
        choose("anything", url)
    assert "\n" not in str(caught.value) and "secret-word" not in str(caught.value)


@pytest.mark.parametrize("wait", [0, 0.5, -1, 121, float("nan"), float("inf")])
def test_a_wait_out_of_bounds_is_refused(wait: float) -> None:
    with pytest.raises(ChoiceError, match="1 to 120 seconds"):
        choose("gpt-4.1-mini", wait=wait)


@pytest.mark.parametrize(
    ("option", "environment", "stored", "name", "by"),
    [
        (None, {}, "", None, SetBy.NOTHING),
        (None, {}, STORED, "mistral/mistral-small-latest", SetBy.SETTINGS),
        (None, {"TRAINER_MODEL": "gpt-4.1-mini"}, STORED, "gpt-4.1-mini", SetBy.ENVIRONMENT),
        ("ollama/a", {"TRAINER_MODEL": "gpt-4.1-mini"}, STORED, "ollama/a", SetBy.OPTION),
        ("authored", {"TRAINER_MODEL": "gpt-4.1-mini"}, STORED, None, SetBy.OPTION),
        ("authored", {"TRAINER_MODEL": "no good"}, "{broken", None, SetBy.OPTION),
        ("authored", {"TRAINER_MODEL_URL": "no good"}, "", None, SetBy.OPTION),
        (None, {"TRAINER_MODEL": "Authored"}, STORED, None, SetBy.ENVIRONMENT),
        (None, {"TRAINER_MODEL": " "}, STORED, "mistral/mistral-small-latest", SetBy.SETTINGS),
    ],
)
def test_the_option_goes_before_the_environment_before_the_settings(
    option: str | None, environment: dict[str, str], stored: str, name: str | None, by: SetBy
) -> None:
    choice = resolve(option, environment, stored)
    assert (choice.name if choice else None, set_by(option, environment, stored)) == (name, by)


def test_the_address_of_the_environment_goes_with_the_option_and_with_its_own_model_but_not_with_the_settings() -> None:
    at_mine = {"TRAINER_MODEL_URL": MINE}
    option = resolve("anything", at_mine, STORED)
    assert option is not None and option.address == MINE
    own = resolve(None, {**at_mine, "TRAINER_MODEL": "anything"}, STORED)
    assert own is not None and own.address == MINE
    with pytest.raises(ChoiceError, match="TRAINER_MODEL is not"):
        resolve(None, at_mine, STORED)


def test_wait_ear_and_budget_are_the_learners_whatever_the_model() -> None:
    other = resolve("anthropic/claude-haiku-4-5", {}, STORED)
    assert other is not None
    assert (other.wait, other.ear, other.budget) == (20, True, Budget(dollars=0.5))
    local = resolve("ollama/llama3.2", {}, STORED)
    assert local is not None and local.budget is None  # nobody charges, so dollars cannot be counted
    tokens = choose("gpt-4.1-mini", budget=Budget(tokens=5000)).as_json()
    local = resolve("ollama/llama3.2", {}, tokens)
    assert local is not None and local.budget == Budget(tokens=5000)


def test_a_key_in_the_keyring_is_remembered_for_the_same_place_only() -> None:
    kept = choose("anything", MINE, keyed=True).as_json()
    same = resolve("anything", {"TRAINER_MODEL_URL": MINE}, kept)
    other = resolve("anything", {"TRAINER_MODEL_URL": "http://127.0.0.1:1/v1"}, kept)
    assert same is not None and same.keyed
    assert other is not None and not other.keyed


@pytest.mark.parametrize(
    "choice",
    [
        choose("openai/gpt-4.1-mini"),
        choose("anything", MINE, wait=1.5, budget=Budget(tokens=50000), ear=True, keyed=True),
        choose("ollama/llama3.2", budget=Budget(dollars=0.1234)),
    ],
)
def test_a_choice_comes_back_from_the_settings_as_it_was(choice: Choice) -> None:
    assert from_json(choice.as_json()) == choice


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        "5",
        '"gpt"',
        "{}",
        '{"name": 5}',
        '{"name": "gpt-4.1-mini", "key": "sk-1"}',
        '{"name": "gpt-4.1-mini", "wait": true}',
        '{"name": "gpt-4.1-mini", "wait": NaN}',
        '{"name": "gpt-4.1-mini", "wait": 1e999}',
        '{"name": "gpt-4.1-mini", "wait": ' + "9" * 400 + "}",
        '{"name": "gpt-4.1-mini", "ear": 1}',
        '{"name": "gpt-4.1-mini", "budget": "lots"}',
        '{"name": "nobody/x"}',
        '{"name": "x", "url": "ftp://y"}',
        "[" * 100_000,
        '{"name": "' + "a" * 5000 + '"}',
    ],
)
def test_a_broken_setting_is_one_clear_line(text: str) -> None:
    with pytest.raises(ChoiceError, match="trainer model set") as caught:
        from_json(text)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 600


@given(st.text(max_size=60), st.text(max_size=60), st.floats())
def test_whatever_is_typed_is_a_sound_choice_or_refused(name: str, url: str, wait: float) -> None:
    try:
        choice = choose(name, url, wait=wait)
    except ChoiceError as error:
        assert "\n" not in str(error)
        return
    assert choice.model and 1 <= choice.wait <= LONGEST_WAIT
    assert from_json(choice.as_json()) == choice


@given(st.text(max_size=200) | st.dictionaries(st.text(max_size=8), st.integers() | st.text()).map(json.dumps))
def test_whatever_the_settings_hold_is_read_or_refused(text: str) -> None:
    try:
        from_json(text)
    except ChoiceError as error:
        assert "\n" not in str(error)


def test_the_route_has_the_key_and_deadlines_that_follow_from_the_wait() -> None:
    route = route_of(choose("ollama/llama3.2", wait=16), OneKey())
    assert (route.name, route.model, route.url) == ("ollama/llama3.2", "openai/llama3.2", "http://127.0.0.1:11434/v1")
    assert (route.deadlines.first, route.deadlines.idle, route.deadlines.total) == (16, 10, 40)
    assert route.key == Secret("sk-test-1234") and "sk-test" not in repr(route)


def test_the_default_deadlines_are_those_of_a_route() -> None:
    assert choose("gpt-4.1-mini").deadlines == type(route_of(choose("gpt-4.1-mini"), OneKey()).deadlines)()


def test_names_in_the_table_are_unambiguous_and_the_recommended_ones_are_their_providers() -> None:
    names = [name for one in (*PROVIDERS, *SERVERS) for name in (one.id, *one.aliases)]
    assert len(names) == len(set(names))
    for provider in PROVIDERS:
        if provider.recommended:
            found = provider_of(provider.recommended)
            assert found is not None and found[0] is provider


@pytest.mark.parametrize(
    ("url", "here", "near"),
    [
        ("http://127.0.0.1:1/v1", True, True),
        ("http://[::1]:1/v1", True, True),
        ("http://localhost/v1", True, True),
        ("http://192.168.1.5/v1", False, True),
        ("http://box.local/v1", False, True),
        ("http://127.0.0.1.evil.example/v1", False, False),
        ("https://localhost.example/v1", False, False),
        ("https://8.8.8.8/v1", False, False),
    ],
)
def test_it_is_known_whether_an_address_is_here_near_or_far(url: str, here: bool, near: bool) -> None:
    assert (is_here(url), is_near(url)) == (here, near)


def test_choosing_loads_nothing_heavy() -> None:
    code = (
        "import sys, trainer.llm.choice, trainer.llm.keys, trainer.llm.prices, trainer.llm.check\n"
        "from trainer.llm.choice import choose\n"
        "from trainer.llm.prices import price_of\n"
        "assert price_of(choose('openai/gpt-4.1-mini')) is not None\n"
        "heavy = {'litellm', 'openai', 'httpx', 'keyring', 'jinja2', 'pydantic', 'textual', 'sqlalchemy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
