"""What models put around an answer is taken away; what they put into it is a flaw."""

from __future__ import annotations

import pytest

from trainer.conversation.voicing.checking import Bounds, Kind, flaws_in, tidy


def bounds(gist: str = "It's a nice valley, with fog.", line: str = "How is it?", **more: object) -> Bounds:
    made = {"must": (), "said": (), "public": (), "heard": (line,), "secret": (), **more}
    return Bounds((gist,), **made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "raw",
    (
        "It's a nice valley.",
        '"It\'s a nice valley."',
        "“It's a nice valley.”",
        "Maren: It's a nice valley.",
        '**Maren Tveit:** "It\'s a nice valley."',
        "```\nIt's a nice valley.\n```",
        "  It's a\n\n nice\x07 valley.\u202e ",
        "\x1b[31mIt's a nice valley.\x1b[0m",
        '"Maren: It\'s a nice valley."',
    ),
)
def test_what_stands_around_an_answer_is_taken_away(raw: str) -> None:
    assert tidy(raw, "Maren Tveit") == "It's a nice valley."


@pytest.mark.parametrize("raw", ("*laughs* Yes.", "'Yes' and 'no'.", 'He said "yes" and "no"'))
def test_gestures_and_inner_quotes_stay(raw: str) -> None:
    assert tidy(raw, "Maren Tveit") == raw


@pytest.mark.parametrize(
    ("text", "kind"),
    (
        ("", Kind.EMPTY),
        ("…", Kind.EMPTY),
        ("*nods*", Kind.EMPTY),
        ("It's a nice valley", Kind.UNFINISHED),
        ("It's a nice valley, with", Kind.UNFINISHED),
        ("It's a **nice** valley.", Kind.MARKUP),
        ("*sighs* It's a nice valley.", Kind.MARKUP),
        ("It's a nice valley. 😀", Kind.MARKUP),
        ('{"say": "nice valley."}', Kind.MARKUP),
        ("See www.valley.example, it's nice.", Kind.MARKUP),
        ("Interviewer: Why? It's a nice valley.", Kind.MARKUP),
        ("It's a nice valley. " * 9, Kind.LONG),
        ("As an AI, I find it a nice valley.", Kind.CHARACTER),
        ("It's a nice valley. How can I help you today?", Kind.CHARACTER),
        ("It's a nice valley. What do you like about it?", Kind.CHARACTER),
        ("I'm not able to say, it's a nice valley.", Kind.REFUSAL),
        ("It's a nice valley, with twelve fogs.", Kind.NUMBER),
        ("It's a nice valley, since March.", Kind.DATE),
        ("It's a nice valley, with Gudrun.", Kind.NAME),
        ("It's a nice valley because it's mine.", Kind.REASON),
        ("It's a nice valley, and my sister is ill.", Kind.NEW),
        ("It's not a nice valley.", Kind.CONTRADICTS),
    ),
)
def test_each_fault_has_its_kind(text: str, kind: Kind) -> None:
    assert kind in {flaw.kind for flaw in flaws_in(text.strip(), bounds())}


def test_a_gesture_of_the_gist_may_be_made() -> None:
    assert not flaws_in("*sighs* It's a nice valley.", bounds("*sighs* It's a nice valley, with fog."))


def test_an_earlier_line_comes_again_only_on_purpose() -> None:
    earlier = ("I put the kettle on before the ferry comes in.",)
    text = "It's a nice valley. I put the kettle on before the ferry comes in."
    assert {flaw.kind for flaw in flaws_in(text, bounds(said=earlier))} == {Kind.REPEATS}
    assert not flaws_in(text, bounds(said=earlier, again=True))


@pytest.mark.parametrize(
    "answer", ("Yes, it's a nice valley.", "No. It's a nice valley.", "You're right, it's a nice valley.")
)
def test_a_guess_is_neither_confirmed_nor_denied(answer: str) -> None:
    guess = bounds(line="You come for the company, don't you?")
    assert Kind.GUESS in {flaw.kind for flaw in flaws_in(answer, guess)}
    assert not flaws_in("It's a nice valley.", guess)


def test_a_gist_that_says_yes_may_be_voiced_with_a_yes_and_not_with_a_no() -> None:
    asked = bounds("Yes. Pretty much.", "Do you walk every day?")
    assert not flaws_in("Yes, pretty much.", asked)
    assert Kind.CONTRADICTS in {flaw.kind for flaw in flaws_in("No, I don't.", asked)}


def test_what_must_be_told_has_to_be_told_in_these_or_other_words() -> None:
    fact = "Every evening I photograph the harbour for my mother."
    told = bounds(fact, must=(fact,), keys=((fact, "Each evening a photograph of the harbour goes to my mother."),))
    assert Kind.UNSAID in {flaw.kind for flaw in flaws_in("Oh, well, every evening is the same.", told)}
    assert not flaws_in("I take a picture of the harbour each evening, for my mum.", told)
