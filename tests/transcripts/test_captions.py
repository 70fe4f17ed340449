"""WebVTT and SRT in detail: what belongs to a caption, who says it, and what is no talk."""

from __future__ import annotations

from .made import reading, spoken

HEAD = "WEBVTT - a call\nKind: captions\n\n"


def cue(text: str, at: int = 0) -> str:
    return f"00:00:{at:02d}.000 --> 00:00:{at + 1:02d}.500 align:start position:10%\n{text}\n\n"


def test_notes_styles_regions_ids_and_settings_are_no_talk() -> None:
    told = reading(
        HEAD
        + "NOTE\nAna: not said\n\nSTYLE\n::cue(v) { color: red }\n\nREGION\nid:one\n\nintro-1\n"
        + cue("<v Ana>Hello")
    )
    assert spoken(told) == [("Ana", "Hello")]
    assert (told.lines[0].start, told.lines[0].end) == (0.0, 1.5)


def test_tags_and_entities_become_plain_words() -> None:
    text = (
        "<v.loud Ana &amp; Co><i>Salt</i> <c.red>&amp;</c> <lang fr>pain</lang> &lt;3&nbsp;now &rlm;<b>or</b> never</v>"
    )
    assert spoken(reading(HEAD + cue(text))) == [("Ana & Co", "Salt & pain <3 now or never")]


def test_two_voices_in_one_caption_are_two_speeches_and_words_outside_are_nobodys() -> None:
    told = reading(HEAD + cue("<v Ana>Why?</v>\n<v Ben>Because.</v>\nsomething else"))
    assert spoken(told) == [("Ana", "Why?"), ("Ben", "Because."), ("", "something else")]


def test_a_caption_without_a_name_goes_on_with_the_speaker_before_and_a_note_says_so() -> None:
    told = reading(
        HEAD + cue("Ana: When I came") + cue("home it was late.", 2) + cue("Ben: I see.", 4) + cue("Ana: Yes.", 6)
    )
    assert spoken(told) == [("Ana", "When I came"), ("Ana", "home it was late."), ("Ben", "I see."), ("Ana", "Yes.")]
    assert any("without a name (1)" in note for note in told.notes)


def test_a_colon_in_talk_is_no_name() -> None:
    talk = "Here is the thing: it broke."
    told = reading(
        HEAD + cue("Ana: Go on.") + cue(f"Ben: {talk}", 2) + cue("the other thing: it rained", 4) + cue("Ana: So?", 6)
    )
    assert told.speakers == ("Ana", "Ben")
    assert told.lines[1].text == talk
    assert told.lines[2].text == "the other thing: it rained"


def test_rolling_captions_say_each_line_once() -> None:
    first = cue(" \nso<00:00:00.200><c> then</c>")
    told = reading(HEAD + first + cue("so then\n ", 1) + cue("so then\nit<00:00:02.200><c> rained</c>", 2))
    assert [line.text for line in told.lines] == ["so then", "it rained"]


def test_sound_cues_times_and_change_marks_are_dropped_and_other_brackets_stay() -> None:
    texts = [
        "[Music]",
        "♪ la la ♪",
        "(laughs) Well [00:01:02], yes [crosstalk].",
        ">> So, the oven.",
        "- Fine [the big one]",
    ]
    told = reading(HEAD + "".join(cue(text, 2 * n) for n, text in enumerate(texts)))
    assert [line.text for line in told.lines] == ["la la", "Well, yes.", "So, the oven.", "Fine [the big one]"]


def test_srt_without_blank_lines_or_hours_and_with_styling_is_read() -> None:
    told = reading(
        '1\n00:01,5 --> 00:03,000\n<font color="red">Ana:</font> {\\an8}Hello\n2\n00:04,000 --> 00:05,000\nBen: Hi'
    )
    assert spoken(told) == [("Ana", "Hello"), ("Ben", "Hi")]
    assert told.lines[0].start == 1.5


def test_speakers_in_identifiers_and_in_brackets_and_the_times_of_sbv_are_read() -> None:
    webex = f'1 "Ana (Host)" (318723840)\n{cue("So?")}2 "Ben" (2)\n{cue("Yes: <b>it</b>.", 2)}'
    assert spoken(reading(HEAD + webex)) == [("Ana (Host)", "So?"), ("Ben", "Yes: it.")]
    brackets = HEAD + cue("[speaker:0]\nSo?") + cue("[speaker:1]\nYes.", 2) + cue("[Music]", 4) + cue("It did.", 6)
    assert spoken(reading(brackets)) == [("speaker 0", "So?"), ("speaker 1", "Yes."), ("speaker 1", "It did.")]
    sbv = reading("0:00:01.000,0:00:02.500\nAna: So?\n\n0:00:03.000,0:00:04.000\nBen: Yes.\n")
    assert [(line.speaker, line.start, line.end) for line in sbv.lines] == [("Ana", 1.0, 2.5), ("Ben", 3.0, 4.0)]


def test_impossible_times_are_left_out_with_a_note_and_the_words_stay() -> None:
    text = "1\n00:00:09,000 --> 00:00:01,000\nAna: back\n\n2\n00:00:05,000 --> 00:00:06,000\nBen: on\n\n"
    told = reading(
        text + "3\n00:00:02,000 --> 00:00:03,000\nAna: before\n\n4\n9999:00:00,000 --> 9999:00:01,000\nBen: late\n"
    )
    assert [(line.text, line.start) for line in told.lines] == [
        ("back", None),
        ("on", 5.0),
        ("before", 2.0),
        ("late", None),
    ]
    assert any("cannot be (line 2)" in note for note in told.notes)
    assert any("backwards" in note for note in told.notes)
