"""Room `scoring`: habits of an interviewer in words: what a fault is and why, and what to practise instead.

The same words for a practice call and for a recorded one.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Rule → what the fault is, and why it is one.
NOTES: Mapping[str, str] = {
    "leading": "A leading question: it carries its own answer.",
    "hypothetical": "It asks about an imagined case; people guess about those.",
    "pitch": "This sells instead of asking.",
    "advice": "This advises; they had not asked.",
    "pressure": "This presses; people get shorter when pressed.",
    "rude": "This is rude.",
    "stuffing": "A heap of topics; nobody can answer all of them.",
    "demand": "This demands a secret; trust does not work by command.",
    "double_barrelled": "Two questions at once; they will answer the easier one.",
    "flood": "Too long to take in.",
    "interrogated": "One closed question after another feels like a form.",
    "parroted": "Their words came back too often to feel heard.",
    "probed": "“Tell me more” wears out; take up a word of theirs.",
    "formula": "The same phrase again; it sounds like a technique.",
    "technique": "Label upon label sounds like a technique.",
    "repeated": "This was asked before.",
}
#: Rule → the one thing to practise where it is the costliest habit.
NEXT: Mapping[str, str] = {
    "leading": "Turn a leading question into an open one: take your answer out, ask what happened.",
    "hypothetical": "Ask for the last time instead of “would you”.",
    "pitch": "Answer a feature request with a question, and leave the product at home.",
    "advice": "Answer a problem with a question instead of a remedy.",
    "pressure": "Slow down: one short question, then silence.",
    "rude": "Keep your tone calm; go back a step when it gets tense.",
    "stuffing": "Ask one thing at a time.",
    "demand": "Earn it: follow their last word instead of asking for the secret.",
    "double_barrelled": "Split the double question: ask the first half and wait.",
    "interrogated": "Start with what or how, with one of their words in it.",
    "parroted": "Mirror once, then say what it seems to mean.",
    "probed": "Replace “tell me more” by one of their words.",
    "formula": "Vary: a short question, a label, a silence.",
    "technique": "One label, then listen to what it brings.",
    "repeated": "Follow the answer you got instead of asking again.",
    "flood": "Say less: one short question.",
}
#: Part → the one thing to practise where no habit stands out and this part is the weakest.
WEAKEST: Mapping[str, str] = {
    "discovery": "Stay with the odd word: when something small does not fit, ask about that.",
    "insight": "After the call, write one sentence: what they come for, and what would make them leave.",
    "technique": "Ask for the last time it happened, then name what it seems to have been like.",
    "unscripted": "Let each question hold one of their last words.",
}
