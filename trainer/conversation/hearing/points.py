"""Room `hearing`: what each cue says about giving back and about informing, in points, each with its reason.

The points were set by hand from what each cue means, rounded, and checked on annotated conversations; no optimiser has
seen a corpus. How well they agree with people: `docs/scoring.md`.
"""

from __future__ import annotations

#: A statement at or above this many points gives back what the customer said or meant.
REFLECTS_FROM = 2.4
REFLECTS: dict[str, tuple[float, str]] = {
    "extent": (4.0, "giving back takes a sentence"),
    "theirs": (1.2, "its words are words the customer has used"),
    "brought": (-1.2, "words the customer never used bring something in"),
    "opens_you": (0.8, "it speaks of them: “you …”, “so your …”"),
    "stem": (1.0, "it sounds like, you said, I hear that"),
    "summary": (0.5, "it draws together: on the one hand, to sum up"),
    "mirror": (3.0, "a few of their last words, nothing else"),
    "so": (0.3, "“so …” concludes from what was said"),
    "feeling": (0.3, "it names what it feels like"),
    "asks": (-1.2, "a real question is the point of the line"),
    "toned": (-0.4, "said as a question, it may only ask"),
    "self": (-1.6, "it speaks of the interviewer"),
    "offers": (-0.6, "it offers, plans or advises"),
    "advises": (-1.0, "advice or a pitch by its very words: “you should”, “our new …”"),
    "modal": (-0.4, "“you should, you could” advises"),
    "facts": (-0.5, "it uses the words of explaining"),
    "general": (-0.4, "it speaks of people in general"),
    "praise": (-0.5, "praise and thanks judge instead of giving back"),
    "social": (-0.8, "greeting and parting"),
    "tiny": (-1.5, "too short to give anything back, unless a mirror"),
}
#: A statement at or above this many points informs, advises or pitches.
INFORMS_FROM = 4.2
INFORMS: dict[str, tuple[float, str]] = {
    "extent": (2.0, "telling takes a sentence"),
    "brought": (2.0, "it brings in words the customer never used"),
    "tells": (1.0, "sentences that state something of their own"),
    "offers": (0.8, "I'd suggest, we could, let me show you"),
    "facts": (0.7, "the words of explaining: because, helps, risk, most people"),
    "general": (0.6, "it speaks of people in general, or says what can happen"),
    "modal": (0.6, "“you should, you could, you'll”"),
    "opines": (0.4, "I think, I know, we"),
    "present": (0.4, "a general truth in the present tense"),
    "imperative": (0.5, "try, make sure, don't"),
    "self": (0.6, "it speaks of the interviewer and their side"),
    "asked": (0.8, "the customer had asked a question"),
    "permitted": (0.8, "they had agreed to be told something"),
    "asks": (0.2, "a long lead-in to a question tells"),
    "answer": (-0.5, "after a long answer people give back, after a short one they tell"),
    "you": (-3.0, "it is about the customer"),
    "opens_you": (-1.0, "it speaks of the customer"),
    "stem": (-0.8, "it sounds like, you said: giving back"),
    "summary": (-1.5, "it draws together what the customer said"),
    "so": (-0.4, "“so …” concludes from what was said"),
    "feeling": (-0.4, "it names a feeling"),
    "praise": (-0.3, "praise and thanks are no information"),
    "social": (-0.5, "greeting and parting are no information"),
    "tiny": (-1.5, "too short to tell anything"),
}
#: A line that surely informs (this many points) gives back the less, point for point above it.
TOLD_FROM = 5.0
#: A line that surely gives back (this many points) informs the less by the share of points above it.
BACK_FROM, BACK_SHARE = 2.0, 0.3
#: The customer only nodded, so the interviewer went on with what they were telling.
GOES_ON = 0.8
