"""Room `scoring`: the habits by name and in words, for whoever shows them. Knows no hearing, so it costs nothing."""

from __future__ import annotations

from collections.abc import Mapping

#: Habit → what it counts, and which way is better.
HABIT_WORDS: Mapping[str, tuple[str, str]] = {
    "open": ("open questions, of all questions", "more"),
    "gives_back": ("turns that give back what was said", "more"),
    "builds_on": ("turns that fit the last answer better than others", "more"),
    "tells": ("turns that tell, advise or pitch", "less"),
    "leads": ("leading questions, of all questions", "less"),
    "doubles": ("two questions at once, of all questions", "less"),
}
#: Habit → the label in `calls.figures.LABEL_ERROR` that it rests on.
LABELLED: Mapping[str, str] = {"open": "opens", "gives_back": "gives_back", "tells": "informs"}
