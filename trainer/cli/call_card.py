"""Room `cli`: a judged call as data for machines and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trainer.desk.recorded import Judged
    from trainer.scoring.calls.analyse import Analysis
    from trainer.scoring.calls.comparing import Comparison
    from trainer.scoring.calls.listening import Listened
    from trainer.scoring.calls.review import Note
    from trainer.storage.calls import CallRow
    from trainer.transcripts.talk import Share, Talk

Shape = dict[str, Any]


def analysis_shape(analysis: Analysis) -> Shape:
    """Give an analysis in the form that is fixed for `--json` and `--jsonl`."""
    from trainer.conversation.call import ENGINE_VERSION
    from trainer.scoring.calls.analyse import ANALYSIS_VERSION

    parts = {"technique": analysis.technique, "unscripted": analysis.unscripted}
    bands = {name: analysis.bands.get(name) for name in parts}
    return {
        "id": analysis.id,
        "turns": [_turn_shape(one, analysis.worn) for one in analysis.turns],
        "parts": parts,
        "bands": {name: None if band is None else [band.low, band.high] for name, band in bands.items()},
        "not_scored": analysis.not_scored,
        "versions": {"analysis": ANALYSIS_VERSION, "engine": ENGINE_VERSION},
    }


def judged_shape(judged: Judged, comparison: Comparison | None = None, kept: str = "") -> Shape:
    """Give a judged call: the fixed form, and beside it what is worth saying about it."""
    review = judged.review
    return {
        **analysis_shape(judged.analysis),
        "file": judged.file,
        "format": judged.format,
        "masked": judged.masked,
        "interviewers": list(judged.interviewers),
        "notes": list(judged.notes),
        "talk": _talk_shape(judged.talk),
        "margin": [_note_shape(note) for note in review.notes],
        "found": review.counts,
        "next": review.next,
        "practice": None if comparison is None else _comparison_shape(comparison),
        "kept": kept or None,
    }


def row_shape(row: CallRow) -> Shape:
    """Give a kept call as a list has it."""
    return {
        "id": row.id,
        "kept": row.kept_at.isoformat(timespec="seconds"),
        "file": row.file,
        "format": row.format,
        "interviewer": row.interviewer,
        "masked": row.masked,
        "turns": row.turns,
        "analysis": row.analysis,
    }


def _turn_shape(one: Listened, worn: dict[int, str]) -> Shape:
    turn: Shape = {"index": one.index, "speaker": one.turn.speaker, "text": one.turn.text}
    if one.heard is None:
        return {**turn, "moves": [], "question": "none"}
    heard = one.heard
    moves = [
        {"kind": m.kind.value, "quote": m.quote, **({} if m.accurate is None else {"accurate": m.accurate})}
        for m in heard.moves
    ]
    return {
        **turn,
        "moves": moves,
        "question": heard.question,
        "leading": any(m.kind.value == "leading" for m in heard.moves),
        "reflection": heard.reflection,
        "input": heard.informs,
        "uptake": heard.uptake,
        "contingency": one.contingency,
        **({"worn": worn[one.index]} if one.index in worn else {}),
    }


def _talk_shape(talk: Talk) -> Shape:
    sides = {share.speaker: _share_shape(share) for share in talk.shares}
    return {**sides, "words": talk.words, "seconds": talk.seconds, "timing": talk.timing}


def _share_shape(share: Share) -> Shape:
    return {
        "turns": share.turns,
        "words": share.words,
        "word_share": round(share.word_share, 3),
        "seconds": share.seconds,
        "time_share": None if share.time_share is None else round(share.time_share, 3),
        "longest": {
            "words": share.longest_words,
            "words_turn": share.longest_words_turn,
            "seconds": share.longest_seconds,
            "seconds_turn": share.longest_seconds_turn,
        },
    }


def _note_shape(note: Note) -> Shape:
    keys = ("turn", "rule", "good", "quote", "why", "better")
    return {key: getattr(note, key) for key in keys}


def _comparison_shape(comparison: Comparison) -> Shape:
    rows = [
        {"habit": row.name, "call": row.call, "practice": row.practice, "sentence": row.sentence}
        for row in comparison.rows
    ]
    return {
        "sessions": comparison.sessions,
        "turns": comparison.turns,
        "rows": rows,
        "reason": comparison.reason or None,
    }


def judged_lines(judged: Judged, comparison: Comparison | None = None) -> Iterator[str]:
    """Give a judged call line by line; an empty line stands before each heading."""
    from trainer.scoring.calls.telling import beside, counted, part_in_a_line
    from trainer.transcripts.talk import told

    for name in ("technique", "unscripted", "discovery", "insight"):
        yield f"{name.capitalize()}: {part_in_a_line(judged.analysis, name)}"
    yield ""
    yield from counted(judged.analysis)
    yield from told(judged.talk)
    if judged.notes:
        yield from ("", "How it was read:", *(f"- {note}" for note in judged.notes))
    if judged.review.notes:
        yield from ("", "Margin notes:", *map(_note_line, judged.review.notes))
    yield from ("", f"Next: {judged.review.next}")
    if comparison is not None:
        yield from ("", "Beside your practice:")
        yield from (f"- {line}" for line in beside(comparison))


def row_line(row: CallRow) -> str:
    """Give a kept call as one line of a list."""
    kept = row.kept_at.astimezone().strftime("%Y-%m-%d %H:%M")
    asked = f", {row.interviewer} asks" if row.interviewer else ""
    return f"{row.id}  {kept}  {row.file}: {row.turns} turns{asked}{', names masked' if row.masked else ''}"


def _note_line(note: Note) -> str:
    better = f" Try: {note.better}" if note.better else ""
    return f"- Turn {note.turn + 1}, {'good' if note.good else 'fault'}: “{note.quote}” {note.why}{better}"
