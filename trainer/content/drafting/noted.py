"""Room `content`, drafting: the text of a persona that a model has drafted from notes, each line marked as a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from trainer.content.drafting.drafted import persona_text
from trainer.content.plain_yaml import parse

#: The stock facts by what they are in the story, under names that fit any: chain, and place in it.
PLACES = {
    "evening": "a-1", "thing": "a-2", "before": "b-1", "twice": "b-2", "corner": "c-1", "envelope": "a-3",
    "red": "a-4", "radio": "a-5", "mishap": "b-3", "desk": "b-4", "hello": "a-6", "thread": "a-7", "mine": "b-5",
    "signed": "b-6",
}  # fmt: skip
REASONS = {"for-somebody": "first-reason", "let-it-happen": "second-reason"}
MARK = "  # draft"
_HEAD = """\
# Drafted from notes by a model, and read by nobody yet. Read every line that is marked, mend it or write it anew,
# take its mark out, and in the end the next line. The ordinary answers and the pools below are the stock ones.
draft: true

"""
_STORY = re.compile(r"^# The file plays as it stands\..*?(?=^# 1\.)", re.MULTILINE | re.DOTALL)


def stock(id: str, answers: Mapping[str, str]) -> dict[str, Any]:
    """Give the stock persona for these answers as data, its facts and motivations under names that fit any story."""
    made: dict[str, Any] = parse(_renamed(id, persona_text(id, answers)))
    return made


def noted_text(id: str, answers: Mapping[str, str], drafted: Mapping[str, Any]) -> str:
    """Give the text of a persona file in which `motivations`, `facts` and `decoy` are as drafted."""
    text = _renamed(id, persona_text(id, answers))
    for key, lines in (
        ("motivations", [line for one in drafted["motivations"] for line in _motivation(one)]),
        ("facts", [line for one in drafted["facts"] for line in _fact(one)]),
        ("decoy", _pairs(drafted["decoy"], 1)),
    ):
        block = f"{key}:\n" + "\n".join(lines) + "\n\n"
        text = re.sub(rf"^{key}:\n(?:[ \n].*\n|\n)*", lambda _, block=block: block, text, count=1, flags=re.MULTILINE)  # type: ignore[misc]
    head, _, rest = _STORY.sub("# Make it yours, from the bottom of the story up:\n", text).partition("\nid: ")
    return _marked(f"{head}\n{_HEAD}id: {rest}")


def _renamed(id: str, text: str) -> str:
    for old, new in PLACES.items():
        text = text.replace(f"{id}-{old}", f"{id}-{new}")
    for old, new in REASONS.items():
        text = text.replace(old, new)
    return text


def _motivation(one: Mapping[str, Any]) -> list[str]:
    lines = _pairs({key: one[key] for key in ("id", "title", "insight", "accepted", "forces")}, 2)
    lines[0] = "  - " + lines[0].lstrip()
    lines.append("    claims:")
    for claim in one["claims"]:
        part = _pairs(claim, 4, flow=("any",))
        lines += ["      - " + part[0].lstrip(), *part[1:]]
    return lines


def _fact(one: Mapping[str, Any]) -> list[str]:
    keys = [key for key in ("id", "title", "force", "depth", "motivation", "says", "more", "about") if key in one]
    lines = _pairs({key: one[key] for key in keys}, 2, flow=("about",))
    lines[0] = "  - " + lines[0].lstrip()
    if one.get("tell"):
        lines += ["    tell:", *_pairs(one["tell"], 3)]
    unlock = one.get("unlock") or {}
    if unlock:
        hangs = f", after_any: [{', '.join(unlock['after_any'])}]" if unlock.get("after_any") else ""
        lines.append(f"    unlock: {{trust: {unlock.get('trust', 0)}{hangs}}}")
    return lines


def _pairs(values: Mapping[str, Any], depth: int, flow: Sequence[str] = ()) -> list[str]:
    """Give keys with texts, numbers, lists of texts or mappings of texts as lines; ids and the like stay bare words."""
    lines: list[str] = []
    space = "  " * depth
    for key, value in values.items():
        if isinstance(value, Mapping):
            lines += [f"{space}{key}:", *_pairs(value, depth + 1)]
        elif isinstance(value, list | tuple) and key in flow:
            lines.append(f"{space}{key}: [{', '.join(map(_quoted, value))}]")
        elif isinstance(value, list | tuple):
            lines += [f"{space}{key}:", *(f"{space}  - {_quoted(one)}" for one in value)]
        elif isinstance(value, int | float) or key in ("id", "force", "motivation"):
            lines.append(f"{space}{key}: {value}")
        else:
            lines.append(f"{space}{key}: {_quoted(value)}")
    return lines


def _quoted(value: str) -> str:
    """Give a text as a double-quoted scalar; JSON's is one of YAML's."""
    return json.dumps(str(value), ensure_ascii=False)


def _marked(text: str) -> str:
    """Mark each line that holds words to be said or read."""
    return "\n".join(
        line + MARK if '"' in line and not line.lstrip().startswith("#") else line for line in text.split("\n")
    )
