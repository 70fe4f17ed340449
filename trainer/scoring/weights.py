"""Room `scoring`: every figure that a score is made of, with its unit and source. Parts are 0 to 5, overall 0 to 100.

"Measured" means: it separated good from poor interviews in annotated corpora; "craft" means: the practice of customer
interviews says so and no corpus shows it; "set" means: chosen by playing.
"""

from __future__ import annotations

#: Learner turns below which a figure would be noise (split-half reliability of most rates is poor below a dozen turns).
LEAST_TURNS = 6
#: Turns from which technique and unscripted of one call are called fairly sure.
FAIR_TURNS = 12
#: Least questions before they are compared with a list.
LEAST_ASKED = 4

# --- discovery ---------------------------------------------------------------------------------------------------
#: Weight of a fact by depth (set): the reason counts for more than the surface.
DEPTH_WEIGHT = {1: 1.0, 2: 2.0, 3: 4.0}
#: Share of all weight that a very good call uncovers (set by playing: 25 turns do not reach everything).
REACHABLE = 0.55
#: What a volunteered fact is worth beside an earned one (set): it took no skill.
VOLUNTEERED = 0.25
#: Share of discovery that hangs on motivations uncovered rather than on single facts; and what depth 2 alone is worth.
MOTIVATION_SHARE, HALF_WAY = 0.5, 0.3

# --- insight -----------------------------------------------------------------------------------------------------
#: Shares of the part (set): the one sentence, the other motivation anywhere, the four forces.
SENTENCE_SHARE, OTHER_SHARE, FORCES_SHARE = 0.65, 0.1, 0.25
#: Credit where only depth 2 of a motivation came up in the call; nothing came up: 0.
GROUNDED_HALF = 0.5
#: Likeness (share of telling stems) with an accepted sentence at which it says the same.
ACCEPTED_LEAST, ACCEPTED_FULL = 0.45, 0.75
#: A force that fits what was told under another force, and one that fits nothing that was said.
WRONG_FORCE, UNSUPPORTED = 0.4, -0.3
#: Claiming the surface story beside the truth costs this share of the sentence.
DECOY_COST = 0.3
#: Worth of a sentence below which one that tells the surface story stops there, and earns nothing.
DECOY_ALONE = 0.5
#: Share of a motivation's claims at which it counts as stated.
STATED_WHOLE = 0.85
#: Share of words copied in runs of PASTED_RUN from the customer at which a text is a paste, not an insight.
PASTED_SHARE, PASTED_RUN = 0.6, 5
#: Fewer function words than this share: a list of terms, not a sentence (English prose has 0.4 to 0.55).
PROSE_SHARE = 0.22

#: How far insight may lie above and below where sentences were compared by words and one of them was not clear (set).
UNSURE_ABOVE, UNSURE_BELOW = 1.0, 0.5

# --- technique: by the habits in `calls/figures.py`, the same as in a recorded call -------------------------------
#: How much a fault matters when the one thing to practise next is chosen (craft); what it costs stands in
#: `calls/figures.py`.
FAULTS = {
    "leading": 1.0, "pitch": 1.2, "advice": 1.0, "pressure": 1.0, "rude": 2.0, "stuffing": 1.0, "demand": 1.0,
    "hypothetical": 0.4, "double_barrelled": 0.3, "interrogated": 0.6, "parroted": 0.9, "probed": 0.7, "formula": 0.7,
    "technique": 0.6, "flood": 1.0, "repeated": 0.4,
}  # fmt: skip
#: Sum of these for one habit from which it is what to practise next.
NEXT_FROM = 1.0

# --- unscripted --------------------------------------------------------------------------------------------------
#: The part is what `calls/unscripted.py` gives, the same as in a recorded call, but for this share, which hangs on
#: threads: tells and gestures taken up of those dropped (craft; a recorded call has nobody who knows what was dropped).
THREADS_SHARE = 0.15
#: Share of common stems at which two fingerprints are one question (set: letters cannot be compared).
ALIKE_PRINTS = 0.65

#: What the parts mean, from 0 to 5, in words.
ANCHORS: dict[str, tuple[str, ...]] = {
    "discovery": (
        "Nothing came out that the briefing had not said.",
        "A few surface facts.",
        "The surface, and a first look beneath it.",
        "One hidden reason is within reach or found.",
        "A hidden reason was found, with what leads to it.",
        "The hidden reasons were found and most of what lies around them.",
    ),
    "insight": (
        "No insight, or one that the call does not bear out.",
        "Little of it is what moves this customer.",
        "It touches the truth and leaves out its heart.",
        "Half of the truth, in a sentence.",
        "The truth, with a part missing.",
        "The truth in a sentence, and the forces around it.",
    ),
    "technique": (
        "Selling, pressing or leading throughout.",
        "Mostly closed or leading questions.",
        "Some open questions among many that carry their answer.",
        "Mostly open, with habits to work on.",
        "Open, calm, few faults.",
        "Open questions about real events, reflections used sparingly, no pitch.",
    ),
    "unscripted": (
        "The questions would have been the same whatever the customer said.",
        "One or two questions grew out of an answer.",
        "A list with detours.",
        "Every other question grew out of the last answer.",
        "Most questions grew out of the last answer.",
        "The call followed the customer, thread by thread.",
    ),
}
