"""Room `cli`: which language model speaks for the customer: `model list`, `set`, `test`, `forget`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Json

if TYPE_CHECKING:
    from trainer.llm.choice import Choice
    from trainer.llm.keys import Found
    from trainer.llm.prices import Budget
    from trainer.llm.route import Secret

#: Turns of the session whose cost is told beforehand: an ordinary one.
TURNS = 20
NO_BUDGET = "none"
_NONE_SET = "no model is set; `trainer model set NAME` sets one, `trainer model` lists what there is"
_NAMES = "provider/model such as openai/gpt-4.1-mini, ollama/llama3.2, or `authored` for none."

Name = Annotated[str, typer.Argument(metavar="NAME", help=_NAMES)]
SomeName = Annotated[str | None, typer.Argument(metavar="[NAME]", help="A model; else the one that is set.")]
Url = Annotated[str, typer.Option(metavar="U", help="An OpenAI-compatible address, such as http://127.0.0.1:8080/v1.")]
Wait = Annotated[float | None, typer.Option(metavar="S", help="Seconds to the first words of an answer, 1 to 120.")]
BudgetText = Annotated[
    str | None, typer.Option("--budget", metavar="B", help='The most a session may use: 0.50, "50000 tokens" or none.')
]
Ear = Annotated[bool | None, typer.Option("--ear/--no-ear", help="Let the model also help to hear what a line means.")]
KeyStdin = Annotated[bool, typer.Option("--key-stdin", help="Read the key from stdin and keep it in the keyring.")]
WithKey = Annotated[bool, typer.Option("--key", help="Take its key out of the keyring as well.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help="Choose, check or forget a language model for the customer.", rich_markup_mode=None)
    group.callback(invoke_without_command=True)(everything)
    for name, command in (("list", list_), ("set", set_), ("test", test), ("forget", forget)):
        group.command(name)(command)
    app.add_typer(group, name="model")


def everything(context: typer.Context, json: Json = False) -> None:
    """Choose, check or forget a language model for the customer."""
    if context.invoked_subcommand is None:
        list_(json)


def list_(json: Json = False) -> None:
    """Say which model is set, and what could be."""
    from trainer.llm.check import answering
    from trainer.llm.choice import AUTHORED, resolve, set_by
    from trainer.llm.keys import Keys
    from trainer.llm.providers import PROVIDERS

    keys, stored = Keys(), _stored()
    with _told():
        choice, by = resolve(None, os.environ, stored), set_by(None, os.environ, stored)
    model = None if choice is None else _shape(choice, keys.find(choice))
    servers = [
        {"id": one.server.id, "title": one.server.title, "url": one.server.url, "models": one.models}
        for one in answering()
    ]
    providers = [
        {"id": one.id, "title": one.title, "key": keys.in_environment(one) or None, "try": one.recommended or None}
        for one in PROVIDERS
    ]
    if json:
        return output.emit(
            {"voice": AUTHORED if choice is None else "model", "set_by": by, "model": model, "servers": servers,
             "providers": providers}
        )  # fmt: skip
    if model is None:
        output.say(f"No model is set{' (switched off)' if by != 'nothing' else ''}: the customer is authored.")
    else:
        output.say(f"Model {model['name']}, from the {by}")
        _say_model(model)
    _say_choices(servers, providers)


def set_(
    name: Name,
    url: Url = "",
    wait: Wait = None,
    budget: BudgetText = None,
    ear: Ear = None,
    key_stdin: KeyStdin = False,
    json: Json = False,
) -> None:
    """Choose a model; wait, budget and ear stay as they were where they are not given."""
    from trainer.llm.choice import AUTHORED, MODEL_VARIABLE, SETTING, choose
    from trainer.llm.keys import Keys

    if name.strip().casefold() == AUTHORED:
        _keep("")
        _overridden(MODEL_VARIABLE)
        return output.emit({"model": None}) if json else output.say("No model is used: the customer is authored.")
    keys = Keys()
    with opened() as desk, _told():
        choice = _as_before(choose(name, url), desk.store.setting(SETTING))
        choice = replace(
            choice,
            wait=choice.wait if wait is None else wait,
            ear=choice.ear if ear is None else ear,
            budget=_budget(budget, choice),
        )
        _check_budget(choice)
        key = _typed_key(choice, keys.find(choice), key_stdin)
        if key:
            keys.store(choice, key)
            choice = replace(choice, keyed=True)
        desk.store.set_setting(SETTING, choice.as_json())
    shape = _shape(choice, keys.find(choice))
    if json:
        output.emit({"model": shape})
    else:
        output.say(f"Model {choice.name} is set; `trainer model test` tries it.")
        _say_model(shape)
    _overridden(MODEL_VARIABLE)


def test(name: SomeName = None, url: Url = "", json: Json = False) -> None:
    """Try the whole way to a model: address, key, one short answer, one form. Costs a fraction of a cent."""
    from trainer.llm.check import steps
    from trainer.llm.choice import URL_VARIABLE, resolve
    from trainer.llm.keys import Keys

    if url and name is None:
        raise Refused("--url needs the model's NAME before it, such as: trainer model test NAME --url U")
    environment = {**os.environ, URL_VARIABLE: url} if url else os.environ
    with _told():
        choice = resolve(name, environment, _stored())
    if choice is None:
        raise Refused(_NONE_SET)
    done = []
    for step in steps(choice, Keys(), ask=True):
        done.append(step)
        if not json:
            output.say(f"{'ok' if step.ok else 'PROBLEM' if step.needed else 'note'}  {step.name}: {step.detail}")
    wrong = next((step for step in done if step.needed and not step.ok), None)
    if json:
        shape = {"name": choice.name, "url": choice.address or None, "ok": wrong is None, "steps": [*map(asdict, done)]}
        output.emit({**shape, "fix": wrong.detail if wrong else None})
        raise typer.Exit(3 if wrong else 0)
    if wrong:
        raise Refused(f"{choice.name} cannot be used: {wrong.detail}", 3)


def forget(name: SomeName = None, url: Url = "", key: WithKey = False, json: Json = False) -> None:
    """Forget the model that is set; with a NAME only the key that is kept for it."""
    from trainer.llm.choice import ChoiceError, choose, from_json
    from trainer.llm.keys import Keys

    if (name is not None or url) and not (name and key):
        raise Refused("with a NAME only its key can be forgotten: trainer model forget NAME --key")
    dropped = False
    try:
        choice = from_json(_stored()) if name is None else choose(name, url)
    except ChoiceError as error:
        if key:
            raise Refused(str(error)) from None
        choice = None  # broken: all the more reason to forget it
    if key:
        if choice is None:
            raise Refused("no model is set; name the one whose key is to be forgotten")
        with _told():
            dropped = Keys().forget(choice)
    if name is None:
        _keep("")
    if json:
        return output.emit({"model_forgotten": name is None, "key_forgotten": dropped})
    if name is None:
        output.say("The model is forgotten: the customer is authored.")
    if key:
        output.say("Its key is no longer in the system keyring." if dropped else "The keyring held no key for it.")


def _shape(choice: Choice, found: Found) -> dict[str, Any]:
    """Give a choice as JSON shows it."""
    from trainer.llm.keys import needs_key
    from trainer.llm.prices import price_of, spoken_estimate

    price = price_of(choice)
    return {
        "name": choice.name,
        "url": choice.address or None,
        "goes_to": choice.goes_to,
        "key": found.source or None,
        "key_needed": needs_key(choice),
        "key_fault": found.fault or None,
        "wait": choice.wait,
        "budget": str(choice.budget) if choice.budget else None,
        "ear": choice.ear,
        "price": None if price is None else {"prompt_token": price.prompt, "answer_token": price.answer},
        "estimate": spoken_estimate(price, TURNS, ear=choice.ear),
    }


def _say_model(model: dict[str, Any]) -> None:
    missing = f"MISSING ({model['key_fault'] or 'none was given'})" if model["key_needed"] else "none"
    output.say(f"    your words go to: {model['goes_to']}")
    output.say(f"    key: {'from ' + model['key'] if model['key'] else missing}")
    ear = "helps to hear" if model["ear"] else "does not help to hear"
    output.say(
        f"    waits {model['wait']:g} s for the first words; {ear}; budget of a session: {model['budget'] or '-'}"
    )
    output.say(f"    a session of {TURNS} turns costs: {model['estimate']}")


def _say_choices(servers: list[dict[str, Any]], providers: list[dict[str, Any]]) -> None:
    for server in servers:
        names = [f"{server['id']}/{name}" for name in server["models"][:8]]
        output.say(f"{server['title']} answers at {server['url']}: {', '.join(names) or 'no model'}")
    for provider in (one for one in providers if one["key"]):
        example = f": try {provider['try']}" if provider["try"] else ""
        output.say(f"{provider['title']}: a key is in {provider['key']}{example}")
    if not servers and not any(one["key"] for one in providers):
        output.say("No local server answers, and no provider's key is in the environment (docs/models.md has more).")


def _as_before(choice: Choice, stored: str) -> Choice:
    """Take over wait, ear and budget from what was set before; a broken setting is as none."""
    from trainer.llm.choice import ChoiceError, resolve, with_habits

    try:
        kept = resolve(None, {}, stored)
    except ChoiceError:
        kept = None
    return choice if kept is None else with_habits(choice, kept)


def _budget(text: str | None, choice: Choice) -> Budget | None:
    from trainer.llm.prices import Budget

    if text is None:
        return choice.budget
    return None if text.strip().casefold() == NO_BUDGET else Budget.parse(text)


def _check_budget(choice: Choice) -> None:
    from trainer.llm.prices import budget_fault

    fault = budget_fault(choice)
    if fault is not None:
        raise Refused(fault)


def _typed_key(choice: Choice, found: Found, from_stdin: bool) -> Secret | None:
    """Give a key that is to be kept: from stdin, or typed without echo where one is missing; None where there is none.

    Raises:
        KeyringFault: what came is no key.
    """
    from trainer.cli.source import Source, stdin
    from trainer.llm.keys import key_of
    from trainer.llm.providers import is_near

    if from_stdin:
        return key_of(Source(stdin()).line("") or "")
    near = bool(choice.address) and is_near(choice.address)
    if found.key or near or not output.is_terminal(output=False):
        return None
    from getpass import getpass

    try:
        text = getpass(f"Key for {choice.goes_to} (it is not shown; Enter for none): ")
    except EOFError:
        return None
    return key_of(text) if text.strip() else None


def _stored() -> str:
    from trainer.llm.choice import SETTING

    with opened() as desk:
        return desk.store.setting(SETTING)


def _keep(text: str) -> None:
    from trainer.llm.choice import SETTING

    with opened() as desk:
        desk.store.set_setting(SETTING, text)


def _overridden(variable: str) -> None:
    if os.environ.get(variable, "").strip():
        output.note(f"{variable} is set in the environment and goes before this.")


@contextmanager
def _told() -> Iterator[None]:
    """Turn what cannot be chosen, kept or read into a refusal of one line."""
    from trainer.llm.choice import ChoiceError
    from trainer.llm.keys import KeyringFault
    from trainer.llm.prices import BudgetError

    try:
        yield
    except (ChoiceError, BudgetError, KeyringFault) as error:
        raise Refused(str(error)) from None
