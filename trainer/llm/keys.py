"""Room `llm`: keys. From the environment or the system keyring; never in a file, a setting, a log or an argument."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from trainer.llm.providers import Provider, is_here, provider_of
from trainer.llm.route import Secret

if TYPE_CHECKING:
    from trainer.llm.choice import Choice

Answer = TypeVar("Answer")

#: The variable that goes with whatever model is chosen.
VARIABLE = "TRAINER_MODEL_KEY"
#: The name under which the system keyring keeps our keys.
SERVICE = "interview-trainer"
KEYRING = "the system keyring"
#: Seconds for the keyring: it may ask the learner to unlock it.
PATIENCE = 60.0
LONGEST_KEY = 4000

_KEY = re.compile(r"[!-~]+")
#: Keyrings that keep what they are given in a readable file, or not at all.
_UNSAFE = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")


class KeyringFault(Exception):
    """The system keyring cannot be used, or a key cannot be kept; one line for people that holds no key."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of looking for a key."""

    key: Secret = field(default_factory=Secret)
    source: str = ""
    """The variable's name or `the system keyring`; empty where there is no key."""
    fault: str = ""
    """Why a place could not be looked into, in one line."""


class Keys:
    """Finds, keeps and forgets keys."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        """Take the environment; by default the process's own."""
        self._environment = os.environ if environment is None else environment

    def find(self, choice: Choice) -> Found:
        """Give the key for a choice: TRAINER_MODEL_KEY, the provider's own variable, the keyring; in this order.

        The provider's own variable is read only where the request goes to the provider's own address. The keyring is
        not asked for a server on this machine, unless a key was put there for it: it may want to be unlocked first.
        """
        for variable in (VARIABLE, *variables_of(choice)):
            text = self._environment.get(variable, "").strip()
            if text:
                try:
                    return Found(key_of(text), variable)
                except KeyringFault as fault:
                    return Found(fault=f"{variable}: {fault}")
        if choice.address and is_here(choice.address) and not choice.keyed:
            return Found()
        try:
            text = _asked(lambda ring: ring.get_password(SERVICE, account_of(choice)), choice) or ""
        except KeyringFault as fault:
            return Found(fault=str(fault))
        return Found(Secret(text), KEYRING) if text else Found()

    def in_environment(self, provider: Provider) -> str:
        """Give the name of the variable that holds a key of this provider's; empty where none does."""
        return next((name for name in provider.variables if self._environment.get(name, "").strip()), "")

    def store(self, choice: Choice, key: Secret) -> None:
        """Put a key into the keyring.

        Raises:
            KeyringFault: there is no keyring, it is locked, it fails, or it would keep the key in a readable file.
        """
        account = account_of(choice)

        def put(ring: Any) -> bool:
            ring.set_password(SERVICE, account, key.reveal())
            return bool(ring.get_password(SERVICE, account) == key.reveal())

        if not _asked(put, choice):
            raise KeyringFault(f"the keyring did not keep the key; {_elsewhere(choice)}")

    def forget(self, choice: Choice) -> bool:
        """Take a key out of the keyring; say whether there was one.

        Raises:
            KeyringFault: the keyring cannot be used.
        """
        account = account_of(choice)

        def drop(ring: Any) -> bool:
            if ring.get_password(SERVICE, account) is None:
                return False
            ring.delete_password(SERVICE, account)
            return True

        return _asked(drop, choice)


def variables_of(choice: Choice) -> tuple[str, ...]:
    """Give the provider's own variables; none where the request goes to any other address."""
    found = provider_of(choice.name)
    return found[0].variables if found and not choice.address else ()


def account_of(choice: Choice) -> str:
    """Give the keyring's account for a choice: the provider, or host and port of the address."""
    if not choice.address:
        found = provider_of(choice.name)
        return found[0].id if found else choice.name
    parts = urlsplit(choice.address)
    host = parts.hostname or ""
    return f"{f'[{host}]' if ':' in host else host}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def key_of(text: str) -> Secret:
    """Make a key of what was typed.

    Raises:
        KeyringFault: it cannot be one.
    """
    plain = text.strip()
    if not _KEY.fullmatch(plain) or len(plain) > LONGEST_KEY:
        raise KeyringFault(f"a key is one word of plain characters, at most {LONGEST_KEY}; copy it again")
    return Secret(plain)


def needs_key(choice: Choice) -> bool:
    """Say whether nothing can come of it without a key: a provider of the table. Other addresses may do without."""
    return not choice.address


def how_to_give(choice: Choice) -> str:
    """Say how a key is given for a choice."""
    return f"set {(*variables_of(choice), VARIABLE)[0]}, or type it at `trainer model set {choice.name}`"


def _elsewhere(choice: Choice) -> str:
    return f"set {(*variables_of(choice), VARIABLE)[0]} in the environment instead"


def _asked(question: Callable[[Any], Answer], choice: Choice) -> Answer:
    """Ask the keyring in a thread of its own: it may hang. No word of an error's is passed on.

    Raises:
        KeyringFault: it cannot be used; the line says what to do.
    """
    answers: list[Answer] = []
    faults: list[str] = []

    def ask() -> None:
        try:
            import keyring  # 50 to 150 ms, and only where a key is looked for

            ring = keyring.get_keyring()
            _check(ring)
            answers.append(question(ring))
        except ImportError:
            faults.append("the package `keyring` is not installed")
        except KeyringFault as fault:
            faults.append(str(fault))
        except Exception as error:  # each system's keyring has errors of its own
            locked = "lock" in type(error).__name__.casefold()
            faults.append("the system keyring is locked" if locked else "the system keyring cannot be used")

    thread = threading.Thread(target=ask, name="keyring", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    if answers:
        return answers[0]
    fault = faults[0] if faults else "the system keyring does not answer"
    raise KeyringFault(f"{fault}; {_elsewhere(choice)}")


def _check(ring: Any) -> None:
    """Refuse a keyring that is none. A chain of several is judged by those it would use."""
    backends = getattr(ring, "backends", None) or [ring]
    module = type(backends[0]).__module__
    if module.startswith(_UNSAFE[0]):
        raise KeyringFault("the keyring here would keep the key in a file")
    if module.startswith(_UNSAFE[1:]):
        raise KeyringFault("there is no system keyring here")
