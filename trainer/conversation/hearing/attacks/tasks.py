"""Room `hearing`: work for a machine that no customer would be given: poems, ciphers, formats, sums."""

from __future__ import annotations

from trainer.conversation.hearing.attacks.clauses import IMPERATIVE, alternatives, table

_ARTEFACT = alternatives("""
    haikus? poems? songs? limericks? sonnets? jokes? riddles? recipes? essays? emails? letters? scripts?
    functions? programs? code lyrics tweets? stor(?:y|ies)_about stor(?:y|ies)_in dialogues? screenplays? sql
    regex raps? ballads? blog_posts? advertisements? cover_letters? fairy_tales? plays? python java javascript
    html
""")

TASK = table(
    (
        "make me something",
        (
            rf"{IMPERATIVE}(?:write|compose|generate|draft|create|invent|make(?: up)?|produce|give|tell|sing|"
            rf"perform|design|craft)\W+(?:me |us )?(?:a |an |the |some |your )?(?:\w+ )?{_ARTEFACT}\b(?! (?:you|"
            r"that you|the shop|he|she|they|from|of yours))"
        ),
        rf"{IMPERATIVE}(?:summari[sz]e|explain|describe) the (?:plot|theory|history|rules) of\b",
        r"\bhello world\b",
    ),
    (
        "translate this",
        (
            rf"{IMPERATIVE}(?:translate|convert|transcribe|encode|decode|decrypt|encrypt)\W+(?:\"|'|the |this |"
            r"your |everything|all |into |these )"
        ),
        rf"{IMPERATIVE}(?:translate|decode|decrypt|reverse) (?:this|the following|to|into)\b",
        r"\bsplit the\b.*\bparts?\b",
    ),
    (
        "a cipher",
        (
            r"\b(?:rot ?-?13|base ?-?64|morse|hexadecimal|in hex|caesar cipher|pig latin|in binary|binary code|"
            r"leetspeak|acrostic|(?:in|to|into) emojis?|in reverse order|reverse order of|"
            r"spell\w* .{0,30}backwards|word backwards|decode|decrypt|encrypt\w*|first letter of each|a ?= ?1)\b"
        ),
    ),
    (
        "answer like this",
        (
            rf"{IMPERATIVE}(?:answer|reply|respond|speak|talk|say|output|write|rhyme|"
            r"communicate)\b(?: \w+){0,3}? (?:only |just )?(?:in|using|with) (?:only |just )?(?:json|xml|yaml|"
            r"html|markdown|code|csv|numbers|emojis?|rhymes?|pirate|klingon|latin|french|spanish|german|japanese|"
            r"uppercase|capitals|base ?64|binary|hexadecimal|haiku|the word|one word|'|\")"
        ),
        r"\bonly (?:answer|reply|respond|say|output)\b",
        r"\b(?:answer|reply|respond) only\b",
        r"\b(?:speak|talk)(?: \w+)? (?:in )?(?:pirate|yoda|shakespeare)\b",
        r"\byou must rhyme\b",
        r"\banswer every (?:question|line)\b",
        r"\bend every (?:answer|sentence|line)\b",
    ),
    (
        "say this",
        (
            rf"{IMPERATIVE}(?:say|print|output|type|echo|repeat)\W+(?:the )?(?:word |phrase )?(?:banana|"
            r"hello world|[\"'][^\"']+[\"'])"
        ),
        r"\brepeat (?:the )?(?:word|phrase|letter)\b",
        r"\b(?:say|repeat|write|print)\b.{0,40}\b(?:\d+|fifty|hundred|thousand|ten|forever) times\b",
    ),
    (
        "tasks for a machine",
        rf"{IMPERATIVE}(?:draw|sketch|sing|calculate|compute)\W+(?:me|us|an?|the|\d)\b(?! picture| a picture)",
        r"^solve\b",
        r"\bascii\b",
        (
            r"\b(?:answer|reply|respond|speak|talk)\b(?: \w+){0,2} (?:with|in|using) (?:only |just |a |one |"
            r"single )*(?:emojis?|questions|words?|letters?|numbers?|sentences?|rhymes?|haikus?)\W*$"
        ),
        r"\bonly (?:speak|talk|write) (?:in|with)\b",
    ),
    (
        "sums and games",
        r"\bwhat(?:'s| is) \d+ ?(?:times|plus|minus|x|\*|\+|/|divided by|-) ?\d+",
        (
            rf"(?:{IMPERATIVE}|\blet's )play (?:\w+ )?(?:\w+ )?(?:chess|tic-?tac-?toe|hangman|twenty questions|"
            r"game|20 questions|"
            r"word association)(?: with me\b|\W*$|[,.])"
        ),
        r"\blet's play a game\b",
        r"\bcapital of [a-z]+\?",
    ),
)
