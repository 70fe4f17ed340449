"""JSON in the shapes of many services: one list of speeches is found, whatever its parts are called."""

from __future__ import annotations

import json
from typing import Any

import pytest

from trainer.transcripts.faults import TranscriptError

from .made import reading, spoken

WHY, SO = ("Ana", "Why is it so?"), ("Ben", "It broke.")
_WORDS = [("Why", 0), ("is", 0), ("it", 0), ("so?", 0), ("It", 1), ("broke.", 1)]


def told(value: Any) -> list[tuple[str, str]]:
    return spoken(reading(json.dumps(value)))


@pytest.mark.parametrize("value", [
    [{"speaker": "Ana", "text": "Why is it so?"}, {"speaker": "Ben", "text": "It broke."}],
    {"id": "1", "turns": [{"speaker": "Ana", "text": "Why is it so?"}, {"speaker": "Ben", "text": "It broke."}]},
    {"transcript": [{"speaker": {"display_name": "Ana"}, "text": "Why is it so?", "timestamp": "00:00:01"},
                    {"speaker": {"display_name": "Ben"}, "text": "It broke.", "timestamp": "00:00:05"}]},
    {"data": {"meeting": {"speaker_blocks": [{"speaker": {"name": "Ana"}, "words": "Why is it so?"},
                                             {"speaker": {"name": "Ben"}, "words": "It broke."}]}}},
    {"callTranscripts": [{"transcript": [
        {"speakerId": "7", "sentences": [{"text": "Why is it so?", "start": 10, "end": 20}]},
        {"speakerId": "8", "sentences": [{"text": "It", "start": 3, "end": 4}, {"text": "broke.", "start": 4}]}]}],
     "parties": [{"speakerId": "7", "name": "Ana"}, {"speakerId": "8", "name": "Ben"}]},
    {"transcript": "Ana: Why is it so?\nBen: It broke."},
])  # fmt: skip
def test_speeches_are_found_under_any_of_their_names(value: Any) -> None:
    assert told(value) == [WHY, SO]


@pytest.mark.parametrize("words", [
    [{"word": w.lower().strip(".?"), "punctuated_word": w, "speaker": s, "start": n, "end": n + 1}
     for n, (w, s) in enumerate(_WORDS)],
    [{"word": w, "speakerTag": s + 1, "startTime": f"{n}.1s", "endTime": f"{n}.9s"} for n, (w, s) in enumerate(_WORDS)],
    [part for w, s in _WORDS for part in ({"text": w, "type": "word", "speaker_id": f"S{s}"},
                                          {"text": " ", "type": "spacing", "speaker_id": f"S{s}"})],
])  # fmt: skip
def test_words_one_by_one_are_joined_by_speaker(words: list[dict[str, Any]]) -> None:
    plain = {"results": {"channels": [{"alternatives": [{"transcript": "why is it so it broke", "words": words * 2}]}]}}
    assert [text for _, text in told(plain)][:2] == ["Why is it so?", "It broke."]


def test_ticks_milliseconds_and_seconds_are_told_apart() -> None:
    said = [{"display": "So it is."}, {"display": "Sewing is."}]
    phrases = [{"speaker": n % 2, "offsetInTicks": 1e7 * n, "durationInTicks": 5e6, "nBest": said} for n in range(4)]
    for value in (
        {"recognizedPhrases": phrases},
        [{"speaker": n % 2, "text": "So it is.", "start": 1000 * n, "end": 1000 * n + 500} for n in range(4)],
        [{"speaker": n % 2, "text": "So it is.", "start": n, "end": n + 0.5} for n in range(4)],
        [{"speaker": n % 2, "text": "So it is.", "start_ms": 1000 * n, "end_ms": 1000 * n + 500} for n in range(4)],
    ):
        lines = reading(json.dumps(value)).lines
        assert [(line.start, line.end) for line in lines] == pytest.approx([(n, n + 0.5) for n in range(4)])
        assert {line.text for line in lines} == {"So it is."}


def test_one_object_a_line_is_read() -> None:
    text = '{"speaker": "Ana", "text": "Why is it so?"}\n{"speaker": "Ben", "text": "It broke."}\n'
    assert spoken(reading(text)) == [WHY, SO]


def test_the_list_with_speakers_wins_over_a_longer_one_without() -> None:
    spare = [{"text": "Why is it so? It broke. And more that nobody is named for."}]
    assert told({"segments": spare, "extra": [{"who": "Ana", "said": WHY[1]}, {"who": "Ben", "said": SO[1]}]}) == [
        WHY,
        SO,
    ]


def test_entries_without_words_are_left_out_with_a_note() -> None:
    recording = reading(
        '[{"speaker":"Ana","text":"Why is it so?"},7,{"speaker":"Ben"},{"speaker":"Ben","text":"It broke."}]'
    )
    assert spoken(recording) == [WHY, SO]
    assert any("without words (2)" in note for note in recording.notes)


BROKEN = {
    "cut": ('{"a": 1', "line 1, column 8"),
    "an empty list": ("[]", "no list"),
    "no turns": ('{"turns": []}', "no list"),
    "no words": ('{"summary": {"text": ""}}', "no list"),
    "deep lists": ("[" * 100_000, "too deeply"),
    "deep objects": ('{"turns":' * 5_000, "too deeply"),
    "NaN": ('[{"speaker":"A","text":"x","start":NaN}]', "NaN"),
    "Infinity": ('[{"speaker":"A","text":"x","start":-Infinity}]', "Infinity"),
    "a giant number": ('[{"speaker":"A","text":"x","start":' + "9" * 5000 + "}]", "too large"),
    "two calls": ('{"turns":[{"speaker":"A","text":"x"}]}\n{"turns":[{"speaker":"A","text":"x"}]}', "Extra data"),
    "a million values": ("[" + "1," * 1_100_000 + "1]", "values"),
    "many entries": ("[" + ",".join(['{"text":1}'] * 200_001) + "]", "entries"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_or_bomb_like_json_gets_one_line(kind: str) -> None:
    text, word = BROKEN[kind]
    with pytest.raises(TranscriptError) as caught:
        reading(text, "call.json")
    assert word in str(caught.value) and "\n" not in str(caught.value)
