"""Room `desk`: a talk with a draft. Kept in memory alone; when the file is saved, what was said is said again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.content.findings import ContentError, Finding

if TYPE_CHECKING:
    from trainer.content.lint.sheets import Desk as Sheets
    from trainer.content.schema import Persona, Scenario
    from trainer.conversation.call import Call
    from trainer.conversation.events import Event, TurnDirected
    from trainer.conversation.session import Session

SEED = 1
Signature = tuple[tuple[str, int, int], ...]


class News(StrEnum):
    """What has become of the file since it was looked at last."""

    SAME = "same"
    RELOADED = "reloaded"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Facts:
    """Which facts a talk has opened so far, by id."""

    told: tuple[str, ...]
    locked: tuple[str, ...]


class Preview:
    """A talk with the customer of a file, decided and answered as in any call, with every reason kept."""

    def __init__(self, file: Path, persona: str | None = None, seed: int = SEED) -> None:
        """Take a persona or scenario file; `persona` is one customer of a scenario, else the first it lists.

        Raises:
            ContentError: the file, or one that it names, cannot be read or is not sound.
        """
        self.file = file
        self._persona = persona
        self._seed = seed
        self._signature = self._look()
        self.faults: tuple[Finding, ...] = ()
        """Why the newest version of the file is not the one that is played; empty where it is."""
        self.session = self._begun(_call(file, persona))

    @property
    def call(self) -> Call:
        """What is played."""
        return self.session.call

    @property
    def lines(self) -> tuple[str, ...]:
        """What the learner has said so far."""
        from trainer.conversation.events import LearnerSaid

        return tuple(event.text for event in self.session.events if isinstance(event, LearnerSaid))

    def say(self, line: str) -> tuple[Event, ...]:
        """Say a line and give its events, the decision with its reasons among them.

        Raises:
            SessionError: the call is over.
        """
        return self.session.say(line)

    def again(self) -> None:
        """Begin anew, with another seed: other words for the same decisions."""
        self._seed += 1
        self.session = self._begun(self.call)

    def refresh(self) -> News:
        """Look at the files. If they have changed, say everything again on the new version, as far as it can be said.

        A version that is not sound is kept in `faults`, and the talk goes on with the one before.
        """
        signature = self._look()
        if signature == self._signature:
            return News.SAME
        self._signature = signature
        try:
            call = _call(self.file, self._persona)
        except ContentError as error:
            self.faults = error.findings or (Finding(str(self.file), 0, "", "content", str(error)),)
            return News.BROKEN
        self.faults = ()
        lines = self.lines
        self.session = self._begun(call)
        for line in lines:
            if self.session.over:
                break
            self.session.say(line)
        return News.RELOADED

    def findings(self) -> list[Finding]:
        """Give what lint says of the file as it lies there now."""
        from trainer.content.lint.run import lint

        return lint([self.file])

    def facts(self) -> Facts:
        """Give which facts are told by now and which are locked."""
        told = [fact.id for fact in self.call.persona.facts if fact.id in self.session.state.told]
        return Facts(tuple(told), tuple(fact.id for fact in self.call.persona.facts if fact.id not in told))

    def _begun(self, call: Call) -> Session:
        from trainer.conversation.session import Session

        return Session.start(call, _Nowhere(), "preview", self._seed, explain=True)

    def _look(self) -> Signature:
        """Give what tells one version of the file, and of those beside it, from the next."""
        folder = self.file.absolute().parent
        found = {self.file.absolute()}
        for place in (folder, folder.parent / "personas", folder.parent / "scenarios"):
            found.update(place.glob("*.y*ml"))
        out = []
        for path in sorted(found):
            try:
                stat = path.stat()
            except OSError:  # between two steps of an editor's saving
                continue
            out.append((str(path), stat.st_mtime_ns, stat.st_size))
        return tuple(out)


class _Nowhere:
    def append(self, session: str, events: Sequence[Event]) -> None:
        """Keep nothing."""


def _call(file: Path, persona: str | None) -> Call:
    from trainer.content.catalogue import Catalogue
    from trainer.content.lint.sheets import read_all
    from trainer.content.version import content_hash
    from trainer.conversation.call import Call

    sheets = read_all([file])
    if sheets.findings or not (sheets.personas or sheets.scenarios):
        raise _refused(file, sheets)
    if sheets.scenarios:
        played = Catalogue().cast(str(file.absolute()), persona)
        return Call.of(played.scenario, played.personas, played.hash)
    own = sheets.personas[0].content
    if persona not in (None, own.id):
        raise ContentError(f"{file.name} is the persona {own.id}; leave --persona out.")
    scenario = _situation(own, file.absolute().parent)
    return Call(scenario, own, content_hash(scenario, (own,)))


def _refused(file: Path, sheets: Sheets) -> ContentError:
    if sheets.findings:
        return ContentError.of(sheets.findings)
    return ContentError(f"{file.name} holds no persona and no scenario; begin one with `trainer new persona`.")


def _situation(persona: Persona, folder: Path) -> Scenario:
    """Give a scenario beside that lists the persona, else a bare one, so that a persona can be talked to alone."""
    from trainer.content.loading import load_scenario
    from trainer.content.schema import Product, Scenario

    for place in (folder.parent / "scenarios", folder):
        for path in sorted(place.glob("*.y*ml")):
            try:
                scenario = load_scenario(path)
            except ContentError:
                continue
            if persona.id in scenario.personas:
                return scenario
    return Scenario(
        id="preview",
        title="A talk with a draft",
        difficulty=1,
        focus="A talk with a draft.",
        product=Product(name="Product", about="What the customer uses."),
        belief="Not written yet: a scenario states it.",
        brief="Not written yet: a scenario gives it.",
        personas=(persona.id,),
    )


def reasons_of(decided: TurnDirected) -> tuple[str, ...]:
    """Give a decision of the director in lines for the author: what it opened, kept and hinted at, and why."""
    from trainer.conversation.directing.reasons import sentence

    direction = decided.direction
    lines = [f"trust {direction.trust:.2f}, patience {direction.patience:.2f}"]
    if direction.disclose:
        lines.append(f"opened {direction.disclose}: {'; '.join(map(sentence, direction.because))}")
    lines += [f"kept {one.fact}: {'; '.join(map(sentence, one.missing))}" for one in direction.withheld]
    if direction.hint:
        lines.append(f"hinted at {direction.hint}")
    return tuple(lines)
