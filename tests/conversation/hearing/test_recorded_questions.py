"""Questions of recorded calls: with marks and without, turned round and not, tagged, or only meant as one."""

from __future__ import annotations

import re

import pytest

from trainer.conversation.hearing.heard import Kind

from .recorded import overheard

OPEN = (
    "What do you do once the invoice is printed?",
    "How did the customer find out?",
    "Why paper, of all things?",
    "Can you tell me what that Sunday looked like?",
    "Could you walk me through the morning of the call?",
    "Tell me about the kitchen table.",
    "I'd like to hear how you and your accountant talk about it.",
    "I'm curious what happened after the call.",
    "And what was going through your head then?",
    "Help me understand how you keep the paper in order.",
    "Is there anything else about that March that stayed with you?",
    "Okay. So what made you buy it in the first place?",
    "You said two years ago. How has it changed since?",
    "If you think back to that night, what did you do first?",
    "Would you mind telling me how you noticed?",
    "What's it like to sit there on a Sunday?",
    "So how come nobody else does them?",
    "In what way is paper safer?",
)
CLOSED = (
    "Do you still have the software?",
    "Did your accountant ever ask?",
    "Is it always the kitchen table?",
    "Was the customer angry?",
    "Have you sent one twice since?",
    "Are you the only one who does it?",
    "Right, and does your husband help?",
    "Who does it when you are ill?",
    "When did you buy it?",
    "How many do you send in a month?",
    "Which day was that?",
    "So does anyone check them?",
    "How long does it take you on a Sunday?",
    "Were you alone?",
)
STATEMENTS = (
    "I see.",
    "I know how that is.",
    "That is what most people tell us.",
    "You went back to paper.",
    "I remember when we did it that way.",
    "What you describe is very common.",
    "Where I live nobody does that.",
    "It is a matter of who does it.",
    "Thank you for telling me what happened.",
    "I understand why you did that.",
    "We will look into how that works.",
    "When the phone rings you stop.",
    "So that is what they did.",
    "Do not worry about the noise.",
)
MEANT = (
    "So you do them all on Sunday?",
    "Paper is faster for you?",
    "You never asked the accountant?",
    "And the customer called you?",
    "Your accountant chose it, then?",
)
TAGGED = (
    "It is the phone that stops you, isn't it?",
    "You would rather have less of that, wouldn't you?",
    "Paper is safer, right?",
    "You were ashamed, weren't you?",
    "They never told you, did they?",
)
FISHING = (
    "Don't you think a reminder would help?",
    "Wouldn't it be easier with an app?",
    "Surely you want it to be faster?",
    "Isn't it true that paper gets lost?",
    "You'd agree that it takes too long, wouldn't you?",
    "Don't you agree that Sunday is a bad day for it?",
)
HYPOTHETICAL = (
    "Would you use it if it ran on your phone?",
    "If we added a check, would you go back to the software?",
    "How much would you pay for that?",
    "Imagine there were no invoices at all, what would you do?",
    "What if it warned you before the second one went out?",
    "Would you recommend it to a friend?",
)
DOUBLE = (
    "What did the customer say, and how long did you talk, and do you still work for them?",
    "Why did you buy it? And who set it up?",
    "How do you keep the paper? Do you scan it?",
    "What happened in March? Who called? What did you say?",
)
STORY = (
    "Walk me through the last Sunday you did them.",
    "What happened the day the customer called?",
    "Tell me about the first time you used the software.",
    "Can you give me an example of such a Sunday?",
    "Take me back to that evening in March.",
    "When was the last time you printed one?",
)


def bare(line: str) -> str:
    """Give a line as a transcript of speech has it: no marks, no capitals."""
    return " ".join(re.sub(r"[?.,!;:…]+", " ", line).lower().split())


@pytest.mark.parametrize("line", OPEN)
def test_what_invites_to_tell_is_open(line: str) -> None:
    assert overheard(line).question == "open"


@pytest.mark.parametrize("line", OPEN)
def test_what_invites_to_tell_is_open_without_marks(line: str) -> None:
    assert overheard(bare(line)).question == "open"


@pytest.mark.parametrize("line", CLOSED)
def test_what_asks_for_yes_or_a_fact_is_closed(line: str) -> None:
    assert overheard(line).question == "closed"


@pytest.mark.parametrize("line", CLOSED)
def test_what_asks_for_yes_or_a_fact_is_closed_without_marks(line: str) -> None:
    assert overheard(bare(line)).question == "closed"


@pytest.mark.parametrize("line", STATEMENTS)
def test_a_statement_asks_nothing_with_marks_or_without(line: str) -> None:
    assert overheard(line).question == "none"
    assert overheard(bare(line)).question == "none"


@pytest.mark.parametrize("line", MEANT)
def test_a_statement_with_a_question_mark_asks(line: str) -> None:
    assert overheard(line).question == "closed"


@pytest.mark.parametrize("line", (*TAGGED, *FISHING))
def test_a_tag_or_fishing_for_agreement_leads(line: str) -> None:
    heard = overheard(line)
    assert heard.question == "closed"
    assert heard.has(Kind.LEADING)


@pytest.mark.parametrize("line", (*TAGGED, *FISHING))
def test_a_tag_or_fishing_for_agreement_leads_without_marks(line: str) -> None:
    heard = overheard(bare(line))
    assert heard.has(Kind.LEADING)
    # "Surely you want it" has the form of a statement: only a mark, or the voice, would make it a question.
    assert heard.question == ("none" if line.startswith("Surely") else "closed")


@pytest.mark.parametrize("line", (*OPEN, *CLOSED))
def test_an_honest_question_neither_leads_nor_imagines_nor_doubles(line: str) -> None:
    assert not overheard(line).has(Kind.LEADING, Kind.HYPOTHETICAL, Kind.DOUBLE_BARRELLED)


@pytest.mark.parametrize("line", HYPOTHETICAL)
def test_what_never_happened_is_hypothetical(line: str) -> None:
    assert overheard(line).has(Kind.HYPOTHETICAL)
    assert overheard(bare(line)).has(Kind.HYPOTHETICAL)


@pytest.mark.parametrize("line", DOUBLE)
def test_several_questions_at_once_are_double_barrelled(line: str) -> None:
    assert overheard(line).has(Kind.DOUBLE_BARRELLED)


@pytest.mark.parametrize("line", STORY)
def test_what_asks_for_one_real_time_is_a_story_prompt(line: str) -> None:
    assert overheard(line).has(Kind.STORY_PROMPT)
    assert overheard(bare(line)).has(Kind.STORY_PROMPT)


@pytest.mark.parametrize(
    "line",
    (
        "yeah that makes sense and so when the phone rings what do you do with the one you are writing",
        "okay great so you sit there on sunday night how does that feel",
        "mm-hmm and your accountant did he ever show you the rest of it",
        "i see so you went back to paper did anybody notice",
        "right so two years and what has changed since",
        "sorry to hear that um what what did you tell the customer",
    ),
)
def test_a_question_after_other_words_is_heard_without_marks(line: str) -> None:
    assert overheard(line).question != "none"


@pytest.mark.parametrize("line", (*OPEN, *CLOSED, *TAGGED, *FISHING, *HYPOTHETICAL, *DOUBLE, *STORY))
def test_every_label_names_words_of_the_line(line: str) -> None:
    heard = overheard(line)
    assert heard.moves
    assert all(move.quote and move.quote in line for move in heard.moves)
