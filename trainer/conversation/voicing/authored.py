"""Room `voicing`: the authored voice. Composes an answer from the persona's own lines, by seed, none of them twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from trainer.content.schema import Facet, Fact, Persona
from trainer.conversation.directing.direction import Answer, Direction
from trainer.conversation.voicing.spoken import Spoken

#: Where lines come from when a pool has run dry. Every chain ends in lines that fit anything.
_NEXT: dict[str, tuple[str, ...]] = {
    "tired": ("go_on", "deflect", "surface"),
    "parroted": ("tired", "deflect", "unsure"),
    "unsure": ("deflect", "surface", "polite_yes"),
    "polite_yes": ("pitched", "unsure", "surface"),
    "pitched": ("polite_yes", "surface", "unsure"),
    "stuffed": ("ask_back", "deflect", "tired"),
    "demanded": ("deflect", "ask_back", "surface"),
    "gibberish": ("ask_back", "language", "deflect"),
    "language": ("gibberish", "ask_back", "deflect"),
    "flood": ("stuffed", "ask_back", "deflect"),
    "trainer": ("demanded", "deflect", "surface"),
    "pressed": ("deflect", "unsure", "surface"),
    "rude": ("pressed", "deflect", "unsure"),
    "greeting": ("small_talk", "ask_back", "deflect"),
    "thanks": ("small_talk", "go_on", "surface"),
    "goodbye": ("thanks", "small_talk", "deflect"),
    "apology": ("thanks", "go_on", "deflect"),
    "pause": ("ask_back", "go_on", "deflect"),
    "small_talk": ("surface", "ask_back", "deflect"),
    "ask_back": ("deflect", "unsure", "tired"),
    "go_on": ("surface", "deflect", "unsure"),
    "surface": ("deflect", "go_on", "unsure"),
    "deflect": ("surface", "unsure", "go_on"),
    "affirm": ("unsure", "go_on", "surface"),
    "negate": ("unsure", "go_on", "surface"),
}
_LAST = ("deflect", "surface", "unsure", "go_on", "ask_back", "tired", "polite_yes", "demanded", "stuffed", "parroted")


class AuthoredVoice:
    """Speaks one persona's lines. Deterministic: the same seed, direction and used pieces give the same words."""

    def __init__(self, persona: Persona, seed: int) -> None:
        """Take whose lines to speak and the seed that picks among them."""
        self._persona = persona
        self._seed = seed
        self._facts: Mapping[str, Fact] = {fact.id: fact for fact in persona.facts}
        self._profile = {answer.id: answer for answer in persona.profile}

    def open(self) -> Spoken:
        """Give the first words of the call."""
        key, text = self._pick("opening", self._persona.opening, 0, frozenset()) or (
            "opening:0",
            self._persona.opening[0],
        )
        return Spoken(text, (key,), parts=(text,))

    def speak(self, direction: Direction, turn: int, used: frozenset[str]) -> Spoken:
        """Compose the answer: a reaction, the answer itself, a tail."""
        pieces: list[tuple[str, str]] = []
        if direction.reaction and (found := self._pool(direction.reaction, turn, used, strict=True)):
            pieces.append(found)
        pieces.append(self._body(direction, turn, used))
        if direction.hint and (found := self._tell(direction.hint, turn, used)):
            pieces.append(found)
        elif direction.tail == "offer" and direction.disclose:
            if found := self._pick(f"fact:{direction.disclose}", self._facts[direction.disclose].says, turn, used):
                pieces.append(found)
        elif direction.tail and direction.tail != "tell":
            if found := self._pool(direction.tail, turn, used, strict=True):
                pieces.append(found)
        texts = tuple(text for _, text in pieces)
        return Spoken(" ".join(texts), tuple(key for key, _ in pieces), parts=texts)

    def chime(self, lines: Sequence[str], hint: str | None, turn: int, used: frozenset[str]) -> tuple[str, str] | None:
        """Give what this person puts in while somebody else answers: a tell or one of `lines`; None if none is left."""
        return (hint and self._tell(hint, turn, used)) or self._pick("chime", lines, turn, used)

    def text_of(self, piece: str) -> str:
        """Give the words of a piece that tells of a fact or of the person; empty for any other."""
        kind, _, rest = piece.partition(":")
        name, _, place = rest.rpartition(":")
        fact = self._facts.get(name)
        if kind == "more" and fact:
            return fact.more.get(Facet(place), "")
        says: Sequence[str] = ()
        if kind == "fact" and fact:
            says = fact.says
        elif kind == "tell" and fact and fact.tell:
            says = fact.tell.says
        elif kind == "profile" and name in self._profile:
            says = self._profile[name].says
        return says[int(place)] if place.isdigit() and int(place) < len(says) else ""

    def _body(self, direction: Direction, turn: int, used: frozenset[str]) -> tuple[str, str]:
        answer, subject = direction.answer, direction.subject
        found: tuple[str, str] | None = None
        if answer in (Answer.FACT, Answer.AGAIN) and subject in self._facts:
            found = self._pick(f"fact:{subject}", self._facts[subject].says, turn, used)
        elif answer is Answer.DETAIL:
            found = self._detail(subject, direction.facet, used)
        elif answer is Answer.PROFILE and subject in self._profile:
            found = self._pick(f"profile:{subject}", self._profile[subject].says, turn, used)
        elif answer is Answer.DECOY:
            found = self._pick("decoy", self._persona.decoy.says, turn, used)
        elif answer is Answer.CLOSE:
            return self._pool(f"close_{direction.closing}", turn, used) or ("close", "…")
        if found:
            return found
        name = answer.value if answer.value in _NEXT else "surface" if answer is Answer.DECOY else "go_on"
        return self._pool(name, turn, used) or self._anything(turn, used)

    def _detail(self, subject: str, facet: str, used: frozenset[str]) -> tuple[str, str] | None:
        key = f"more:{subject}:{facet}"
        text = self._facts[subject].more.get(Facet(facet)) if subject in self._facts else None
        return (key, text) if text and key not in used else None

    def _tell(self, fact: str, turn: int, used: frozenset[str]) -> tuple[str, str] | None:
        tell = self._facts[fact].tell
        if tell is None:
            return None
        found = self._pick(f"tell:{fact}", tell.says, turn, used)
        if found is None or not tell.cue or f"tell:{fact}" in {k.rpartition(":")[0] for k in used}:
            return found
        return found[0], f"{tell.cue} {found[1]}"

    def _pool(self, name: str, turn: int, used: frozenset[str], strict: bool = False) -> tuple[str, str] | None:
        for pool in (name,) if strict else (name, *_NEXT.get(name, ()), *_LAST):
            if found := self._pick(f"lines:{pool}", getattr(self._persona.lines, pool), turn, used):
                return found
        return None

    def _anything(self, turn: int, used: frozenset[str]) -> tuple[str, str]:
        """Give a wordless answer when every pool has run dry: longer than any call."""
        dots = "…" * (1 + sum(1 for key in used if key.startswith("silence:")))
        return f"silence:{turn}", f"*says nothing* {dots}"

    def _pick(self, prefix: str, texts: Sequence[str], turn: int, used: frozenset[str]) -> tuple[str, str] | None:
        free = [(key, text) for key, text in _keyed(prefix, texts) if key not in used]
        if not free:
            return None
        return min(free, key=lambda item: sha256(f"{self._seed}|{turn}|{item[0]}".encode()).digest())


def _keyed(prefix: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(f"{prefix}:{place}", text) for place, text in enumerate(texts)]
