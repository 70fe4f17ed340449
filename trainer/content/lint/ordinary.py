"""Room `content`, lint: the forty ordinary questions that a customer must have an answer to."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.content.findings import Problem
from trainer.content.schema import Persona
from trainer.language.text import phrase_of, stems_of, tokens

QUESTIONS: dict[str, tuple[str, ...]] = {
    "job": ("What do you do for a living?", "Can you tell me a bit about yourself?", "What is your role?"),
    "team": ("Who do you work with?", "How big is your team?"),
    "day": ("What does a typical day look like?",),
    "week": ("What does your week look like?",),
    "found": ("How did you hear about us?",),
    "first-time": ("When did you start using it?", "What was your first impression?"),
    "last-time": ("When did you last use it?", "Walk me through the last time you used it."),
    "how-often": ("How often do you use it?",),
    "how-long": ("How long have you been a customer?",),
    "price": ("Is it worth the money?", "How much would you be willing to pay?"),
    "alternatives": ("What other products have you tried?", "What did you use before?"),
    "compare": ("How does it compare with others?",),
    "likes": ("What do you like most about it?", "What works well for you?"),
    "dislikes": ("What do you like least about it?", "What frustrates you about it?"),
    "wish": ("What would you change?", "Is anything missing?"),
    "feature": ("Which features do you use?",),
    "recommend": ("Would you recommend it?", "How satisfied are you?"),
    "problem": ("What is the biggest problem you have?", "Did you have any trouble with it?"),
    "goal": ("What are you trying to get done?", "What do you need it for?"),
    "decide": ("Why did you choose it?", "Who made the decision?"),
    "tools": ("What other tools do you use?",),
    "home": ("Where do you live?",),
    "age": ("How old are you?",),
    "hobby": ("What do you do in your free time?",),
    "future": ("Will you keep using it?",),
    "others": ("Who else uses it?",),
}
"""What engineers ask of anybody, by the id of the profile answer that hearing takes each for.

Chosen from the stock questions of interview guides; a test holds that hearing takes each for its id, and that they are
forty.
"""


def answer_problems(persona: Persona) -> Iterator[Problem]:
    """Give the ordinary questions without an answer: one problem for each id that is missing."""
    there = {answer.id for answer in persona.profile}
    phrases = [phrase_of(phrase) for answer in persona.profile for phrase in answer.about]
    for name, questions in QUESTIONS.items():
        if name in there:
            continue
        for question in questions:
            order = tuple(token.stem for token in tokens(question))
            if not any(phrase.found_in(stems_of(question) | frozenset(order), order) for phrase in phrases):
                remedy = f"Write a profile answer `{name}`; “{question}” has none."
                yield Problem(("profile",), "missing-answer", remedy)
                break
