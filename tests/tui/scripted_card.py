"""A scripted result with something of everything."""

from __future__ import annotations

from trainer.scoring.scorecard import FactOutcome, Item, MissedMoment, MotivationOutcome, Part, Scorecard

FACTS = (
    FactOutcome(
        "the-list", "They keep one shared shopping list", 2, "pull", "one-list", "earned", 4,
        ("you took up her words", "trust was enough"), "The list part.", "The shopping list.",
    ),
    FactOutcome("fear-of-notice", "She fears that he notices the list", 3, "anxiety", "one-list", "missed", None),
    FactOutcome(
        "sundays", "Sundays used to be a phone call", 3, "push", "no-quarrel", "volunteered", 6,
        ("she offered it herself",), "", "It's the only thing we don't fight about.",
    ),
    FactOutcome(
        "little-cooking", "She hardly cooks", 1, "context", "", "earned", 1, ("you asked for last week",),
        "What did last week look like?", "Nothing fancy, pasta twice.",
    ),
)  # fmt: skip
MOTIVATIONS = (
    MotivationOutcome(
        "one-list", "A week settled without a call", "The shared list lets two people who cannot talk run a family.",
        True, 0.5, "partly: you left out what would make her leave",
    ),
    MotivationOutcome(
        "no-quarrel", "No more Sundays", "The list replaces a call that ended in a quarrel.", False, 0.0, "not stated"
    ),
)  # fmt: skip
ITEMS = (
    Item("discovery", "earned-fact", 4, "The list part.", 0.9, "Opened the shared list."),
    Item("insight", "partly-stated", 0, "it lets two people run a family", 0.6, "States one claim of two."),
    Item(
        "technique", "leading-question", 2, "So if we added a filter for quick vegetarian meals you'd use it more?",
        -0.4, "The question carried its own answer.", "What were you hoping for the last time you looked?",
    ),
    Item("technique", "mirror", 4, "The list part.", 0.3, "Three of her words, given back."),
)  # fmt: skip
MISSED = (
    MissedMoment(
        "fear-of-notice", "She fears that he notices the list", 5,
        ("trust 0.42 is below 0.55", "the question was closed"), "Who's “we”?", "What would change if he saw it?",
    ),
)  # fmt: skip


def scorecard(session: str = "done-1") -> Scorecard:
    """A result with something of everything."""
    return Scorecard(
        session=session, scenario="supper", turns=6, overall=62.4, overall_reason="",
        parts=(
            Part("discovery", 3.1, "", "Counted by code.", "You got beneath the surface, to one of the reasons."),
            Part("insight", 2.0, "", "Fairly sure: compared by phrases.", "Part of the truth, with the surface story."),
            Part("technique", 3.5, "", "", "Mostly open and specific; one question carried its own answer."),
            Part("unscripted", None, "fewer than two answers to build on", "", ""),
        ),
        facts=FACTS,
        motivations=MOTIVATIONS,
        items=ITEMS,
        missed_moments=MISSED,
        next="The feature request that hides a habit (about a minute).",
        decoy="", hints=1, attempt=True, versions={"scoring": "1"},
    )  # fmt: skip
