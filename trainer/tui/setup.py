"""Room `tui`: what the model screen works with: places to choose from, the fields of a choice, and its check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trainer.conversation.model import Stop
from trainer.llm.check import Answering, Step, answering, steps
from trainer.llm.choice import Choice, ChoiceError, choose, tidy_url
from trainer.llm.keys import Found, KeyringFault, key_of
from trainer.llm.prices import Budget, BudgetError, budget_fault
from trainer.llm.providers import PROVIDERS, SERVERS
from trainer.llm.route import Secret

if TYPE_CHECKING:
    from trainer.tui.ports import KeysPort

#: The fields that are typed into, in their order.
FIELDS = ("name", "url", "key", "wait", "budget")


@dataclass(frozen=True, slots=True)
class Place:
    """A provider or a local server, with what it puts into the fields."""

    id: str
    title: str
    note: str
    name: str
    url: str
    here: bool
    """Whether it runs on this machine."""


class FieldError(Exception):
    """What stands in a field is no use; the message is one line for people."""

    def __init__(self, field: str, message: str) -> None:
        """Take the field's name and the line."""
        super().__init__(message)
        self.field = field


def places(keys: KeysPort) -> list[Place]:
    """Give what there is to choose from: those whose key is in the environment say so."""
    found = []
    for one in PROVIDERS:
        note = "has a key" if keys.in_environment(one) else ""
        found.append(Place(one.id, one.title, note, one.recommended or f"{one.id}/", "", False))
    return found + [Place(one.id, one.title, _port(one.url), f"{one.id}/", one.url, True) for one in SERVERS]


def _port(url: str) -> str:
    port = urlsplit(url).port
    return f"port {port}" if port else ""


def seen(found: Sequence[Place], there: Sequence[Answering]) -> list[Place]:
    """Give the places with what their servers have just answered."""
    by = {one.server.id: one.models for one in there}
    return [_answers(place, by[place.id]) if place.id in by else place for place in found]


def _answers(place: Place, models: Sequence[str]) -> Place:
    first = f"{place.id}/{models[0]}" if models else place.name
    return replace(place, note=f"answers now, {len(models)} model{'' if len(models) == 1 else 's'}", name=first)


def local_servers() -> list[Answering]:
    """Ask the usual ports of this machine, all at once; half a second at most."""
    return answering()


def choice_of(fields: Mapping[str, str], ear: bool, before: Choice | None) -> Choice:
    """Make a choice of what stands in the fields; a key that is in the keyring for the same place stays known.

    Raises:
        FieldError: something in them is no use.
    """
    try:
        wait = float(fields["wait"] or "8")
    except ValueError:
        raise FieldError("wait", "the wait is a number of seconds, such as 8") from None
    try:
        budget = Budget.parse(fields["budget"]) if fields["budget"].strip() else None
    except BudgetError as error:
        raise FieldError("budget", for_screen(str(error))) from None
    try:
        choice = choose(fields["name"], _own_url(fields), wait=wait, budget=budget, ear=ear)
    except ChoiceError as error:
        raise FieldError(_field_of(str(error)), for_screen(str(error))) from None
    if fault := budget_fault(choice):
        raise FieldError("budget", for_screen(fault))
    same = before is not None and before.keyed and (before.name, before.address) == (choice.name, choice.address)
    return replace(choice, keyed=same)


def _own_url(fields: Mapping[str, str]) -> str:
    """Leave out the address that the server has anyway, so that it is not taken for one of the learner's own."""
    url = tidy_url(fields["url"])
    usual = next((one.url for one in SERVERS if fields["name"].strip().startswith(f"{one.id}/")), "")
    return "" if url == usual else url


def _field_of(text: str) -> str:
    return "wait" if text.startswith("the wait") else "url" if "address" in text and "whose" not in text else "name"


def for_screen(text: str) -> str:
    """Give a line that speaks of the command line's options in words that fit the screen."""
    for option, words in (("its --url", "its address"), ("add --url", "fill it in"), ("--budget ", "")):
        text = text.replace(option, words)
    return text


def typed_key(text: str) -> Secret | None:
    """Give the key that was typed, None where none was.

    Raises:
        FieldError: it cannot be one.
    """
    if not text.strip():
        return None
    try:
        return key_of(text)
    except KeyringFault as fault:
        raise FieldError("key", str(fault)) from None


class Typed:
    """Finds a key that was typed and is not kept yet; else as ever."""

    def __init__(self, key: Secret | None, keys: KeysPort) -> None:
        """Take the key, if one was typed, and where keys are found otherwise."""
        self._key, self._keys = key, keys

    def find(self, choice: Choice) -> Found:
        """Give the key and where it is from."""
        return Found(self._key, "what you typed") if self._key else self._keys.find(choice)


def check(choice: Choice, keys: Typed, stop: Stop, tell: Callable[[Step], object]) -> None:
    """Look at the whole way to a model, the model itself included; each step is told as it is done.

    Raises:
        Stopped: `stop` was set.
    """
    for step in steps(choice, keys, ask=True, stop=stop):
        tell(step)
