"""Room `llm`: the learner's model, chosen and ready to help. What the desk knows of this room."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from trainer.conversation.model import Model, Usage
from trainer.llm.choice import SETTING, Choice, SetBy, resolve, route_of, set_by
from trainer.llm.keys import KeyringFault, Keys
from trainer.llm.prices import budget_fault, counter, price_of, spoken_estimate
from trainer.llm.route import Secret

if TYPE_CHECKING:
    from trainer.conversation.helped import Assisted


class Settings(Protocol):
    """Where settings are kept; the store is one."""

    def setting(self, key: str) -> str:
        """Give a setting, or an empty string."""
        ...

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        ...


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """Who will voice the next customer, for people."""

    model: str = ""
    """Empty for the authored voice."""
    set_by: SetBy = SetBy.NOTHING
    goes_to: str = ""
    """Where the learner's words go."""
    estimate: str = ""
    """What a session will cost, marked as an estimate, or `unknown`."""
    budget: str = ""


class Models:
    """The learner's model. Every method may block on the disk or the keyring."""

    def __init__(self, settings: Settings, environment: Mapping[str, str] | None = None) -> None:
        """Take where settings are kept, and the environment (by default the process's own)."""
        self._settings = settings
        self._environment = os.environ if environment is None else environment
        self.keys = Keys(environment)

    def choice(self, option: str | None = None) -> Choice | None:
        """Give the model that is chosen, None for the authored voice.

        Raises:
            ChoiceError: what was chosen cannot be read, or its budget cannot be kept.
        """
        from trainer.llm.choice import ChoiceError

        choice = resolve(option, self._environment, self._settings.setting(SETTING))
        if choice is not None and (fault := budget_fault(choice)):
            raise ChoiceError(fault)
        return choice

    def info(self, turns: int, option: str | None = None) -> VoiceInfo:
        """Say who will voice a session of at most so many turns, where words go and what it will cost.

        Raises:
            ChoiceError: what was chosen cannot be read.
        """
        choice = self.choice(option)
        by = set_by(option, self._environment, self._settings.setting(SETTING))
        if choice is None:
            return VoiceInfo(set_by=by)
        estimate = spoken_estimate(price_of(choice), turns, ear=choice.ear)
        return VoiceInfo(choice.name, by, choice.goes_to, estimate, str(choice.budget or ""))

    def assistance(self, option: str | None = None) -> Assisted | None:
        """Give the chosen model, ready to help with a call; None for the authored voice.

        Raises:
            ChoiceError: what was chosen cannot be read.
        """
        choice = self.choice(option)
        if choice is None:
            return None
        from trainer.conversation.helped import Assisted  # hearing, voicing and schema: 0.2 s, not on the way to home

        budget = choice.budget

        def spent(usage: Usage) -> bool:
            return budget is not None and budget.over(usage.cost, usage.tokens)

        return Assisted(self.door(choice), choice.ear, spent)

    def door(self, choice: Choice) -> Model:
        """Give the door to a model. Nothing is sent yet; litellm begins to load."""
        from trainer.llm import loading
        from trainer.llm.gateway import Gateway

        loading.begin()
        return Gateway(route_of(choice, self.keys), counter(price_of(choice)))

    def warm(self) -> None:
        """Begin to load litellm in the background if a model is chosen; a fault of the choice waits for its use."""
        from trainer.llm import loading
        from trainer.llm.choice import ChoiceError

        try:
            chosen = self.choice()
        except ChoiceError:
            return
        if chosen is not None:
            loading.begin()

    def keep(self, choice: Choice, key: Secret | None = None) -> None:
        """Keep a choice in the settings, and its key, if one is given, in the keyring.

        Raises:
            ChoiceError, KeyringFault: neither was kept.
        """
        from dataclasses import replace

        from trainer.llm.choice import ChoiceError

        if fault := budget_fault(choice):
            raise ChoiceError(fault)
        if key:
            self.keys.store(choice, key)
            choice = replace(choice, keyed=True)
        self._settings.set_setting(SETTING, choice.as_json())

    def forget(self, *, key: bool = False) -> None:
        """Go back to the authored voice; with `key`, take the key out of the keyring as well.

        Raises:
            KeyringFault: the keyring cannot be used; the setting is gone all the same.
        """
        from trainer.llm.choice import ChoiceError, from_json

        text = self._settings.setting(SETTING)
        self._settings.set_setting(SETTING, "")
        if not key:
            return
        try:
            kept = from_json(text)
        except ChoiceError:
            return
        if kept is not None and not self.keys.forget(kept):
            raise KeyringFault("there was no key of this model in the keyring")
