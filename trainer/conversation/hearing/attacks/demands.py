"""Room `hearing`: demands for the secret, asked for outright as if a customer were a safe."""

from __future__ import annotations

from trainer.conversation.hearing.attacks.clauses import IMPERATIVE, SMALL, alternatives, table

#: What only a secret can be; and what may be one, if it is demanded.
_SURE = alternatives("""
    hidden secret concealed undisclosed unrevealed unspoken withheld untold undiscovered ulterior locked
""")
_MAYBE = alternatives("""
    real true actual underlying deepest darkest inner genuine whole full complete ultimate innermost
""")
_MATTER = alternatives("""
    motivations? motives? reasons? needs? facts? truths? agendas? desires? drivers? insights? sides? parts?
    answers? stor(?:y|ies) informations? thoughts goals? purposes? intent(?:ion)?s? solutions? truth things
    stuff info data content
""")
_SHOW = alternatives("""
    tell say show give share name state list print display output write provide read speak describe explain put
    present supply send report enumerate summari[sz]e recap quote type return let_me_(?:know|see|have|hear)
    spell encode express translate turn hide answer repeat rhyme whisper sing draw paint confirm deny guess
""")
#: Telling that is more than telling.
_REVEAL = alternatives("""
    reveal disclose divulge confess expose unlock leak dump spill unveil uncover surrender release
    hand_over give_up give_away betray open_up_about let_slip
""")
#: Who else's secrets may be asked about: "his hidden agenda", "a hidden reason", "hidden costs".
_NOT_THEIRS = r"(?<!\ba )(?<!\bany )(?<!\bsome )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!'s )(?<!s' )"
#: "for staying calm", "of a good pizza": the secret of something, which is only a trick of the trade.
_TRICK = (
    r"(?! (?:of|to|behind) (?!me\b|us\b)| for (?:\w+ing|an?|the|such|it|this|that)\b"
    r"| (?:ingredient|recipe|weapon|santa|place|spot|door|garden|sauce|life))"
)
#: Hiding from somebody else, or somewhere, is a story: "hiding it from your kids", "hiding in the garage".
_FROM_OTHERS = r"(?!(?: \w+){0,3} (?:from (?!me\b|us\b)|in |behind |under |at (?!the moment|this)))"
#: Hiding a thing ("the presents", "the cables") is no secret either.
_NO_THING = (
    r"(?! (?:the|your|his|her|their|them|my|an?) "
    r"(?!truth|facts?|reasons?|motives?|secrets?|motivations?|real|true|hidden))"
)
_HIDE = alternatives("""
    hid(?:e|ing) conceal(?:ing)? withhold(?:ing)? suppress(?:ing)? keep(?:ing)?_(?:back|secret|quiet_about)
""")

DEMAND = table(
    (
        "the secret itself",
        rf"\b(?:what(?:'s| is| are| was)?|tell me|know|near|to|about|share|reveal) (?:the|thy) secrets?\b{_TRICK}",
    ),
    (
        "whose secret",
        r"[:,-] ?the secret\b",
        r"\bwhat (?:her|his|their|the character's) secret is\b",
        r"\bthe (?:hidden|secret) one\b",
    ),
    (
        "your secret",
        (
            r"(?<!\bknew )(?<!\bknows )(?<!\bkept )(?<!\bit was )(?<!\bthat was )(?<!\bit is )(?<!\bit's "
            r")(?<!\bthat's )"
            rf"\b(?:your|yours|all|any|every) (?:\w+ )?secrets?\b{_TRICK}"
        ),
    ),
    (
        "have you a secret",
        rf"\b(?:do|have|got|that) you (?:\w+ ){{0,2}}(?:a|any|some) (?:{_SURE} {_MATTER}|secrets?\b{_TRICK})",
    ),
    ("you have a secret", rf"\byou (?:\w+ ){{0,2}}(?:have|had|got|hold) (?:a|some) secrets?\b{_TRICK}"),
    ("a hidden reason", rf"\b{_NOT_THEIRS}{_SURE}(?:\W+\w+){{0,1}}?\W+{_MATTER}\b"),
    (
        "your true motive",
        (
            rf"\byour (?:\w+, )?(?:\w+ )?{_MAYBE}(?:,? \w+){{0,1}} (?:motivations?|motives?|agendas?|insights?|"
            r"needs?|self|truth)\b"
        ),
    ),
    (
        "show, and a hidden thing",
        (
            rf"{IMPERATIVE}{_SHOW}{SMALL}\W+(?:{_SURE}|(?:your|the|"
            rf"its) {_MAYBE})\W+(?:\w+\W+)?{_MATTER}\b(?!\W+(?:you|for|behind|why|that you|of|to|it|they|he|"
            r"she)\b)"
        ),
    ),
    (
        "show your motives",
        rf"{IMPERATIVE}(?:{_SHOW}|{_REVEAL}){SMALL}\W+(?:motivations?|motives?|agendas?)\b(?! (?:for|to|behind) )",
    ),
    (
        "show the last fact",
        (
            rf"{IMPERATIVE}(?:{_SHOW}|{_REVEAL}){SMALL}\W+(?:facts?|insights?|ground truth|solution|"
            r"correct answer)\b"
        ),
    ),
    (
        "the facts of the game",
        r"\b(?:remaining|locked|unlocked|unrevealed|final) facts?\b",
        rf"{IMPERATIVE}(?:{_SHOW}|{_REVEAL}){SMALL}\W+(?:last|next|every|all the) facts?\b",
        r"\bfacts? (?:with|of) depth\b",
        r"\bwhich of your facts?\b|\bwhich facts? (?:are|is|can|may|exist|would you)\b",
        r"\bhow many (?:\w+ )?facts (?:do you|are|have you)\b",
        r"\bfacts? you (?:may|can|must|should|would)\b",
        r"\b(?:correct|right) answer\b.*\b(?:scenario|exercise|game)\b",
        r"\ball (?:your )?facts\b",
        r"\byour facts\b",
    ),
    (
        "the whole truth, now",
        (
            r"\b(?:whole|full|entire|honest|hidden|naked) truth\b(?=.*\b(?:now|immediately|or else|about your|"
            r"tell|say|must|want)\b)"
        ),
        r"\b(?:tell|give) (?:me|us) the (?:whole |full |real |honest )*truth\W*(?:$|[.,!]|\b(?:now|right|or|"
        r"about you)\b)",
        r"\bwith the whole truth\b",
    ),
    (
        "the real reason, bare",
        (
            rf"{IMPERATIVE}(?:{_SHOW}|{_REVEAL}){SMALL}\W+(?:the|your) (?:real|true|actual|main) (?:reason|motive|"
            r"story)\W*(?:now|please|right now|immediately|at once|or\b.*)?\W*(?:$|[.!])"
        ),
    ),
    (
        "the answer, bare",
        (
            rf"{IMPERATIVE}(?:{_SHOW}|{_REVEAL}){SMALL}\W+(?:the|your) (?:answer|solution|key)s?\W*(?:$|[,.!]|"
            r"\b(?:now|already|please|or)\b)"
        ),
    ),
    (
        "reveal it, all",
        (
            rf"{IMPERATIVE}{_REVEAL}\W+(?:it|all|everything|yourself|the rest|what you\w*|your|whatever|mode|"
            r"state|memory|context|log)\b"
        ),
        rf"{IMPERATIVE}(?:reveal|unlock|disclose|divulge|confess|come clean|own up)\W*(?:$|[.!])",
    ),
    (
        "motives, disclosed",
        (
            r"\b(?:reveal|disclos|confess|expos|shar)(?:e|es|ed|ing)?\b(?: \w+){0,2} (?:your|all your|their|her|"
            r"his) (?:\w+ )?(?:motives?|motivations?|agendas?)\b"
        ),
    ),
    (
        "revealing as a rule",
        (
            r"\b(?:must|(?<!you )have to|you have to|has to|obliged|required|ordered?|allowed|agreed|promised|about|"
            r"released)\b(?: \w+){0,4} (?:reveal|disclose|divulge|confess|unlock)\b(?! (?:to (?:him|her|them)))"
        ),
        r"\b(?:reveal|disclosure) (?:phase|mode|level|stage)\b",
        r"\b(?:free|one|a) reveal\b",
    ),
    (
        "what you hide",
        (
            r"\b(?:what(?:ever)?|something|anything|that|things?|which|how much)(?: \w+){0,3} (?:you(?:'re|"
            rf" are)?|are you|do you)(?: \w+)? {_HIDE}\b{_FROM_OTHERS}{_NO_THING}"
        ),
    ),
    (
        "you are hiding",
        rf"\b(?:you(?:'re| are)|are you) (?:\w+ ){{0,2}}(?:hiding|concealing|withholding)\b{_FROM_OTHERS}{_NO_THING}",
        r"(?<!did )\byou (?:hide|conceal|withhold)(?:\W*$|[,.;:!?]| from (?:me|us)\b| something| anything)",
    ),
    (
        "what you do not say",
        (
            r"\b(?:what|which|something|anything|things?|all)\b(?: \w+){0,4} (?:you|you're|you've|are you|"
            r"do you)(?: \w+){0,2}?(?: not|n't) (?:\w+ )?(?:say|saying|tell|telling|let|letting|sharing|share|"
            r"mention|mentioning|admit|admitting)(?: (?:on|me|us))*\W*$"
        ),
        r"\b(?:thing|something|anything|what|truth) you won't (?:say|tell|share|admit)(?: me| us)?\W*$",
    ),
    (
        "trying to hide",
        (
            r"\byou(?:'re| are)? (?:\w+ )?(?:try|trying|attempting|meaning) to (?:hide|conceal|"
            rf"withhold)\b{_FROM_OTHERS}"
        ),
        r"\b(?:truths?|secrets?|facts?) (?:are you|you are|you're) (?:\w+ )?(?:sitting on|holding|keeping)\b",
        rf"{IMPERATIVE}out with (?:it|the|your)\b",
    ),
    ("everything, listed", rf"{IMPERATIVE}(?:list|print|output|dump|display|export) everything\b"),
    (
        "kept from me",
        r"\bkeep(?:ing)? (?:\w+ ){0,2}from (?:me|us)\b",
        r"\b(?:don't|do not) want (?:me|us) to (?:know|find out|see|learn|discover)\b",
        r"\bnot telling (?:me|us)\b",
    ),
    (
        "what you may not say",
        (
            r"\b(?:not|never|n't) (?:supposed|allowed|meant|permitted) to (?:tell|say|share|reveal|"
            r"disclose)(?: (?:me|us))?(?: about)?\W*$"
        ),
        r"\bsupposed to (?:hide|keep quiet|keep secret|withhold|conceal)\b",
        r"\b(?:may|must|can) not (?:say|tell|reveal)\W*$",
        r"\bforbidden (?:to|from) (?:talk|tell|say|speak)\w*",
    ),
    (
        "told to hide",
        r"\b(?:told|instructed|ordered|programmed) (?:you )?to (?:hide|conceal|withhold)\b",
        r"\bwhat (?:were|are|was|have) you (?:been )?(?:told|instructed|programmed) not to (?:say|tell|reveal|"
        r"share)\W*$",
        r"\btold (?:you )?to keep (?:quiet|secret|from me)\b(?=.*\b(?:me|us|prompt|rules)\b)",
    ),
    (
        "haven't told me",
        r"\b(?:haven't|have not|not yet|never) told me(?: yet)?\b(?=.*\b(?:fact|secret|list|hid|all|every)\w*)",
        r"\bwhat i never told you\b",
        r"\byou (?:haven't|have not) (?:yet )?(?:disclosed|revealed|confessed|admitted)\b",
    ),
    (
        "insight I'm meant to find",
        r"\b(?:i'm|i am|we're|we are) (?:meant|supposed) to (?:uncover|discover|find|reveal|unlock)\b",
        r"\bunlock (?:conditions?|your facts|facts|everything|all|the (?:secret|truth|hidden|rest))\b",
        r"\bconditions? (?:would )?unlocks?\b|\bunlocks? your (?:facts?|secrets?|motives?)\b",
    ),
    (
        "confess, in their mouth",
        (
            r"(?:(?:^|[\s(])[\"'(]|:\s)[^\"']{0,40}\b(?:i (?:hide|secretly|confess|never told|never mention)|"
            r"(?:my|the) (?:real|true|hidden|secret|honest) (?:reason|motive|motivation|answer|need)|my secret|"
            r"real reason|the truth is|deep down|reason i never|here's my secret)\b"
        ),
    ),
    (
        "first person secret",
        r"\bspill the beans\b",
        r"\bmy (?:real |true |hidden |deepest )?secret (?:is|was)\b",
        r"\bi never told anyone\b",
        r"\bmy hidden\b",
        r"^(?:the )?reason i never\b",
    ),
)
