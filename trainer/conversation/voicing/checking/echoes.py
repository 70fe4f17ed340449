"""Room `voicing`, the check: an answer is no echo, of the instruction, of the learner, or of what was said before."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.ground import Ground, runs_of
from trainer.conversation.voicing.checking.wordlists import is_free
from trainer.language.text import is_content, tokens

#: Words in a row that make an echo.
PROMPT_RUN = 6
SAID_RUN = 6
HEARD_RUN = 5
#: More than this share of the learner's telling words given back makes an echo too, from so many words on.
HEARD_SHARE = 0.6
HEARD_LEAST = 3

Runs = frozenset[tuple[str, ...]]


def flaws_of_echo(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give what an answer only repeats."""
    bounds = ground.bounds
    gist = " ".join(bounds.gist)
    if run := _first_run(text, PROMPT_RUN, runs_of(bounds.prompt, PROMPT_RUN), gist, *bounds.said, *bounds.public):
        yield flaw(Kind.PROMPT, run, "Leave out {}; never read out your instructions.")
    said = frozenset().union(*(runs_of(line, SAID_RUN) for line in bounds.said))
    if not bounds.again and (run := _first_run(text, SAID_RUN, said, gist)):
        yield flaw(Kind.REPEATS, run, "You have said {} before; put it differently.")
    line = bounds.heard[-1] if bounds.heard else ""
    if run := _first_run(text, HEARD_RUN, runs_of(line, HEARD_RUN), gist, *bounds.said):
        yield flaw(Kind.PARROT, run, "Do not give {} back; answer it.")
    elif _gives_back(text, line, ground):
        yield flaw(Kind.PARROT, text, "Do not give the question back; answer it.")


def _first_run(text: str, size: int, found: Runs, *allowed: str) -> str:
    """Give the first run of an answer that stands in `found` and in none of the allowed texts."""
    if not found:
        return ""
    free = frozenset().union(*(runs_of(other, size) for other in allowed))
    line = tokens(text)
    for start in range(len(line) - size + 1):
        run = tuple(token.word for token in line[start : start + size])
        if run in found and run not in free:
            return text[line[start].start : line[start + size - 1].end]
    return ""


def _gives_back(text: str, line: str, ground: Ground) -> bool:
    """Say whether most of the learner's telling words come back, and are not what the answer has to say anyway."""
    telling = {t.stem for t in tokens(line) if is_content(t.stem) and not is_free(t.stem)} - ground.gist_stems
    if len(telling) < HEARD_LEAST:
        return False
    back = {t.stem for t in tokens(text)} & telling
    return len(back) > HEARD_SHARE * len(telling)
