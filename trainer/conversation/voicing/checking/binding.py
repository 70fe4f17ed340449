"""Room `voicing`, the check: who did what, and what was on which day, stays as it was given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.counts import counts_in
from trainer.conversation.voicing.checking.ground import Clause, Ground, clauses_of
from trainer.conversation.voicing.checking.names import bare, dates_of, names_of
from trainer.conversation.voicing.checking.tables import words
from trainer.conversation.voicing.checking.wordlists import is_free
from trainer.language.text import Token, is_content

_SELF = words("i i'm i've i'd i'll my mine myself me")
_LABEL_ME = "me"


def flaws_of_binding(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give where an answer ties to one person or day what was tied to others only."""
    names = frozenset().union(*map(names_of, (*ground.own,)))
    days = frozenset().union(*map(dates_of, ground.bounds.gist))
    for labels, selves in ((names, True), (days, False)):
        if not labels:
            continue
        tied = _ties(ground.bounds.gist, labels, selves)
        for sentence in ground.fresh(text):
            for clause in clauses_of(sentence):
                mine = [t for t in clause.words if _label(t, labels)]
                if len({_label(t, labels) for t in mine}) == 1 and (wrong := _wrong(clause, mine, tied, labels)):
                    quote = f"{mine[0].raw} … {wrong}"
                    yield flaw(Kind.CONTRADICTS, quote, "{} mixes up who or when; keep it as you were given it.")


def _label(token: Token, labels: frozenset[str]) -> str:
    for word in (bare(token), bare(token).removesuffix("s")):
        if word in labels and token.raw[0].isupper():
            return word
    return ""


def _wrong(clause: Clause, mine: list[Token], tied: Mapping[str, frozenset[str]], labels: frozenset[str]) -> str:
    """Give a word of the clause that was tied to others and never to this label."""
    label = _label(mine[0], labels)
    if not any(label in names for names in tied.values()):
        return ""
    for before, token in zip((None, *clause.words), clause.words, strict=False):
        owned = before in mine and "'" in mine[0].word and is_content(token.stem)
        if token in mine or not (owned or _telling(token)) or _label(token, labels):
            continue
        if (names := tied.get(token.stem)) and label not in names:
            return token.raw
    return ""


def _telling(token: Token) -> bool:
    return is_content(token.stem) and (not is_free(token.stem) or bool(counts_in(token.raw)))


def _ties(texts: tuple[str, ...], labels: frozenset[str], selves: bool) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for text in texts:
        for stem, names in _ties_in(text, labels, selves).items():
            out[stem] = out.get(stem, frozenset()) | names
    return out


@lru_cache(maxsize=1024)
def _ties_in(text: str, labels: frozenset[str], selves: bool) -> Mapping[str, frozenset[str]]:
    """Give, for each telling stem, the labels it stands with: those of its clause, else the last ones before it."""
    out: dict[str, frozenset[str]] = {}
    held: frozenset[str] = frozenset()
    for clause in clauses_of(text):
        found = frozenset(name for t in clause.words if (name := _label(t, labels)))
        if not found and selves and any(t.word in _SELF for t in clause.words):
            found = frozenset({_LABEL_ME})
        held = found or held
        for token in clause.words:
            if held and is_content(token.stem):
                out[token.stem] = out.get(token.stem, frozenset()) | held
    return out
