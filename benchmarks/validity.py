"""How well we agree with people: `python -m benchmarks.validity --annomi FILE --uptake FILE [--strip]`.

The corpora are not part of the project. Everything runs offline and comes out the same each time. `--strip` takes
punctuation and capitals away first, as speech recognition does.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.corpora import Annotated, CorpusFault, annomi, exchanges
from benchmarks.gamed import BESIDE, HALF, MORE, TWELVE, gamed, half_gamed, read_from
from benchmarks.measures import auc, macro_f1, pearson, spearman
from trainer.scoring.calls.analyse import Analysis, analyse
from trainer.scoring.calls.transcript import CUSTOMER, INTERVIEWER, Transcript, Turn

#: Turns of the interviewer's from which a rate of a conversation says something.
LEAST_TURNS = 8
#: A question has so many words at least to be exchanged, and a conversation so many of them; a list to read from,
#: fewer.
LEAST_WORDS, LEAST_QUESTIONS, LEAST_LIST = 3, 6, 4
#: Points of technique up to which two calls are alike.
NOISE = 0.1
_MARKS = re.compile(r"[?.,!;:…]+")


@dataclass(frozen=True)
class Row:
    """One line of the table. `aim`, `baseline` and `people` are those of issue 4; empty where it names none."""

    task: str
    value: float
    aim: str = ""
    baseline: str = ""
    people: str = ""


def main(arguments: Sequence[str]) -> int:
    """Print the table; 2 where a file is missing or is no such corpus."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.validity", description=__doc__)
    parser.add_argument("--annomi", type=Path, metavar="FILE", help="AnnoMI, as CSV")
    parser.add_argument("--uptake", type=Path, metavar="FILE", help="rated exchanges of lessons, as CSV")
    parser.add_argument("--strip", action="store_true", help="without punctuation and capitals")
    options = parser.parse_args(arguments)
    if not options.annomi and not options.uptake:
        parser.error("nothing to measure on: name --annomi FILE, --uptake FILE or both")
    try:
        calls = [_stripped(one) if options.strip else one for one in annomi(options.annomi)] if options.annomi else []
        rated = exchanges(options.uptake) if options.uptake else []
    except CorpusFault as fault:
        print(fault, file=sys.stderr)
        return 2
    print(f"{'':66} {'ours':>6}  {'aim':>6}  {'base':>5}  people")
    if calls:
        heard = [analyse(one.call) for one in calls]
        _print(_labels(calls, heard, options.strip))
        _print(_technique(calls, heard))
        _print(_scripted(calls, heard))
        _print(_gaming(calls, heard))
    if rated:
        pairs = [(_bare(one.said), _bare(one.answer)) if options.strip else (one.said, one.answer) for one in rated]
        _print([_uptake(pairs, [one.rated for one in rated])])
    return 0


def _print(rows: Sequence[Row] | Iterator[Row]) -> None:
    for row in rows:
        print(f"{row.task:66} {row.value:6.3f}  {row.aim:>6}  {row.baseline:>5}  {row.people}", flush=True)


def _bare(text: str) -> str:
    return _MARKS.sub(" ", text).lower()


def _stripped(one: Annotated) -> Annotated:
    turns = tuple(Turn(turn.speaker, _bare(turn.text)) for turn in one.call.turns)
    return Annotated(Transcript(one.call.id, turns), one.labels, one.topic, one.video, one.good)


def _labels(calls: Sequence[Annotated], heard: Sequence[Analysis], strip: bool) -> Iterator[Row]:
    """Compare question, reflection and information turn by turn, and as rates of whole conversations."""
    truth: dict[str, list[list[bool]]] = {"question": [], "reflection": [], "information": []}
    found: dict[str, list[list[bool]]] = {"question": [], "reflection": [], "information": []}
    kinds: list[tuple[bool, bool]] = []
    for one, analysis in zip(calls, heard, strict=True):
        turns = [(label, analysis.turns[index].heard) for index, label in one.labels.items()]
        truth["question"].append([label.asks for label, _ in turns])
        truth["reflection"].append([label.reflects for label, _ in turns])
        truth["information"].append([label.informs for label, _ in turns])
        found["question"].append([h is not None and h.question != "none" for _, h in turns])
        found["reflection"].append([h is not None and h.reflection != "none" for _, h in turns])
        found["information"].append([h is not None and h.informs for _, h in turns])
        kinds += [
            (label.kind == "open", h is not None and h.question == "open")
            for label, h in turns
            if label.kind in ("open", "closed")
        ]
    f1 = {name: macro_f1(sum(truth[name], []), sum(found[name], [])) for name in truth}
    rate = {name: _rates(truth[name], found[name]) for name in truth}
    if strip:
        yield Row("question present, without marks and capitals: macro F1", f1["question"], "0.80", "0.60", "-")
    else:
        yield Row(
            "question present: macro F1", f1["question"], "0.93", "0.92", "0.93 each other, 0.96 with the majority"
        )
    yield Row(
        "open or closed, of true questions: macro F1",
        macro_f1([t for t, _ in kinds], [f for _, f in kinds]),
        "0.79",
        "0.76",
        "0.74 each other, 0.81 with the majority",
    )
    yield Row("reflection present: macro F1", f1["reflection"], "0.79", "0.77", "0.83")
    yield Row("reflections per conversation: Pearson", rate["reflection"], "0.72", "0.68", "0.51 (ICC)")
    yield Row("information or advice: macro F1", f1["information"], "0.77", "0.74", "0.82")
    yield Row("information or advice per conversation: Pearson", rate["information"], "0.80", "0.74", "0.82 (ICC)")


def _rates(truth: Sequence[Sequence[bool]], found: Sequence[Sequence[bool]]) -> float:
    long = [(t, f) for t, f in zip(truth, found, strict=True) if len(t) >= LEAST_TURNS]
    return pearson([sum(t) / len(t) for t, _ in long], [sum(f) / len(f) for _, f in long])


def _technique(calls: Sequence[Annotated], heard: Sequence[Analysis]) -> Iterator[Row]:
    good = [a.technique for one, a in zip(calls, heard, strict=True) if one.good]
    poor = [a.technique for one, a in zip(calls, heard, strict=True) if not one.good]
    told = sum(value is not None for value in (*good, *poor))
    long = [a for one, a in zip(calls, heard, strict=True) if len(one.labels) >= LEAST_TURNS]
    yield Row(
        f"technique, good against poor interviews ({told} of {len(calls)} scored): AUC",
        auc(good, poor),
        "0.90",
        "0.87",
        "0.94 from the experts' own labels",
    )
    yield Row(
        f"technique scored, of {len(long)} with {LEAST_TURNS} or more turns: share",
        sum(a.technique is not None for a in long) / len(long),
        "0.90",
    )
    turns = [(one.good, float(len(one.call.turns))) for one in calls]
    yield Row(
        "for comparison, length of the interview alone: AUC",
        auc([n for g, n in turns if g], [n for g, n in turns if not g]),
    )


def _questions(one: Annotated) -> list[int]:
    """Give the turns whose question can be exchanged for another: the customer has spoken before them."""
    turns = one.call.turns
    first = next((i for i, turn in enumerate(turns) if not turn.is_interviewer), len(turns))
    return [
        i for i, label in one.labels.items() if i > first and label.asks and len(turns[i].text.split()) >= LEAST_WORDS
    ]


def _scripted(calls: Sequence[Annotated], heard: Sequence[Analysis]) -> Iterator[Row]:
    """Compare each interview with a copy that has its questions in another order, or those of another interview."""
    for kind, aims in (
        ("shuffled", ("0.80", "0.77", "0.85", "0.63", "0.61")),
        ("imported", ("0.90", "0.86", "0.92", "0.70", "0.66")),
    ):
        true: list[Analysis] = []
        copies: list[Analysis] = []
        places: list[list[int]] = []
        rng = random.Random(0)
        for one, analysis in zip(calls, heard, strict=True):
            asked = _questions(one)
            texts = _shuffled(one, asked, rng) if kind == "shuffled" else _imported(one, asked, calls, rng)
            if not texts:
                continue
            turns = list(one.call.turns)
            for index, text in zip(asked, texts, strict=True):
                turns[index] = Turn(INTERVIEWER, text)
            true.append(analysis)
            copies.append(analyse(Transcript(f"{one.call.id}, {kind}", tuple(turns))))
            places.append(asked)
        if not true:
            continue
        pairs = [(a.unscripted, b.unscripted) for a, b in zip(true, copies, strict=True)]
        told = [(a, b) for a, b in pairs if a is not None and b is not None]
        won = sum(a > b for a, b in told) + 0.5 * (len(pairs) - len(told))
        yield Row(
            f"unscripted, questions {kind} ({len(pairs)} pairs): AUC",
            auc([a for a, _ in told], [b for _, b in told]),
            aims[0],
            aims[1],
        )
        yield Row(
            f"unscripted, questions {kind}: share of pairs in which the true one is higher", won / len(pairs), aims[2]
        )
        fits = [
            (a.turns[i].contingency, b.turns[i].contingency)
            for a, b, asked in zip(true, copies, places, strict=True)
            for i in asked
        ]
        both = [(a, b) for a, b in fits if a is not None and b is not None]
        yield Row(
            f"contingency per question, {kind} ({len(both)}): AUC",
            auc([a for a, _ in both], [b for _, b in both]),
            aims[3],
            aims[4],
        )


def _shuffled(one: Annotated, asked: list[int], rng: random.Random) -> list[str]:
    if len(asked) < LEAST_QUESTIONS:
        return []
    order = asked[:]
    for _ in range(100):
        rng.shuffle(order)
        if all(abs(asked.index(index) - place) > 1 for place, index in enumerate(order)):
            break
    return [one.call.turns[index].text for index in order]


def _imported(one: Annotated, asked: list[int], calls: Sequence[Annotated], rng: random.Random) -> list[str]:
    if len(asked) < LEAST_QUESTIONS:
        return []
    others = [other for other in calls if other.topic == one.topic and other.video != one.video]
    lists = [[other.call.turns[i].text for i in _questions(other)] for other in others]
    lists = [texts for texts in lists if len(texts) >= LEAST_LIST]
    if not lists:
        return []
    read = lists[rng.randrange(len(lists))]
    return [read[min(len(read) - 1, int(place * len(read) / len(asked)))] for place in range(len(asked))]


def _gaming(calls: Sequence[Annotated], heard: Sequence[Analysis]) -> Iterator[Row]:
    """Give, per kind of gaming, the share of gamed copies of good interviews at or above the median honest technique.

    Of copies that leave part of the honest call as it is: the share that scores above it.
    """
    honest = [a.technique for one, a in zip(calls, heard, strict=True) if one.good and a.technique is not None]
    middle = statistics.median(honest)
    yield Row("median technique of good interviews (0 to 5)", middle)
    for kind in (*TWELVE, *MORE):
        values = [analyse(gamed(one.call, kind)).technique or 0.0 for one in calls if one.good]
        share = sum(value >= middle for value in values) / len(values)
        yield Row(f"gamed, {kind} (mean {statistics.mean(values):.2f})", share, "0.00" if kind in TWELVE else "")
    good = [
        (one.call, a.technique) for one, a in zip(calls, heard, strict=True) if one.good and a.technique is not None
    ]
    read = [analyse(read_from(call, good[place - 1][0])).technique or 0.0 for place, (call, _) in enumerate(good)]
    yield Row(
        f"gamed, lines of another good interview (mean {statistics.mean(read):.2f})",
        sum(v >= middle for v in read) / len(read),
    )
    for name, make in _partly().items():
        won = [(analyse(make(call)).technique or 0.0) - own for call, own in good]
        yield Row(
            f"{name} (mean gain {statistics.mean(won):+.2f}): share above the honest call",
            sum(v > NOISE for v in won) / len(won),
        )


def _partly() -> dict[str, Callable[[Transcript], Transcript]]:
    beside: dict[str, Callable[[Transcript], Transcript]] = {
        f"gamed, {kind}": partial(gamed, kind=kind) for kind in BESIDE
    }
    return beside | {f"gamed, half {kind}": partial(half_gamed, kind=kind) for kind in HALF}


def _uptake(pairs: Sequence[tuple[str, str]], rated: Sequence[float]) -> Row:
    found: list[float] = []
    for said, answer in pairs:
        heard = analyse(Transcript("uptake", (Turn(CUSTOMER, said), Turn(INTERVIEWER, answer)))).turns[1].heard
        found.append(0.0 if heard is None or heard.uptake is None else heard.uptake)
    return Row(
        f"uptake ({len(rated)} exchanges, which its weights come from): Spearman",
        spearman(found, rated),
        "0.56",
        "0.54",
        "0.43 to 0.47 one with the others",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
