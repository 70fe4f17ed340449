"""Room `transcripts`: how much each side of a call talks, and who holds forth longest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.language.text import count_words

Turn = tuple[str, str, float | None, float | None]
"""Speaker, text, start and end in seconds; `casting.Said` is one."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one speaker says."""

    speaker: str
    turns: int
    words: int
    word_share: float
    """Of all words, 0 to 1; 0 where not a word is said."""
    seconds: float | None
    """Time spoken; None where the call has no times for every turn."""
    time_share: float | None
    """Of all time spoken, 0 to 1; None as `seconds`, or where all of it is no time at all."""
    longest_words: int
    """Words of the longest turn."""
    longest_words_turn: int
    """Where it stands: index of the turn, from 0; the first where several are as long."""
    longest_seconds: float | None
    """Seconds of the turn that lasts longest; None as `seconds`."""
    longest_seconds_turn: int | None


@dataclass(frozen=True, slots=True)
class Talk:
    """How a call is divided."""

    shares: tuple[Share, ...]
    """By speaker, in the order in which they first speak."""
    words: int
    seconds: float | None
    """Time spoken by all; pauses between turns do not count, and where two speak at once both do."""
    timing: str
    """"measured" where every turn has its end, "to the next turn" where turns have only starts (pauses count then, and
    the last turn takes no time unless its end is known), "none" where times are missing or run backwards."""

    def of(self, speaker: str) -> Share | None:
        """Give what one speaker says."""
        return next((share for share in self.shares if share.speaker == speaker), None)


def statistics(turns: Iterable[Turn]) -> Talk:
    """Count words and, where there are times, seconds, for each speaker; the share of each, and the longest turn.

    Takes turns in the order of the call. Words are counted as everywhere in the trainer (`language.text`).
    """
    call = list(turns)
    words = [count_words(text) for _, text, _, _ in call]
    times, timing = _durations(call)
    all_words, all_time = sum(words), sum(times) if times is not None else None
    shares = []
    for speaker in dict.fromkeys(turn[0] for turn in call):
        own = [index for index, turn in enumerate(call) if turn[0] == speaker]
        said = sum(words[index] for index in own)
        wordiest = max(own, key=lambda index: (words[index], -index))
        spoken = sum(times[index] for index in own) if times is not None else None
        slowest = max(own, key=lambda index: (times[index], -index)) if times is not None else None
        shares.append(
            Share(
                speaker, len(own), said, said / all_words if all_words else 0.0,
                spoken, spoken / all_time if spoken is not None and all_time else None,
                words[wordiest], wordiest,
                times[slowest] if times is not None and slowest is not None else None, slowest,
            )
        )  # fmt: skip
    return Talk(tuple(shares), all_words, all_time, timing)


def told(talk: Talk) -> list[str]:
    """Give in sentences how a call is divided; turns are counted from 1."""
    lines = [_told(share) for share in talk.shares]
    if talk.timing == "to the next turn":
        lines.append("The file has no ends of turns: the time up to the next turn is counted, pauses with it.")
    return lines


def _told(share: Share) -> str:
    words = f"{round(100 * share.word_share)} % of all words"
    many = "word" if share.longest_words == 1 else "words"
    longest = f"{share.longest_words:,} {many} (turn {share.longest_words_turn + 1})"
    if share.time_share is not None:
        words += f", {round(100 * share.time_share)} % of the time"
    if share.longest_seconds is not None and share.longest_seconds_turn is not None:
        longest += f", {_clock(share.longest_seconds)} (turn {share.longest_seconds_turn + 1})"
    return f"{share.speaker.capitalize()}: {words}. Longest turn: {longest}."


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _durations(call: Sequence[Turn]) -> tuple[list[float] | None, str]:
    """Give the seconds of each turn, or None where they cannot be known for all."""
    starts = [turn[2] for turn in call]
    known = [start for start in starts if start is not None]
    if not call or len(known) < len(call):
        return None, "none"
    ends = [turn[3] for turn in call]
    if all(end is not None for end in ends):
        return [max(0.0, (end or 0.0) - start) for start, end in zip(known, ends, strict=True)], "measured"
    if any(later < earlier for earlier, later in zip(known, known[1:], strict=False)) or len(known) < 2:
        return None, "none"
    last = max(0.0, ends[-1] - known[-1]) if ends[-1] is not None else 0.0
    return [later - earlier for earlier, later in zip(known, known[1:], strict=False)] + [last], "to the next turn"
