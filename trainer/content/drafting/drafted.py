"""Room `content`, drafting: makes the text of a persona or scenario file from answers, with comments for its author.

The stock story and its lines stand in `data/`. An answer is put in as it is: `questions` lets nothing through that
YAML reads otherwise than as the inside of a quoted text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from trainer.content.drafting.questions import PERSONA, SCENARIO, Question

_DATA = Path(__file__).with_name("data")
_SLOT = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"^(?:an?|the|my|our|some)\s+", re.IGNORECASE)
_THEIR = {"she": "her", "he": "his", "they": "their"}
_MANNERS = {
    "terse": "Says little, in short sentences, and then waits. Answers what was asked.",
    "plain": "Talks plainly and calmly, a sentence or two at a time. Answers what was asked.",
    "talkative": "Talks gladly, sets off and comes back to the question. Laughs easily.",
}
_TRUST = {"warm": "0.22", "guarded": "0.16"}


def schema_name(kind: str) -> str:
    """Give the name of the file beside a draft that holds the JSON Schema of its kind."""
    return f"{kind}.schema.json"


def persona_text(id: str, answers: Mapping[str, str]) -> str:
    """Give the text of a persona file; a question that was not answered takes its default."""
    told = _whole(PERSONA, answers)
    first = told["name"].split()[0]
    slots = {
        **told,
        "id": id,
        "first": first,
        "their": _THEIR[told["pronoun"]],
        "manner": _MANNERS[told["talk"]],
        "trust": _TRUST[told["warmth"]],
        "Wish": told["wish"][0].upper() + told["wish"][1:],
        "old_bare": _ARTICLE.sub("", told["old"]),
        "schema": schema_name("persona"),
    }
    return _filled(_data("persona.yaml") + _data("lines.yaml"), slots)


def scenario_text(id: str, answers: Mapping[str, str]) -> str:
    """Give the text of a scenario file; a question that was not answered takes its default."""
    told = _whole(SCENARIO, answers)
    personas = ", ".join(one.strip() for one in told["personas"].split(","))
    return _filled(_data("scenario.yaml"), {**told, "id": id, "personas": personas, "schema": schema_name("scenario")})


def schema_text(kind: str) -> str:
    """Give the JSON Schema of a kind of file, for editors."""
    import json

    from trainer.content.schema_export import json_schemas

    return json.dumps(json_schemas()[kind], indent=2, ensure_ascii=False) + "\n"


def _whole(questions: tuple[Question, ...], answers: Mapping[str, str]) -> dict[str, str]:
    return {question.key: question.read(answers.get(question.key, "")) for question in questions}


def _filled(template: str, slots: Mapping[str, str]) -> str:
    """Put the slots in, once: what is put in is not read again."""
    return _SLOT.sub(lambda slot: slots[slot[1]], template)


def _data(name: str) -> str:
    return (_DATA / name).read_text(encoding="utf-8")
