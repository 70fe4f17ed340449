"""Room `practice`, drills: every reason a judge can give, in words, and which kinds of drills know it."""

from __future__ import annotations

from trainer.content.drills.schema import Kind

#: The reason of every answer that passes.
RIGHT = "right"

#: Reason → what is wrong, in a sentence for the learner.
REASONS: dict[str, str] = {
    # Lines that are no talk with a customer.
    "empty": "There is nothing to judge; write what you would say.",
    "too-long": "Too long to take in; say it in a sentence.",
    "gibberish": "This cannot be read; write what you would say.",
    "language": "This is not English; the judge hears English only.",
    "no-talk": "This is nothing to say to a customer; write the line itself.",
    "rude": "This is rude; nobody opens up after it.",
    "heap": "A heap of topics or questions; nobody can answer all of them.",
    # Bringing something in instead of listening.
    "pitch": "This sells; they were telling you something.",
    "advice": "This gives advice; they had not asked for any.",
    "pressure": "This presses; people get shorter when pressed.",
    "promise": "This promises the feature before you know what it is for.",
    "refuses": "This turns the wish down, or explains; you still do not know what is behind it.",
    "solution": "This asks how to build it, or for more wishes, not what is behind this one.",
    "soothes": "This talks the feeling away instead of naming it.",
    # Questions.
    "no-question": "This asks nothing.",
    "closed": "This can be answered with a yes, a no or a single fact.",
    "leading": "It carries its own answer, or your view of it.",
    "hypothetical": "It asks about an imagined case; people guess about those.",
    "double": "Two questions at once; they will answer the easier one.",
    "general": "It asks what is usual or in general; ask for one time that really happened.",
    "off": "It leaves what they were talking about.",
    "generic": "It would fit any answer; take up a word of theirs.",
    # Threads.
    "other-thread": "It follows another thread.",
    "no-thread": "It follows no thread; name what you want to hear more of.",
    "all-threads": "It pulls at several threads at once; choose one.",
    # Mirrors and labels.
    "asks": "This asks; give back what you heard and leave the rest to them.",
    "adds": "This adds words of your own; a mirror gives back theirs.",
    "too-much": "This gives back too much; a mirror is a few words.",
    "beside": "A mirror, but of words that lead nowhere; give back the odd or loaded ones.",
    "labels": "This interprets; a mirror gives back their words and nothing else.",
    "fact": "This gives back the fact; name the feeling beneath it.",
    "vague": "“Hard” or “interesting” fits anything; name the feeling.",
    "other-feeling": "That is not the feeling in their words.",
    "own-feeling": "This is about you; name what they feel.",
    "denies": "This says the opposite of what they said.",
    # The end of a call.
    "no-thanks": "There are no thanks in it.",
    "nothing-of-theirs": "It could end any call; say what you take away, or leave a door open.",
    "survey": "A rating is no end of a talk; it turns the customer into a form.",
    "new-question": "This opens a new topic when time is up.",
    # Choices.
    "no-choice": "No choice can be read from this; name one.",
    "both": "This names more than one; choose.",
    "cuts-in": "Speaking now cuts off what they were about to say.",
    "leaves-hanging": "Silence leaves them hanging here; they need a word from you.",
    "other-force": "Another force carries this sentence.",
    "truth": "That is the reason beneath; the decoy is what hides it.",
    "detail": "That is a fact of theirs; it explains nothing, so it hides nothing.",
    "unsaid": "Nothing they said bears this out.",
    # The insight.
    "surface": "This stops at the surface story.",
    "partial": "A part of it is missing.",
    "not-stated": "What the quotes add up to is not in it.",
    "opposite": "This says the opposite of what the quotes show.",
    "list": "This lists terms or guesses; say one thing in a sentence.",
    "pasted": "This copies the customer; say what it means.",
}
#: What any line that is said to a customer may be.
_ANY = ("empty", "too-long", "gibberish", "language", "no-talk", "rude")
_SPOKEN = (*_ANY, "heap", "pitch", "advice", "pressure")
_ASKED = (*_SPOKEN, "no-question", "closed", "leading", "hypothetical", "double", "off")

#: Kind → the reasons for which an answer of it can fail, gravest first. The judge says the first that holds.
OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.OPEN: _ASKED,
    Kind.SPLIT: _ASKED,
    Kind.LAST_TIME: (*_ASKED, "general"),
    Kind.FOLLOW: (*_ASKED, "generic"),
    Kind.THREAD: (*_ASKED, "all-threads", "other-thread", "no-thread"),
    Kind.FEATURE: (*_ASKED, "promise", "refuses", "solution"),
    Kind.MIRROR: (*_SPOKEN, "asks", "labels", "adds", "too-much", "beside", "off", "denies"),
    Kind.LABEL: (*_SPOKEN, "asks", "soothes", "own-feeling", "other-feeling", "fact", "vague", "denies", "off"),
    Kind.END: (*_SPOKEN, "promise", "survey", "new-question", "no-thanks", "nothing-of-theirs"),
    Kind.SILENCE: (*_ANY, "no-choice", "both", "cuts-in", "leaves-hanging"),
    Kind.FORCE: (*_ANY, "no-choice", "both", "other-force"),
    Kind.DECOY: (*_ANY, "no-choice", "both", "truth", "detail", "unsaid"),
    Kind.INSIGHT: (*_ANY, "list", "pasted", "opposite", "surface", "partial", "not-stated"),
}
