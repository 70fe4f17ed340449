"""Room `content`: finds scenarios and personas, by id in the library and installed packs or by the path of a file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from trainer.content.findings import ContentError, nearest, shown
from trainer.content.loading import load_head, load_persona, load_scenario

if TYPE_CHECKING:
    from trainer.content.schema import Persona, Scenario

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 48  # as in the schema, which costs too much to import here
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """A scenario as a list shows it. Holds nothing that spoils."""

    id: str
    title: str
    difficulty: int
    """1 (gentle) to 5."""
    personas: tuple[str, ...]
    focus: str
    product: str
    """The product's name."""
    pack: str = ""
    """The installed pack that it comes with; empty for the library's own."""


@dataclass(frozen=True, slots=True)
class PersonaCard:
    """A customer as a list shows them. Holds nothing that spoils."""

    id: str
    name: str
    bio: str


Card = TypeVar("Card", ScenarioCard, PersonaCard)


@dataclass(frozen=True, slots=True)
class Played:
    """Content as it is played in one session."""

    scenario: Scenario
    personas: tuple[Persona, ...]
    """Who is on the call; at least one."""
    hash: str
    """The content version (see `version`)."""


class Catalogue:
    """The shipped library of scenarios and personas, installed packs, and files beside them.

    An id means the library's own before that of a pack, and an earlier pack's before a later one's.
    """

    def __init__(self, root: Path | None = None, *, packs: Path | None = None) -> None:
        """Take the folder that holds `scenarios/` and `personas/` (by default the shipped one) and that of packs.

        Raises:
            ContentError: the shipped content cannot be found.
        """
        self._root = root if root is not None else library_folder()
        self._packs = packs

    def packs(self) -> list[str]:
        """Give the names of the installed packs."""
        try:
            found = list(self._packs.iterdir()) if self._packs is not None else []
        except OSError:  # none is installed
            return []
        return sorted(path.name for path in found if _is_id(path.name) and path.is_dir() and not path.is_symlink())

    def owners(self, kind: str) -> dict[str, str]:
        """Give the ids of all `scenarios` or `personas`, each with its pack; an empty one means the library."""
        return {id: pack for id, (pack, _) in self._all(kind).items()}

    def faults(self) -> list[str]:
        """Give what is wrong with the packs whose files lists leave out for it; one line each."""
        faults: dict[str, str] = {}
        if not self.packs():
            return []
        for _ in self._cards("scenarios", _scenario_card, faults):
            pass
        for _ in self._cards("personas", _persona_card, faults):
            pass
        return [f"The pack {pack}: {fault} (`trainer pack verify {pack}` tells more)" for pack, fault in faults.items()]

    def scenarios(self) -> list[ScenarioCard]:
        """Give all scenarios, gentlest first. Reads what a list shows; the rest is checked when one is played.

        Raises:
            ContentError: one of the library's files is broken. Those of packs are left out (see `faults`).
        """
        cards = [replace(card, pack=pack) for pack, card in self._cards("scenarios", _scenario_card)]
        return sorted(cards, key=lambda card: (card.difficulty, card.id))

    def personas(self) -> list[PersonaCard]:
        """Give all personas by id, the library's first. Reads only the head of each file.

        Raises:
            ContentError: one of the library's files is broken. Those of packs are left out (see `faults`).
        """
        return [card for _, card in self._cards("personas", _persona_card)]

    def scenario(self, ref: str) -> Scenario:
        """Give a scenario by id or by the path of its file.

        Raises:
            ContentError: unknown id, or a broken file.
        """
        if is_path(ref):
            return load_scenario(Path(ref))
        return load_scenario(self._find(ref, "scenarios"))

    def persona(self, ref: str, beside: Path | None = None) -> Persona:
        """Give a persona by id or by the path of its file.

        An id is looked for in the folder `beside`, then in the `personas` folder next to that, then in the library.

        Raises:
            ContentError: unknown id, or a broken file.
        """
        if is_path(ref):
            return load_persona(Path(ref))
        if beside is not None and _is_id(ref):
            for folder in (beside, beside.parent / "personas"):
                path = _inside(folder, ref)
                if path is not None:
                    return load_persona(path)
        return load_persona(self._find(ref, "personas"))

    def cast(self, scenario_ref: str, persona_ref: str | None = None) -> Played:
        """Give a scenario with the customer who plays in it, by default the first it lists, or the two of one call.

        Raises:
            ContentError: unknown id, broken file, a persona that the scenario does not list, or two who cannot be told
                apart.
        """
        from trainer.content.version import content_hash

        scenario = self.scenario(scenario_ref)
        beside = Path(scenario_ref).absolute().parent if is_path(scenario_ref) else None
        choices = ", ".join(scenario.personas)
        if persona_ref is not None and not is_path(persona_ref) and persona_ref not in scenario.personas:
            raise ContentError(f"`{shown(persona_ref)}` is not in {scenario.id}; choose one of: {choices}.")
        persona = self.persona(persona_ref or scenario.personas[0], beside)
        if persona.id not in scenario.personas:
            raise ContentError(f"`{persona.id}` is not in {scenario.id}; choose one of: {choices}.")
        people = self._with_company(scenario, persona, beside)
        return Played(scenario, people, content_hash(scenario, people))

    def _with_company(self, scenario: Scenario, persona: Persona, beside: Path | None) -> tuple[Persona, ...]:
        from trainer.content.integrity import together_problems

        seated = [seat.persona for seat in scenario.together]
        if persona.id not in seated:
            return (persona,)
        people = tuple(persona if ref == persona.id else self.persona(ref, beside) for ref in seated)
        for problem in together_problems(people):
            raise ContentError(f"{scenario.id}, field together: {problem.remedy}")
        return people

    def _cards(
        self, kind: str, card: Callable[[Path], Card], faults: dict[str, str] | None = None
    ) -> Iterator[tuple[str, Card]]:
        """Give all cards of a kind, each with its pack. `faults` takes the first fault of a pack."""
        for pack, path in self._all(kind).values():
            try:
                made = card(path)
                if pack and made.id != path.stem:
                    raise ContentError(f"{path.name} has the id `{shown(made.id)}`; install the pack anew.")
            except ContentError as error:
                if not pack:
                    raise
                if faults is not None:
                    faults.setdefault(pack, str(error))
            else:
                yield pack, made

    def _all(self, kind: str) -> dict[str, tuple[str, Path]]:
        """Give every id with its pack (empty: the library) and its file; whoever comes first has an id."""
        found = {path.stem: ("", path) for path in self._files(kind)}
        for pack in self.packs():
            for path in _listed(self._packs / pack / kind if self._packs is not None else None):
                found.setdefault(path.stem, (pack, path))
        return found

    def _files(self, kind: str) -> list[Path]:
        try:
            return sorted(path for path in (self._root / kind).iterdir() if path.suffix in _SUFFIXES)
        except OSError:
            raise ContentError(f"The folder {kind} of the library cannot be read; install the trainer again.") from None

    def _find(self, ref: str, kind: str) -> Path:
        if _is_id(ref):
            for suffix in _SUFFIXES:
                path = self._root / kind / (ref + suffix)
                if path.is_file():
                    return path
        known = self._all(kind)
        if ref in known:
            return known[ref][1]
        ids = list(known)
        near = nearest(ref, ids)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(ids) or 'none'}."
        raise ContentError(f"There is no {kind[:-1]} `{shown(ref)}`; {hint}")


def is_path(ref: str) -> bool:
    """Say whether a reference to content is the path of a file, not an id."""
    return ref.endswith(_SUFFIXES) or "/" in ref or os.sep in ref


def _is_id(ref: str) -> bool:
    return len(ref) <= _LONGEST_ID and _ID.fullmatch(ref) is not None


def _inside(folder: Path, name: str) -> Path | None:
    """Give the file of an id in a folder that is not the library; no link leads out of it."""
    for suffix in _SUFFIXES:
        path = folder / (name + suffix)
        if path.is_file() and path.resolve().parent == folder.resolve():
            return path
    return None


def _listed(folder: Path | None) -> list[Path]:
    """Give the content files of a pack's folder that are named for an id; none where it cannot be read."""
    try:
        files = [path for path in folder.iterdir() if path.suffix in _SUFFIXES] if folder is not None else []
    except OSError:
        return []
    return sorted(path for path in files if _is_id(path.stem) and not path.is_symlink())


def library_folder() -> Path:
    """Give the folder of the shipped library: in an installed package, else in a checkout.

    Raises:
        ContentError: it cannot be found.
    """
    here = Path(__file__).resolve().parent
    for root in (here / "library", here.parents[1]):
        if (root / "scenarios").is_dir() and (root / "personas").is_dir():
            return root
    raise ContentError("The scenarios that come with the trainer cannot be found; install the trainer again.")


def _scenario_card(path: Path) -> ScenarioCard:
    """Read a card without pydantic, whose import would cost a list of scenarios more than all its files (150 ms)."""
    head = load_head(path, ("id", "title", "difficulty", "focus", "product", "personas"))
    product, personas = head.get("product"), head.get("personas")
    name = product.get("name") if isinstance(product, dict) else None
    texts = [head.get("id"), head.get("title"), head.get("focus"), name]
    listed = isinstance(personas, list) and personas and all(isinstance(one, str) for one in personas)
    if not (all(map(_is_text, texts)) and isinstance(head.get("difficulty"), int) and listed):
        return _card_of(load_scenario(path))
    id_, title, focus, name = (str(text).strip() for text in texts)
    return ScenarioCard(id_, title, int(head["difficulty"]), tuple(map(str, personas or ())), focus, name)


def _card_of(scenario: Scenario) -> ScenarioCard:
    return ScenarioCard(
        scenario.id, scenario.title, scenario.difficulty, scenario.personas, scenario.focus, scenario.product.name
    )


def _persona_card(path: Path) -> PersonaCard:
    head = load_head(path, ("id", "name", "bio"))
    found = [head.get(key) for key in ("id", "name", "bio")]
    if not all(map(_is_text, found)):
        persona = load_persona(path)  # says what is wrong with it
        found = [persona.id, persona.name, persona.bio]
    return PersonaCard(*(str(value).strip() for value in found))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
