"""Room `content`, drafting: the forms in which a persona is drafted from notes, and what of an answer can be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from trainer.language.text import clean

#: What pydantic reads: an answer with anything more in it is no answer.
_STRICT: dict[str, Any] = {"extra": "forbid"}
#: Characters of a line and of a phrase, and how many of each are kept; as in `schema`.
LINE, PHRASE, TITLE, PROSE = 480, 60, 90, 2000


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """One part of a hidden truth."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    says: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReasonForm:
    """A hidden truth."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    title: str
    insight: str
    accepted: tuple[str, ...]
    claims: tuple[ClaimForm, ...]


@dataclass(frozen=True, slots=True)
class OutlineForm:
    """Who they are, what they say they want, and what is truly behind it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    name: str
    pronoun: str
    role: str
    product: str
    old: str
    wish: str
    surface: str
    surface_says: tuple[str, ...]
    surface_phrases: tuple[str, ...]
    reasons: tuple[ReasonForm, ...]


@dataclass(frozen=True, slots=True)
class FactForm:
    """One thing that they can disclose."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    title: str
    says: tuple[str, ...]
    why: str
    when: str
    example: str
    phrases: tuple[str, ...]
    hints: tuple[str, ...]


def reason_data(id: str, form: ReasonForm, forces: tuple[str, ...]) -> dict[str, Any]:
    """Give a reason as data of a motivation; the schema says whether it is enough."""
    claims = [
        {"id": f"claim-{at}", "says": text(one.says, TITLE), "any": texts(one.phrases, PHRASE, 60)}
        for at, one in enumerate(form.claims[:5], 1)
    ]
    accepted = texts(form.accepted, LINE, 10)
    return {
        "id": id, "title": text(form.title, TITLE), "insight": text(form.insight, PROSE), "accepted": accepted,
        "forces": list(forces), "claims": claims,
    }  # fmt: skip


def decoy_data(form: OutlineForm) -> dict[str, Any]:
    """Give the surface story as data of a decoy."""
    phrases = texts(form.surface_phrases, PHRASE, 40)
    says = texts(form.surface_says, LINE, 16)
    return {"insight": text(form.surface, PROSE), "says": says, "about": phrases, "any": phrases}


def fact_data(stock: dict[str, Any], form: FactForm) -> dict[str, Any]:
    """Give a fact as data: its words by the form, its place in the story by the stock fact it stands for."""
    more = {facet: told for facet in ("why", "when", "example") if (told := text(getattr(form, facet), LINE))}
    words = {"title": text(form.title, TITLE), "says": texts(form.says, LINE, 8), "more": more,
             "about": texts(form.phrases, PHRASE, 40)}  # fmt: skip
    tell = {"tell": {"says": texts(form.hints, LINE, 6)}} if stock.get("tell") else {}
    return {**stock, **words, **tell}


def text(value: str, longest: int) -> str:
    """Give a text of a model on one line, without control characters, no longer than so."""
    return " ".join(clean(value).split())[:longest].strip()


def texts(values: Iterable[str], longest: int, most: int) -> list[str]:
    """Give the texts of a list, each once, without empty ones."""
    return list(dict.fromkeys(one for value in values if (one := text(value, longest))))[:most]
