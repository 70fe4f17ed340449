"""Room `scoring`: a model's word on the debrief, beside the rules'. It counts nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.content.schema import Persona
from trainer.conversation.coached import InsightJudged
from trainer.conversation.hearing.attacks.recognise import attacks
from trainer.conversation.model import Prompt
from trainer.language.text import sentences, tokens
from trainer.scoring.coaching.asking import insight_prompt
from trainer.scoring.coaching.forms import InsightForm
from trainer.scoring.coaching.judging import AGREE, SAMPLES, majority
from trainer.scoring.coaching.quoting import one_line, verbatim
from trainer.scoring.coaching.verifying import Found
from trainer.scoring.record import Record
from trainer.scoring.scorecard import MotivationOutcome, Scorecard
from trainer.scoring.statements import is_list, is_pasted

_FIELDS = ("insight", "push", "pull", "anxiety", "habit")


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim of an uncovered motivation."""

    motivation: MotivationOutcome
    id: str
    says: str


def claims_of(card: Scorecard, persona: Persona) -> dict[str, Claimed]:
    """Give the claims of the motivations that the call uncovered, by a letter and number that tells nothing."""
    uncovered = {one.id: one for one in card.motivations if one.uncovered}
    found = [
        Claimed(uncovered[motivation.id], claim.id, claim.says)
        for motivation in persona.motivations
        if motivation.id in uncovered
        for claim in motivation.claims
    ]
    return {f"s{number}": claim for number, claim in enumerate(found, 1)}


def debrief_of(record: Record) -> dict[str, str]:
    """Give the parts of the debrief that can be judged, without sentences that speak to a machine."""
    if record.debrief is None:
        return {}
    lines = [turn.answer for turn in record.turns]
    texts = {name: one_line(getattr(record.debrief, name)) for name in _FIELDS}
    usable = {name: _spoken(text) for name, text in texts.items() if not is_list(text) and not is_pasted(text, lines)}
    return {name: text for name, text in usable.items() if text}


def prompts(claims: Mapping[str, Claimed], debrief: Mapping[str, str], session: str) -> Callable[[int], Prompt]:
    """Give what makes the prompt of each answer."""
    says = {one: claim.says for one, claim in claims.items()}
    return lambda sample: insight_prompt(debrief, says, session, sample)


def insight_of(
    claims: Mapping[str, Claimed], debrief: Mapping[str, str], answers: Sequence[InsightForm]
) -> Iterator[InsightJudged]:
    """Give the verdict on each claim that an answer spoke of; nothing where fewer than two answers came."""
    if len(answers) < AGREE:
        return
    checked = [_checked(answer, claims, debrief) for answer in answers]
    for one, claim in claims.items():
        found = [answer[one] for answer in checked if one in answer]
        if not found:
            continue
        verdict, agree = majority([each.verdict for each in found])
        quote = next((each.quote for each in found if each.verdict == verdict), "")
        yield InsightJudged(
            claim.motivation.id, claim.id, claim.says, verdict, claim.motivation.verdict, quote, agree, SAMPLES
        )


def _checked(answer: InsightForm, claims: Mapping[str, Claimed], debrief: Mapping[str, str]) -> dict[str, Found]:
    out: dict[str, Found] = {}
    for item in answer.items[: 2 * len(claims)]:
        if item.id not in claims or item.id in out:
            continue
        if item.verdict != "met":
            out[item.id] = Found(item.verdict, "")
        elif quote := next((q for text in debrief.values() if (q := verbatim(item.quote, text))), ""):
            out[item.id] = Found("met", quote)
    return out


def _spoken(text: str) -> str:
    return " ".join(part for part in sentences(text) if not attacks(part, tokens(part)))
