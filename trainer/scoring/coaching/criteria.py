"""Room `scoring`: what a model is asked about a learner's line. Locked text: each one thing that can be observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

#: Raised with every change of a criterion or of a template in `scoring/prompts`; a test holds the hash.
VERSION = "coach-1"
TEMPLATES = ("coach.j2", "insight.j2")
_PROMPTS = Path(__file__).parent.parent / "prompts"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question with the answer yes or no."""

    id: str
    title: str
    """For people, short."""
    text: str
    """For the model: what is to be seen where it is met."""


CRITERIA = (
    Criterion(
        "open",
        "an open question",
        "The line asks something that cannot be answered with yes, no, a name or a number alone.",
    ),
    Criterion(
        "last_words",
        "grows out of their last words",
        "The line takes up something in particular that the customer said in their line just before it.",
    ),
    Criterion(
        "last_time",
        "asks for one real occasion",
        "The line asks what happened on one occasion in the past; not in general, and not in an imagined case.",
    ),
    Criterion(
        "no_answer",
        "leaves the answer to them",
        "The line holds no answer of the learner's own: no guess at the reason, no “isn't it”, no choice of answers.",
    ),
    Criterion("one_question", "asks one thing", "The line asks for one thing and not for two or more at once."),
    Criterion(
        "stops",
        "stops after the question",
        "Nothing follows the question, mirror or label: no explanation, no example of an answer, no second try.",
    ),
    Criterion(
        "label",
        "names what they showed",
        "The line names a feeling or a state that the customer showed just before, by words or by a gesture.",
    ),
    Criterion(
        "mirror",
        "gives back a few words",
        "The line gives back one to six of the customer's last words, adds no opinion, and leaves room to go on.",
    ),
    Criterion(
        "summary",
        "says back what was told",
        "The line says back what the customer told, in a sentence or two, and adds nothing that they did not say.",
    ),
    Criterion(
        "feeling",
        "takes up the gesture or feeling",
        "The customer's line before shows a feeling or a gesture, and the line takes that up before anything else.",
    ),
    Criterion(
        "no_offer",
        "brings nothing of one's own",
        "The line offers no feature, plan, remedy or advice, and does not press for an answer.",
    ),
)
BY_ID = {criterion.id: criterion for criterion in CRITERIA}


def prompt_id() -> str:
    """Give name, version and hash of all that a model is told: `coach-1 0123456789ab`."""
    return f"{VERSION} {fingerprint()[:12]}"


def fingerprint() -> str:
    """Give the SHA-256 (64 hex digits) of the criteria and the templates."""
    parts = [part for criterion in CRITERIA for part in (criterion.id, criterion.text)]
    parts += [(_PROMPTS / name).read_text(encoding="utf-8") for name in TEMPLATES]
    return sha256("\x1e".join(parts).encode()).hexdigest()


def shuffled(ids: Sequence[str], session: str, sample: int) -> list[str]:
    """Give ids in an order that hangs on the session and the number of the answer alone."""
    return sorted(ids, key=lambda one: sha256(f"{session}\x1e{sample}\x1e{one}".encode()).digest())
