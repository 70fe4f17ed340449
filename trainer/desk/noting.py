"""Room `desk`: drafts a persona from notes or a transcript with the learner's model. Personal data goes out first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trainer.content.drafting.forms import OutlineForm
    from trainer.conversation.model import Model, Prompt, Stop
    from trainer.transcripts.recording import Recording

VERSION = "draft-1"
#: Characters of the notes that are sent with each request: about 3,000 tokens, which a small model still reads.
MOST_SENT = 12_000
#: Seconds that one form may take, from a local model as well; tokens of it; and how freely it is written.
WITHIN, MOST_TOKENS, TEMPERATURE = 120.0, 2500, 0.6
Told = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes without the people in them."""

    text: str
    removed: Mapping[str, int]
    """How many of each kind were replaced."""
    cut: bool
    """Whether the end was left out."""

    def in_words(self) -> str:
        """Say what was removed."""
        found = [f"{count} {kind}" for kind, count in self.removed.items() if count]
        return f"Removed before anything is sent: {', '.join(found) or 'nothing was found'}."


@dataclass(frozen=True, slots=True)
class Drafted:
    """A persona that a model has drafted."""

    id: str
    text: str
    stock: tuple[str, ...]
    """Ids of facts and motivations for which no answer could be used; they tell the stock story."""


def read_notes(path: Path, others: Sequence[str] = ()) -> Notes:
    """Read notes or a transcript and take out people, addresses and numbers; `others` are more names to take out.

    Raises:
        TranscriptError: no such file, unreadable, too large, or no text.
    """
    from trainer.transcripts.masking import mask

    masked = mask(_recording(path), others)
    lines = [f"{line.speaker}: {line.text}" if line.speaker else line.text for line in masked.recording.lines]
    text = "\n".join(lines)
    return Notes(text[:MOST_SENT], masked.counts, len(text) > MOST_SENT)


def draft(
    notes: Notes, model: Model, stop: Stop, *, id: str = "", settings: Mapping[str, str] | None = None,
    told: Told = lambda done, of: None,
) -> Drafted:  # fmt: skip
    """Let a model draft a persona from notes: an outline, then fact by fact. What does not fit stays the stock story.

    `settings` are answers that are given and not drafted.

    Raises:
        ModelFault: the model could not be asked, or gave no outline.
        Stopped: `stop` was set.
    """
    from trainer.content.drafting.forms import FactForm, OutlineForm, decoy_data, fact_data, reason_data
    from trainer.content.drafting.noted import noted_text, stock
    from trainer.content.drafting.questions import id_of
    from trainer.content.schema import Decoy, Fact, Motivation
    from trainer.conversation.model import FaultKind, ModelFault

    outline = model.fill(_outline_prompt(notes), OutlineForm, stop, within=WITHIN).value
    answers = {**_answers(outline), **(settings or {})}
    id = id or id_of(answers["name"]) or "new-persona"
    made = stock(id, answers)
    kept: list[str] = []
    for at, old in enumerate(made["motivations"]):
        data = reason_data(old["id"], outline.reasons[at], tuple(old["forces"])) if at < len(outline.reasons) else {}
        made["motivations"][at] = _fitting(Motivation, data, old, kept)
    made["decoy"] = _fitting(Decoy, decoy_data(outline), {"id": "decoy", **made["decoy"]}, kept)
    made["decoy"].pop("id", None)
    for at, old in enumerate(made["facts"]):
        told(at + 1, len(made["facts"]) + 1)
        try:
            form = model.fill(_fact_prompt(notes, made, at), FactForm, stop, within=WITHIN).value
        except ModelFault as fault:
            if fault.kind is not FaultKind.EMPTY:
                raise
            kept.append(old["id"])
            continue
        made["facts"][at] = _fitting(Fact, fact_data(old, form), old, kept)
    told(len(made["facts"]) + 1, len(made["facts"]) + 1)
    return Drafted(id, noted_text(id, answers, made), tuple(kept))


def tried(text: str, file: Path, seeds: int) -> tuple[str, ...]:
    """Let the bots of the lab play a persona's text, alone, and say what came of it."""
    from tempfile import TemporaryDirectory

    from trainer.content.findings import ContentError
    from trainer.content.version import canonical
    from trainer.desk.previewing import Preview
    from trainer.lab.bots.every import BOTS
    from trainer.lab.measuring import measure
    from trainer.lab.trials import run

    with TemporaryDirectory() as folder:
        trial = Path(folder) / "personas" / file.name
        trial.parent.mkdir()
        trial.write_text(text, encoding="utf-8")
        try:
            call = Preview(trial).call
        except ContentError as error:
            return (f"The lab cannot play it: {error}",)
    trials = run(canonical(call.scenario, (call.persona,)), call.persona.id, BOTS, range(1, seeds + 1))
    measured = measure(call.scenario.id, call.scenario.difficulty, call.persona, trials.played, trials.wanted)
    return tuple(f"{'ok ' if check.passed else 'NO '} {check.name}: {check.says}" for check in measured.checks)


def _recording(path: Path) -> Recording:
    """Read a call of any kind; what is no call is taken as notes, a paragraph a line."""
    from trainer.transcripts.faults import TranscriptError
    from trainer.transcripts.reading import bytes_of, read_bytes
    from trainer.transcripts.recording import Scribe

    raw = bytes_of(path)
    try:
        return read_bytes(raw, path.name)
    except TranscriptError:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = ""
        if not text.strip() or "\0" in text:
            raise
    scribe = Scribe(path.name, "text")
    for at, line in enumerate(text.splitlines(), 1):
        scribe.add("", line, None, None, at)
    return scribe.recording()


def _answers(outline: OutlineForm) -> dict[str, str]:
    """Give what of the outline answers the questions of `trainer new`; what does not fit takes the example."""
    from trainer.content.drafting.forms import text
    from trainer.content.drafting.questions import PERSONA, AnswerError

    answers = {}
    for question in PERSONA:
        given = text(getattr(outline, question.key, ""), question.longest)
        try:
            answers[question.key] = question.read(given)
        except AnswerError:
            answers[question.key] = question.default
    return answers


def _fitting(kind: Any, data: Mapping[str, Any], old: dict[str, Any], kept: list[str]) -> dict[str, Any]:
    """Give the data if it fits the schema, else the stock one, whose id goes into `kept`."""
    from pydantic import ValidationError

    from trainer.content.findings import has_control

    try:
        kind.model_validate(data)
    except ValidationError:
        kept.append(old["id"])
        return old
    if has_control(str(data)):
        kept.append(old["id"])
        return old
    return dict(data)


def _outline_prompt(notes: Notes) -> Prompt:
    return _prompt("desk/prompts/outline.j2", {"notes": notes.text}, "outline")


def _fact_prompt(notes: Notes, made: Mapping[str, Any], at: int) -> Prompt:
    fact = made["facts"][at]
    reason = next((one["insight"] for one in made["motivations"] if one["id"] == fact.get("motivation")), None)
    before = [f"depth {one['depth']}: {one['title']}" for one in made["facts"][:at]]
    data = {
        "notes": notes.text,
        "customer": made["bio"],
        "reason": reason,
        "depth": fact["depth"],
        "force": fact["force"],
        "told_before": before,
    }
    return _prompt("desk/prompts/fact.j2", data, "fact")


def _prompt(template: str, data: Mapping[str, Any], what: str) -> Prompt:
    from trainer.conversation.model import Message, Prompt
    from trainer.conversation.prompting import as_data, render

    messages = (Message("system", render(template)), Message("user", as_data(data)))
    return replace(Prompt(messages, f"{VERSION}-{what}"), temperature=TEMPERATURE, most_tokens=MOST_TOKENS)
