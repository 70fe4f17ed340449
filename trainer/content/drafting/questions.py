"""Room `content`, drafting: what is asked before a file is begun. Each question has an example that is its default."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.content.findings import nearest, shown

#: Letters of any alphabet, digits and the marks of names and plain phrases: nothing that YAML or a template reads.
_PLAIN = re.compile(r"[^\W_][\w '’&.,/()+-]*")
_SENTENCE = re.compile(r"[^\W_][^\x00-\x1f\x7f\"\\{}<>`]*")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLAIN, SENTENCE, ID, IDS, CHOICE, NUMBER = "plain", "sentence", "id", "ids", "choice", "number"
#: Characters of an id: those of its facts have it in front, and may have 48 (see `schema`).
LONGEST_ID = 32


class AnswerError(ValueError):
    """An answer cannot be used; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked."""

    key: str
    """By which the answer is given without asking (`--set KEY=…`) and filled in."""
    asks: str
    default: str
    """Also the example that is shown."""
    kind: str = PLAIN
    longest: int = 36
    """Characters."""
    shortest: int = 2
    choices: tuple[str, ...] = ()
    why: str = ""
    """What the answer is for, where that is not plain."""

    def read(self, text: str) -> str:
        """Give an answer as it is filled in; an empty one is the default.

        Raises:
            AnswerError: it does not fit.
        """
        answer = " ".join(text.split()) or self.default
        if self.kind == CHOICE and answer not in self.choices:
            raise AnswerError(f"`{self.key}`: choose one of {', '.join(self.choices)}.")
        if not self.shortest <= len(answer) <= self.longest and self.kind != CHOICE:
            raise AnswerError(f"`{self.key}`: write {self.shortest} to {self.longest} characters ({len(answer)} now).")
        fits = {PLAIN: _PLAIN, SENTENCE: _SENTENCE, ID: _ID}.get(self.kind)
        if fits is not None and not fits.fullmatch(answer):
            raise AnswerError(f"`{self.key}`: {_REMEDIES[self.kind]}")
        if self.kind == IDS and not all(_ID.fullmatch(one.strip()) for one in answer.split(",")):
            raise AnswerError(f"`{self.key}`: write ids with commas between, such as robin-hale, ada-lind.")
        if self.kind == NUMBER and answer not in self.choices:
            raise AnswerError(f"`{self.key}`: write a number from {self.choices[0]} to {self.choices[-1]}.")
        return answer


_REMEDIES = {
    PLAIN: "begin with a letter; then letters, digits, spaces and ' & . , / ( ) + - only.",
    SENTENCE: "begin with a letter; no double quotes, backslashes, braces or angle brackets.",
    ID: "small letters, digits and single hyphens only, such as robin-hale.",
}

PERSONA: tuple[Question, ...] = (
    Question("name", "What is the customer called?", "Robin Hale", why="An invented name; nobody real."),
    Question("pronoun", "She, he or they?", "they", CHOICE, choices=("she", "he", "they")),
    Question("role", "Who are they? “I'm …”", "the bookkeeper of a small bakery", longest=60),
    Question("product", "Which product do they use?", "Ledgerly", longest=30),
    Question("old", "What did they use before it?", "a paper ledger"),
    Question(
        "wish", "What do they ask for on the surface?", "faster reports",
        why="The decoy: a plausible wish, which has nothing to do with the true reason. In the plural reads best.",
    ),
    Question(
        "person", "For whom do they truly do it? A first name", "Ines", longest=20,
        why="The first hidden reason: it is done for somebody, with whom they could never talk.",
    ),
    Question("piece", "What of it goes to this person? One word", "page", longest=20),
    Question(
        "thing", "Which everyday thing hints at it?", "blue folder", longest=24,
        why="A handle: something odd and concrete, named early, that makes a good listener ask.",
    ),
    Question(
        "mishap", "What once went wrong?", "double order", longest=24,
        why="The second hidden reason: it was their own mistake, and somebody else paid for it.",
    ),
    Question("witness", "Who paid for it? A first name", "Walter", longest=20),
    Question("trace", "Which thing is left from that time?", "tin box", longest=24),
    Question("talk", "How do they talk?", "plain", CHOICE, choices=("terse", "plain", "talkative")),
    Question("warmth", "Warm or guarded?", "warm", CHOICE, choices=("warm", "guarded")),
)  # fmt: skip

SCENARIO: tuple[Question, ...] = (
    Question("personas", "Who can be interviewed? Their ids", "robin-hale", IDS, longest=180,
             why="Files of these names lie in the folder personas, next to scenarios."),
    Question("title", "What is it called?", "A page a day", SENTENCE, 80, 3),
    Question("product", "Which product is it about?", "Ledgerly", longest=30,
             why="The one that the persona uses, by the same name."),
    Question("product_about", "What is it?", "A program in which small firms keep their books.", SENTENCE, 400, 10),
    Question("belief", "What does the business believe?",
             "Customers want faster reports. Whoever makes them faster keeps the customers.", SENTENCE, 600, 10,
             why="The belief that the interviews will put in doubt."),
    Question("brief", "What does the learner know before the call?",
             "You are an engineer on the product. A customer of some years has written in with wishes. Find out what"
             " keeps them with you.", SENTENCE, 900, 10),
    Question("focus", "What does it teach?",
             "Stay with small odd words, and with what somebody does rather than with what they ask for.",
             SENTENCE, 400, 10),
    Question("difficulty", "How hard is it, 1 to 5?", "2", NUMBER, shortest=1, choices=("1", "2", "3", "4", "5")),
)  # fmt: skip

KINDS: Mapping[str, tuple[Question, ...]] = {"persona": PERSONA, "scenario": SCENARIO}


def read_settings(kind: str, settings: list[str]) -> dict[str, str]:
    """Give the answers of `KEY=VALUE` texts for a kind of file.

    Raises:
        AnswerError: no `=`, a key that is not asked, a key given twice, or an answer that does not fit.
    """
    known = {question.key: question for question in KINDS[kind]}
    answers: dict[str, str] = {}
    for setting in settings:
        key, sign, value = setting.partition("=")
        key = key.strip()
        if not sign:
            raise AnswerError(f"`{shown(setting)}`: write KEY=VALUE; the keys are {', '.join(known)}.")
        if key not in known:
            near = nearest(key, list(known), 1)
            instead = f"did you mean `{near[0]}`?" if near else f"the keys are {', '.join(known)}."
            raise AnswerError(f"`{shown(key)}` is not asked for a {kind}; {instead}")
        if key in answers:
            raise AnswerError(f"`{key}` is given twice; give it once.")
        answers[key] = known[key].read(value)
    return answers


def id_of(name: str) -> str:
    """Give an id made of a name or title; empty where it has no plain letters."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")


def checked_id(name: str) -> str:
    """Give an id as it is, if it is one.

    Raises:
        AnswerError: it is none.
    """
    return Question("id", "", "", ID, LONGEST_ID, 1).read(name)


def clashes(kind: str, answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give answers that must differ and do not, as pairs of (the key to ask again, what to say)."""
    if kind != "persona":
        return []
    told = {question.key: answers.get(question.key, question.default) for question in PERSONA}
    told["name"] = told["name"].split()[0]
    found = []
    for keys in (("name", "person", "witness"), ("thing", "trace", "piece", "mishap"), ("product", "old", "wish")):
        for place, key in enumerate(keys):
            same = next((other for other in keys[:place] if told[other].lower() == told[key].lower()), None)
            if same:
                found.append((key, f"`{key}` and `{same}` are both “{told[key]}”; name another."))
    return found
