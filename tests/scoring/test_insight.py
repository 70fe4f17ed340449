"""The debrief compared with the truth, and only as far as the call bears it out."""

from __future__ import annotations

import pytest

from tests.scoring.conftest import SKILLED, Finish
from trainer.conversation.call import Call
from trainer.scoring.scorecard import Scorecard
from trainer.scoring.statements import is_list, is_pasted, polarity, stated_share

TRUE = "She comes to share one ordinary picture a day with old friends who moved away, so that nobody has to call."
WRONG = "She loves fighting dragons and wants a stronger army."


def insight(card: Scorecard) -> float:
    value = card.part("insight").value
    assert value is not None
    return value


def verdicts(card: Scorecard) -> str:
    return " | ".join(m.verdict for m in card.motivations)


def rules(card: Scorecard) -> set[str]:
    return {item.rule for item in card.items if item.part == "insight"}


def test_the_truth_in_a_sentence_earns_more_than_half(finish: Finish) -> None:
    assert insight(finish(SKILLED, TRUE)) >= 3.0


@pytest.mark.parametrize(
    "text",
    [
        "What brings her back is seeing her scattered friends' everyday photos; it spares them phone calls.",
        "Emberfall is how five old friends, now far apart, show each other their day in pictures without talking.",
        "She doesn't play any more, she hangs up a photo a day and looks at what her friends far away have put up.",
    ],
)
def test_the_truth_in_other_words_earns_alike(finish: Finish, text: str) -> None:
    assert insight(finish(SKILLED, text)) >= 2.0


def test_a_wrong_reason_earns_nothing(finish: Finish) -> None:
    assert insight(finish(SKILLED, WRONG)) == 0.0


def test_no_debrief_counts_nought_and_says_so(finish: Finish) -> None:
    card = finish(SKILLED)
    assert insight(card) == 0.0
    assert card.not_scored["insight"] == "no debrief was given"
    assert card.overall is not None


def test_a_truth_that_never_came_up_is_right_but_not_from_this_call(finish: Finish) -> None:
    card = finish(["Do you like it?", "Is it good?", "Is it fast?", "Is it nice?", "Is it new?", "Is it old?"], TRUE)
    assert insight(card) == 0.0
    assert "right, but not from this call" in verdicts(card)


def test_stopping_at_the_surface_story_is_named(finish: Finish, maren: Call) -> None:
    card = finish(SKILLED, "She has played everything and wants more levels and new items to keep going.")
    assert insight(card) == 0.0
    assert maren.persona.decoy.insight in card.decoy


def test_a_denied_surface_story_is_no_surface_story(finish: Finish) -> None:
    card = finish(SKILLED, "Not for more levels or items: " + TRUE[:1].lower() + TRUE[1:])
    assert card.decoy == ""
    assert insight(card) >= 3.0


def test_a_negated_truth_earns_nothing(finish: Finish) -> None:
    card = finish(SKILLED, "She does not come to share pictures with friends.")
    assert insight(card) == 0.0
    assert "opposite" in verdicts(card)


def test_a_list_of_terms_earns_nothing(finish: Finish) -> None:
    card = finish(
        SKILLED, "pictures friends photos sharing distance moved away calls wall closing fees hearts feed loss"
    )
    assert insight(card) == 0.0
    assert "list" in rules(card)


def test_guess_after_guess_earns_nothing(finish: Finish) -> None:
    guesses = "Either she shares pictures with friends or she wants levels or maybe she is lonely or it is the quiet."
    card = finish(SKILLED, guesses)
    assert insight(card) == 0.0


def test_pasting_the_customers_words_earns_nothing(finish: Finish) -> None:
    whole = finish(SKILLED, TRUE)
    deepest = max((f for f in whole.facts if f.said), key=lambda f: f.depth)
    card = finish(SKILLED, deepest.said[:280])
    assert "pasted" in rules(card)
    assert insight(card) == 0.0


def test_forces_count_where_they_fit_what_was_told_and_cost_where_nothing_bears_them_out(finish: Finish) -> None:
    plain = insight(finish(SKILLED, TRUE))
    card = finish(SKILLED, TRUE, pull="She sees her friends' pictures of the day, the porridge and the bus stop.")
    assert insight(card) > plain
    made_up = insight(finish(SKILLED, TRUE, push="Her bank doubled the interest on the mortgage."))
    assert made_up < insight(card)


def test_a_debrief_never_changes_what_was_discovered(finish: Finish) -> None:
    assert finish(SKILLED, TRUE).part("discovery") == finish(SKILLED, WRONG).part("discovery")


def test_each_accepted_sentence_states_its_motivation_and_the_surface_story_none(maren: Call) -> None:
    for motivation in maren.persona.motivations:
        for sentence in motivation.accepted:
            assert stated_share(sentence, motivation)[0] >= 0.85
        assert stated_share(maren.persona.decoy.insight, motivation)[0] <= 0.5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She shares photos every day.", 1),
        ("She does not share photos.", -1),
        ("It is not about levels, she shares photos.", 1),
        ("Rather than share photos she fights.", -1),
        ("She fights.", 0),
    ],
)
def test_polarity_reaches_to_the_end_of_the_clause(text: str, found: int) -> None:
    assert polarity(text, ("share photos",)) == found


def test_prose_is_no_list_and_a_quotation_of_a_few_words_is_no_paste() -> None:
    assert not is_list(TRUE)
    assert not is_pasted(
        "She says “Held up by the elbows” and means her friends at the funeral.", ["Held up by the elbows."]
    )
