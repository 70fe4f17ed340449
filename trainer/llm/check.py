"""Room `llm`: is the whole way to a model in order? Address, key, litellm, an answer, a filled-in form.

Nothing of the learner's is sent. A provider that charges is asked only where the caller says so.
"""

from __future__ import annotations

import http.client
import json
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from urllib.parse import urlsplit

from trainer.conversation.model import FaultKind, Message, Model, ModelFault, Prompt, Stop, Usage
from trainer.language.text import clean
from trainer.llm.choice import Choice, Finder, route_of
from trainer.llm.keys import Found, how_to_give, needs_key
from trainer.llm.prices import counter, price_of, spoken
from trainer.llm.providers import SERVERS, Server, is_near, server_of
from trainer.llm.route import Route, Secret

#: Seconds for a server's list of models: when one is set up, and when all known ports are looked at.
LIST_WAIT, LOOK_WAIT = 3.0, 0.5
#: Bytes of such a list that are read, models of it that are kept, characters of a model's name.
LARGEST_LIST, MOST_MODELS, LONGEST_MODEL = 1 << 20, 200, 200
#: Seconds for the form: three tries at most.
FORM_WAIT = 30.0

Costs = Callable[[int, int], float | None]
Opener = Callable[[Route, Costs, Stop], Model]
"""Makes the door to a model, which may take its time."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing looked at on the way to the model."""

    name: str
    ok: bool
    detail: str
    """What was found, and what to do where it is not well."""
    needed: bool = True
    """Whether the customer can speak without it."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A local server that answers, and the models it says it has."""

    server: Server
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What the model is asked to fill in."""

    colour: str
    count: int


class Unreachable(Exception):
    """A server gave no list of models; the message is one line for people, with none of the server's words."""


def steps(
    choice: Choice, keys: Finder, *, ask: bool, opener: Opener | None = None, stop: Stop | None = None
) -> Iterator[Step]:
    """Look at the way to a model, one thing after another; stop after the first needed one that is not well.

    `ask`: ask the model itself, which costs a fraction of a cent where it is charged for. Without it only a server on
    this machine or in its private network is asked, and only for its list of models. `opener` makes the door to the
    model; by default the gateway. `stop` ends a request under way.

    Raises:
        Stopped: `stop` was set.
    """
    ending = stop or Stop()
    found = keys.find(choice)
    looks: list[Callable[[], Iterator[Step]]] = [
        _litellm,
        lambda: _key(choice, found),
        lambda: _address(choice, found.key),
    ]
    if ask:
        looks.append(lambda: _model(choice, keys, opener or _gateway, ending))
    for look in looks:
        ending.check()
        for step in look():
            yield step
            if step.needed and not step.ok:
                return
    if not ask:
        yield Step("model", True, "not asked; `trainer model test` asks it")


def answering(servers: Sequence[Server] = SERVERS, within: float = LOOK_WAIT) -> list[Answering]:
    """Give the local servers that answer on their own address right now; all are asked at once, `within` seconds."""
    asked = [server for server in servers if server.url]
    results: queue.SimpleQueue[Answering] = queue.SimpleQueue()

    def look(server: Server) -> None:
        try:
            results.put(Answering(server, models_at(server.url, Secret(), within)))
        except Unreachable:
            return

    threads = [threading.Thread(target=look, args=(server,), daemon=True) for server in asked]
    for thread in threads:
        thread.start()
    end = time.monotonic() + within
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    there = [results.get_nowait() for _ in range(results.qsize())]
    return sorted(there, key=lambda one: asked.index(one.server))


def models_at(url: str, key: Secret, within: float = LIST_WAIT) -> tuple[str, ...]:
    """Give the models that an OpenAI-compatible server lists. No redirect is followed, no proxy used.

    Raises:
        Unreachable: it does not answer, or not like such a server.
    """
    status, body = _fetched(url.rstrip("/") + "/models", key, within)
    if status in (401, 403):
        raise Unreachable("it wants a key, or another one")
    if status == 503:
        raise Unreachable("it is still loading its model; wait and try again")
    if status != 200:
        hint = "" if urlsplit(url).path.strip("/") else f"; is it perhaps {url.rstrip('/')}/v1?"
        raise Unreachable(f"something answers, but not as an OpenAI-compatible server (status {status}){hint}")
    try:
        rows = json.loads(body)["data"]
        return tuple(clean(str(row["id"]))[:LONGEST_MODEL] for row in rows[:MOST_MODELS])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Unreachable("something answers, but not as an OpenAI-compatible server") from None


def _fetched(url: str, key: Secret, within: float) -> tuple[int, bytes]:
    """Give the status and the beginning of the body, within the time whatever the server does."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=within)
    results: queue.SimpleQueue[tuple[int, bytes] | None] = queue.SimpleQueue()

    def fetch() -> None:
        try:
            connection.request("GET", parts.path, headers={"Authorization": f"Bearer {key.reveal()}"} if key else {})
            response = connection.getresponse()
            results.put((response.status, response.read(LARGEST_LIST)))
        except (OSError, ValueError, http.client.HTTPException):
            results.put(None)
        finally:
            connection.close()

    threading.Thread(target=fetch, daemon=True).start()  # a timeout of a socket is per read: a drip would outlast it
    try:
        found = results.get(timeout=within)
    except queue.Empty:
        raise Unreachable("it does not answer in time") from None
    if found is None:
        raise Unreachable("nothing answers there")
    return found


def _litellm() -> Iterator[Step]:
    there = find_spec("litellm") is not None  # does not import it
    yield Step("litellm", there, "installed" if there else "not installed; install the trainer again")


def _key(choice: Choice, found: Found) -> Iterator[Step]:
    if found.key:
        yield Step("key", True, f"from {found.source}")
    elif needs_key(choice):
        yield Step("key", False, f"no key: {found.fault or how_to_give(choice)}")
    else:
        yield Step("key", True, f"none; this address may do without{f' ({found.fault})' if found.fault else ''}")


def _address(choice: Choice, key: Secret) -> Iterator[Step]:
    if not choice.address:
        yield Step("address", True, choice.goes_to)
        return
    if not is_near(choice.address):
        plain = choice.address.startswith("http:")
        open_line = "; not encrypted: your words and the key can be read on the way, use https" if plain else ""
        yield Step("address", True, choice.address + open_line)
        return
    try:
        models = models_at(choice.address, key)
    except Unreachable as fault:
        yield Step("address", False, f"{choice.address}: {fault}{_remedy(choice, str(fault))}")
        return
    yield _listed(choice, models)


def _remedy(choice: Choice, fault: str) -> str:
    if "nothing answers" not in fault and "in time" not in fault:
        return ""
    server = server_of(choice.name)
    return f"; {server[0].start if server else 'start the server, or mend the address'}"


def _listed(choice: Choice, models: tuple[str, ...]) -> Step:
    """Say whether a server has the model. Only Ollama's list is taken at its word: others take further names."""
    named = server_of(choice.name)
    wanted = choice.model.partition("/")[2]
    if named is None or named[0].id != "ollama" or {wanted, f"{wanted}:latest"} & set(models):
        return Step("address", True, f"{choice.address} answers ({len(models)} model{'' if len(models) == 1 else 's'})")
    has = ", ".join(models[:5]) or "none"
    return Step("address", False, f"Ollama has no {wanted} (it has: {has}); fetch it with `ollama pull {wanted}`")


def _model(choice: Choice, keys: Finder, opener: Opener, stop: Stop) -> Iterator[Step]:
    try:
        model = opener(route_of(choice, keys), counter(price_of(choice)), stop)
        begun = time.monotonic()
        written = model.write(_PROBE, stop, again=True, retried=_unseen)
    except ModelFault as fault:
        yield Step("model", False, str(fault))
        return
    took = time.monotonic() - begun
    if not written.text.strip():
        yield Step("model", False, "it answered without a word; try another model")
        return
    yield Step("model", True, f"answered in {took:.1f} s{_first_word(model, stop)}; {_used(written.usage)}")
    yield _form(model, stop)


def _form(model: Model, stop: Stop) -> Step:
    try:
        filled = model.fill(_FORM, Form, stop, within=FORM_WAIT)
    except ModelFault as fault:
        what = "it fills in no forms" if fault.kind is FaultKind.EMPTY else str(fault)
        return Step("form", False, f"{what}; the customer can speak, the ear and the coach will stand aside", False)
    return Step("form", True, f"filled in as asked; {_used(filled.usage)}", False)


def _used(usage: Usage) -> str:
    tokens = usage.prompt_tokens + usage.answer_tokens
    cost = spoken(usage.cost, usage.estimated)
    return f"{'≈ ' if usage.estimated else ''}{tokens} tokens, {'price unknown' if cost == 'unknown' else cost}"


def _first_word(model: Model, stop: Stop) -> str:
    """Say when the first word comes: a door gives whole answers, so an answer of one token is asked for and timed."""
    begun = time.monotonic()
    try:
        model.write(_ONE_TOKEN, stop, again=False, retried=_unseen)
    except ModelFault as fault:
        if fault.kind is not FaultKind.CUT:  # that is a server which ignores the limit, let go after a few letters
            return ""  # a model that thinks first, or does not answer twice: nobody knows
    return f", the first word within {time.monotonic() - begun:.1f} s"


def _gateway(route: Route, costs: Costs, stop: Stop) -> Model:
    """Give the door with litellm loaded: its 2 to 8 seconds are no part of what is timed."""
    from trainer.llm import loading
    from trainer.llm.gateway import Gateway

    loading.loaded(stop, loading.WITHIN)
    return Gateway(route, price=costs)


def _unseen(kind: FaultKind, message: str, wait: float) -> None:
    return None


def _prompt(version: str, system: str, asked: str) -> Prompt:
    return Prompt((Message("system", system), Message("user", asked)), version, temperature=0.0)


_PROBE = _prompt("probe-1", "You answer with one short sentence.", "Say that you can hear me.")
_ONE_TOKEN = replace(_PROBE, most_tokens=1)
_FORM = _prompt("probe-form-1", "You fill in a form.", "The colour is blue and the count is 3.")
