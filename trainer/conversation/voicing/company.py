"""Room `voicing`: two people on one call, each with their own authored voice. Neither has a line of the other's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.content.schema import Persona, Seat
from trainer.conversation.directing.direction import Direction
from trainer.conversation.voicing.authored import AuthoredVoice
from trainer.conversation.voicing.spoken import Spoken, whose


class Company:
    """Speaks for two. A piece is named with who says it: `id/piece`."""

    def __init__(self, personas: Sequence[Persona], seats: Sequence[Seat], seed: int) -> None:
        """Take who is on the call, where they sit, and the seed."""
        self._first = personas[0].id
        self._names = {persona.id: persona.name for persona in personas}
        self._voices = {persona.id: AuthoredVoice(persona, seed) for persona in personas}
        self._chimes: Mapping[str, Sequence[str]] = {seat.persona: seat.chimes for seat in seats}

    def open(self) -> Spoken:
        """Give the first words of the call: each says hello."""
        return self._joined([(who, voice.open()) for who, voice in self._voices.items()])

    def speak(self, direction: Direction, turn: int, used: frozenset[str]) -> Spoken:
        """Give the answer of who was asked, and what the other puts in."""
        who = direction.speaker or self._first
        said = [(who, self._voices[who].speak(direction, turn, _own(who, used)))]
        if other := direction.chime:
            lines = self._chimes.get(other, ())
            if found := self._voices[other].chime(lines, direction.chime_hint, turn, _own(other, used)):
                said.append((other, Spoken(found[1], (found[0],), parts=(found[1],))))
        return self._joined(said)

    def text_of(self, piece: str) -> str:
        """Give the words of a piece that tells of a fact or of the person; empty for any other."""
        who, rest = whose(piece)
        voice = self._voices.get(who)
        return voice.text_of(rest) if voice else ""

    def _joined(self, said: Sequence[tuple[str, Spoken]]) -> Spoken:
        return Spoken(
            " ".join(one.text for _, one in said),
            tuple(f"{who}/{piece}" for who, one in said for piece in one.pieces),
            parts=tuple(part for _, one in said for part in one.parts),
            lines=tuple((self._names[who], one.text) for who, one in said),
        )


def _own(who: str, used: frozenset[str]) -> frozenset[str]:
    """Give the pieces that this person has said, as their own voice names them."""
    return frozenset(rest for speaker, rest in map(whose, used) if speaker == who)
