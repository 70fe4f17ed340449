"""Room `llm`: which model the learner has chosen, where it is, and what it may take. Read, checked, kept as JSON."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from trainer.llm.prices import Budget, BudgetError, needs_no_price
from trainer.llm.providers import COMPATIBLE, PROVIDERS, SERVERS, is_here, provider_of, server_of
from trainer.llm.route import Deadlines, Route

if TYPE_CHECKING:
    from trainer.llm.keys import Found

#: In place of a model's name: no model, whatever else is set.
AUTHORED = "authored"
#: The store's setting that holds the learner's choice as JSON; empty where there is none.
SETTING = "model"
MODEL_VARIABLE, URL_VARIABLE = "TRAINER_MODEL", "TRAINER_MODEL_URL"

#: Seconds to the first words: the default, and what may be chosen. Idle and total deadlines follow from it.
WAIT, SHORTEST_WAIT, LONGEST_WAIT = 8.0, 1.0, 120.0
IDLE_SHARE, TOTAL_SHARE = 5 / 8, 2.5
LONGEST_NAME, LONGEST_URL, LONGEST_SETTING = 200, 300, 4000

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]*")
_URL = re.compile(r"[!-~]+")
_UNREADABLE = "the model in the settings cannot be read; set it again with `trainer model set NAME`"


class ChoiceError(ValueError):
    """A model cannot be chosen like this; the message is one line for people."""


class SetBy(StrEnum):
    """What decided on the model."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    SETTINGS = "settings"
    NOTHING = "nothing"


class Finder(Protocol):
    """Finds the key for a choice; `trainer.llm.keys.Keys` does."""

    def find(self, choice: Choice) -> Found:
        """Give the key and where it is from."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """A model, as the learner chose it. Made by `choose`; always sound."""

    name: str
    """As given: `openai/gpt-4.1-mini`, `ollama/llama3.2`, or any name together with a url."""
    url: str = ""
    """An OpenAI-compatible address; empty for the provider's or local server's own."""
    wait: float = WAIT
    """Seconds to the first words, 1 to 120."""
    budget: Budget | None = None
    """The most that a session may use."""
    ear: bool = False
    """Whether the model also helps to hear what a line is about."""
    keyed: bool = False
    """Whether a key for this very choice was put into the system keyring."""

    def __post_init__(self) -> None:
        """Raise ChoiceError where something is not sound."""
        _check_name(self.name)
        if self.url:
            _check_url(self.url)
        if not (math.isfinite(self.wait) and SHORTEST_WAIT <= self.wait <= LONGEST_WAIT):
            raise ChoiceError(f"the wait is {SHORTEST_WAIT:.0f} to {LONGEST_WAIT:.0f} seconds")
        self._check_place()

    @property
    def address(self) -> str:
        """Where requests go if not to a provider of the table: the url, or the local server's own; else empty."""
        if self.url:
            return self.url
        found = server_of(self.name)
        return found[0].url if found else ""

    @property
    def model(self) -> str:
        """The model's name as litellm wants it, provider first."""
        if found := server_of(self.name):
            return COMPATIBLE + found[1]  # always: some models' own names begin with `openai/`
        if self.url:
            return self.name if self.name.startswith(COMPATIBLE) else COMPATIBLE + self.name
        provider = provider_of(self.name)
        assert provider is not None  # seen to when it was made
        return f"{provider[0].id}/{provider[1]}"

    @property
    def goes_to(self) -> str:
        """Where the learner's words go, in words."""
        if self.address:
            return f"{self.address} (this machine)" if is_here(self.address) else self.address
        provider = provider_of(self.name)
        return provider[0].goes_to if provider else ""

    @property
    def deadlines(self) -> Deadlines:
        """How long a request may take."""
        return Deadlines(self.wait, self.wait * IDLE_SHARE, self.wait * TOTAL_SHARE)

    def as_json(self) -> str:
        """Give it as the settings keep it. A key is never part of it."""
        data = {"name": self.name, "url": self.url, "wait": self.wait, "ear": self.ear, "keyed": self.keyed}
        return json.dumps({**data, "budget": str(self.budget) if self.budget else ""})

    def _check_place(self) -> None:
        found = server_of(self.name)
        if found is not None:
            server, model = found
            if not model:
                raise ChoiceError(f"say which model of {server.title}: {server.id}/NAME")
            if not self.address:
                raise ChoiceError(f"{self.name} needs its address: add --url, or set {URL_VARIABLE}")
        elif not self.url and provider_of(self.name) is None:
            known = ", ".join(f"{one.id}/" for one in (*PROVIDERS, *SERVERS) if one.id != "custom")
            raise ChoiceError(f"whose model is {self.name!r}? Begin its name with one of {known} or give its --url")


def choose(
    name: str,
    url: str = "",
    *,
    wait: float = WAIT,
    budget: Budget | None = None,
    ear: bool = False,
    keyed: bool = False,
) -> Choice:
    """Make a choice of what was typed.

    Raises:
        ChoiceError: it is none; one line says what to do.
    """
    return Choice(name.strip(), tidy_url(url), float(wait), budget, ear, keyed)


def tidy_url(url: str) -> str:
    """Give an address without the slash, or the path of one function, that it was copied with."""
    return url.strip().rstrip("/").removesuffix("/chat/completions").removesuffix("/models")


def from_json(text: str) -> Choice | None:
    """Read what the settings keep; None where nothing is set.

    Raises:
        ChoiceError: it is broken, or of another version.
    """
    if not text.strip():
        return None
    try:
        data = json.loads(text) if len(text) <= LONGEST_SETTING else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not _typed(data):
        raise ChoiceError(_UNREADABLE)
    budget = data.pop("budget", "")
    try:
        data["wait"] = float(data.get("wait", WAIT))
        return Choice(**data, budget=Budget.parse(budget) if budget else None)
    except (ChoiceError, BudgetError, OverflowError) as error:
        raise ChoiceError(f"{_UNREADABLE} ({error})") from None


def resolve(option: str | None, environment: Mapping[str, str], stored: str) -> Choice | None:
    """Give the model that plays: `--model` before the environment before the settings; None is the authored customer.

    `option` is None where it was not given, `stored` the text of the setting. TRAINER_MODEL_URL goes with the option
    as it goes with TRAINER_MODEL. A model from the option or the environment keeps the wait, the ear and the budget
    of the settings; a budget in dollars is dropped for a server that charges nothing.

    Raises:
        ChoiceError: what decides cannot be read; one line says what to do.
    """
    by = set_by(option, environment, stored)
    if by is SetBy.NOTHING:
        return None
    if by is SetBy.SETTINGS:
        return from_json(stored)
    name = option if option is not None else environment.get(MODEL_VARIABLE, "")
    if _is_authored(name):
        return None
    choice = choose(name, environment.get(URL_VARIABLE, ""))
    kept = from_json(stored)
    return choice if kept is None else with_habits(choice, kept)


def set_by(option: str | None, environment: Mapping[str, str], stored: str) -> SetBy:
    """Say what decides on the model; it may decide on `authored`.

    Raises:
        ChoiceError: an address is set without a model.
    """
    if option is not None:
        return SetBy.OPTION
    if environment.get(MODEL_VARIABLE, "").strip():
        return SetBy.ENVIRONMENT
    if environment.get(URL_VARIABLE, "").strip():
        raise ChoiceError(f"{URL_VARIABLE} is set and {MODEL_VARIABLE} is not; set both, or give --model NAME")
    return SetBy.SETTINGS if stored.strip() else SetBy.NOTHING


def with_habits(choice: Choice, kept: Choice) -> Choice:
    """Give a choice with the wait, the ear and the budget of another one: they are the learner's, whatever the model.

    A budget in dollars is dropped for a server that charges nothing.
    """
    budget = kept.budget
    if budget is not None and budget.dollars is not None and needs_no_price(choice):
        budget = None
    same = (choice.name, choice.address) == (kept.name, kept.address)
    return replace(choice, wait=kept.wait, budget=budget, ear=kept.ear, keyed=kept.keyed and same)


def route_of(choice: Choice, keys: Finder) -> Route:
    """Give the way to a chosen model, with its key where there is one."""
    return Route(choice.name, choice.model, choice.address, keys.find(choice).key, choice.deadlines)


def _is_authored(name: str) -> bool:
    return name.strip().casefold() == AUTHORED


def _typed(data: dict[str, Any]) -> bool:
    """Say whether a setting has the known fields only, each of its type."""
    kinds: dict[str, type | tuple[type, ...]] = {
        "name": str, "url": str, "wait": (int, float), "budget": str, "ear": bool, "keyed": bool,
    }  # fmt: skip
    return "name" in data and all(
        key in kinds and isinstance(value, kinds[key]) and not (key == "wait" and isinstance(value, bool))
        for key, value in data.items()
    )


def _check_name(name: str) -> None:
    if not name or len(name) > LONGEST_NAME:
        raise ChoiceError(f"a model's name has 1 to {LONGEST_NAME} characters, such as openai/gpt-4.1-mini")
    if not _NAME.fullmatch(name) or "//" in name or name.endswith("/"):
        raise ChoiceError("a model's name has letters, digits and . _ : / @ + - only, such as openai/gpt-4.1-mini")
    if _is_authored(name):
        raise ChoiceError(f"{AUTHORED} is not a model; it means that none is used")


def _check_url(url: str) -> None:
    if len(url) > LONGEST_URL or not _URL.fullmatch(url):
        raise ChoiceError(f"an address has at most {LONGEST_URL} plain characters, such as http://127.0.0.1:8080/v1")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ChoiceError("the address cannot be read; write it like http://127.0.0.1:8080/v1") from None
    if parts.scheme not in ("http", "https") or not host or port == 0:
        raise ChoiceError("an address begins with http:// or https:// and a host, such as http://127.0.0.1:8080/v1")
    if "@" in parts.netloc:
        raise ChoiceError("an address holds no user and no password; a key is given by itself (`trainer model set`)")
    if "?" in url or "#" in url:
        raise ChoiceError("an address has no ? and no #; give its beginning only, such as https://host/v1")
