"""Room `practice`, drills: answers that give back. Mirrors: a few of their words. Labels: the feeling, not the fact."""

from __future__ import annotations

import re

from trainer.conversation.hearing.accuracy import is_accurate
from trainer.conversation.hearing.questions import inverted
from trainer.conversation.hearing.reflections import MIRROR_WORDS, copied_share, is_label
from trainer.language.text import Token, is_content, tokens
from trainer.practice.drills import asking, brought, cues, feelings, taken, turning
from trainer.practice.drills.answer import Answer
from trainer.practice.drills.reasons import RIGHT
from trainer.practice.drills.verdict import Found

#: Words with which a mirror, or a label, may begin and end.
_AROUND = re.compile(
    r"^(?:(?:so|oh|ah|hm+|mm+|okay|ok|and|but|right|wow|huh|really|like) )+|(?: (?:huh|hm+|right|really|yeah|eh))+$"
)
_SAYS_BACK = re.compile(
    r"^(?:(?:so|and|but|ok|okay) )*(?:you (?:just )?(?:said|mentioned|say)|you're saying|what you said)\b"
)
_LABELS = re.compile(
    r"^(?:(?:so|and|but|oh|hm|wow) )*(?:it |that |this )?(?:sounds?|seems?|looks?|feels?|must be|must have)\b|\byou (?:must|seem|sound|feel|felt)\b|\bi (?:sense|imagine|guess|bet)\b|\bi can (?:see|hear|tell)\b"
)
_SOOTHES = re.compile(
    r"\b(?:don't (?:worry|be)|dont worry|no (?:worries|problem)|never mind|i'm sure|im sure|you'll see(?! (?:him|her|them|me|us|each|your)\b)|it gets better|(?:will|it'll|they'll) (?:soon )?be (?:\w+ )?(?:better|fine|ok|okay|good|all right|alright|easier|great)|in good hands|no need to|not (?:so|that) bad|at least|it'll be|it will be|(?:it|that|this)(?:'s| is|s) (?:ok|okay|fine|normal|not your fault|nothing|no big deal|quite common|common|all right|alright|understandable)"
    r"|(?:happens?|happened) to (?:any of us|anyone|anybody|everyone|everybody|us all|all of us|the best|a lot|many|lots)|everyone (?:does|feels|has)|everybody (?:does|feels|has)|you(?:'ll| will) (?:\w+ )?(?:be fine|get over|get used|manage)|look on the bright|cheer up|you(?:'ll| will) do (?:\w+ )?(?:fine|great|well|good|ok|okay|brilliantly|amazing)|you(?:'ve| have)? got this|good luck|fingers crossed|don't (?:take|let) (?:it|this|that|them)|only doing (?:their|his|her) job|(?:mean|means|meant) well|didn't mean|piece of cake|shouldn't (?:feel|be|worry)|you(?:'ll| will) be (?:\w+ )?(?:fine|ok|okay|alright|all right)|(?:they|he|she)(?:'ll| will) (?:understand|get over|come round|forgive)|nothing to (?:be|worry|fear|lose)|nobody died|no harm|(?:it's|it is|it was|that's|are|is) (?:only|just|merely) (?:a|an|the)|not your fault|no big deal|could be worse|lots of people|many people|you're not alone|you are not alone)\b"
)
_ABOUT_ME = re.compile(
    r"\b(?:i(?:'d|'m| would| am| was|'ve| have)? (?:have been |also |really |totally |completely |fully |can |do |just |so |know |feel |)*(?:understand|feel|felt|know|get it|get that|been there|sorry|be|relate|hate|have the same|had the same|sympathi[sz]e|empathi[sz]e)|same (?:here|with me|for me)|me too|in your (?:shoes|place|position)|i(?:'m| am) (?:so |really |very )?(?:happy|glad|pleased|thrilled|excited|proud) (?:for|of|about|that)|i (?:was|am|felt) (?:\w+ )?the same|my own|happen(?:ed|s) to me|if i were you|(?:make|made|makes|drive|drives|bother|bothers|annoy|annoys|upset|upsets) me|i would (?:be|have been))\b"
)
_ME_TOO = re.compile(r"\bi(?:'d| would)\b.*\b(?:too|as well|either)$|\b(?:drives? me|me (?:as well|too|up the wall))\b")
#: A feeling named as theirs without a stem: "you were ashamed", "the shame of it", "ashamed".
_THEIRS = re.compile(r"\b(?:you|your|you're|youre|it|that|it's|that's|there's|there is|there was|this|must)\b")
_NOT = re.compile(r"\b(?:not|n't|never|no longer|hardly|\w+n't|without|isnt|wasnt|arent|dont|didnt|doesnt|werent)\b")
_ASKS_FEELING = re.compile(
    r"\b(?:how (?:did|do|does|was|is|are)|what (?:did|do|does|was|is)|did you|do you|were you|are you|was it|is it|why)\b"
)
_STANDS_FOR = frozenset(("he", "she", "they", "it", "you", "your", "him", "her", "them", "his", "their", "that"))
#: Words of a label that can be taken in before the feeling is lost (set).
LABEL_WORDS = 30
#: Words of a longer mirror that is still one, where nearly all is theirs.
LONG_MIRROR = 10
#: Share of copied words below which a line of their words says something of its own (set).
HALF = 0.5
_YOU_CAN = re.compile(
    r"^(?:\w+ )?you (?:\w+ )?(?:can|could|should|might want to|need to|ought to)\b|^(?:just|simply|maybe|better) (?:do|put|set|try|use|buy|ask|tell|leave|turn|stop|call|write|give|make|get)\b"
)
_BECAUSE = re.compile(r"\b(?:because|as though|as if)\b")
#: Who stands for somebody they named.
_SOMEBODY = frozenset(("he", "him", "she", "her"))


def mirrors(answer: Answer) -> Found:
    """Judge a few of the customer's words given back."""
    if found := asking.brings(answer):
        return found
    bare = _SAYS_BACK.sub("", _AROUND.sub("", answer.line)).strip()
    words = tokens(bare)
    if answer.match(_LABELS) and not _quoted(answer, _LABELS):
        return Found("labels", answer.match(_LABELS))
    asked = [(unit, q) for unit, q in answer.asked if q.form in ("open", "wh") or inverted(unit.line) or q.leading]
    copied = copied_share(words, answer.ear)
    given = _all_theirs(answer, words) or turning.all_theirs(bare, answer.ear.last)
    if asked and not (given and len(words) <= MIRROR_WORDS and not cues.TURNED_ROUND.match(bare)):
        return Found("asks", asked[-1][0].text)
    said = {taken.present(token.word) for line in answer.item.customer for token in tokens(line)}
    own = [t for t in words if is_content(t.stem) and t.stem not in answer.ear.said_stems]
    own = [t for t in own if taken.present(t.word) not in said]
    theirs = [t for t in words if t.stem in answer.ear.last_all_stems and is_content(t.stem)]
    if turning.turned(bare, answer.ear.last):
        return Found("denies", answer.text[:80])
    if own and _BECAUSE.search(bare):
        return Found("adds", answer.match(_BECAUSE))
    if own and not theirs and (found := brought.told(answer)):
        return found
    if own and not _may(answer) and (quote := answer.match(_YOU_CAN)):
        return Found("advice", quote)
    if not theirs and copied < 0.99 and not (len(words) > 1 and given):
        if feelings.named(own):
            return Found("labels", answer.text[:80])
        return Found("adds" if own and (copied >= HALF or taken.run(answer)) else "off", answer.text[:80])
    if len(words) > (LONG_MIRROR if copied >= 0.8 and not own else MIRROR_WORDS):
        return Found("adds" if own or copied < HALF else "too-much", answer.text[:80])
    if _turned(answer) and not turning.denied_as_theirs(bare, answer.ear.last):
        return Found("denies", answer.text[:80])
    if own:
        return Found("adds", next((w.raw for w in answer.words if w.word == own[0].word), answer.text[:80]))
    somebody = {word.word for word in words} & _SOMEBODY - {token.word for token in tokens(answer.ear.last)}
    if answer.item.keys and not answer.names(answer.item.keys) and not somebody:
        return Found("beside", answer.text[:80])
    return Found(RIGHT, answer.text[:80])


def _all_theirs(answer: Answer, words: tuple[Token, ...]) -> bool:
    """Say whether every word was theirs, or stands for one of theirs ("when he comes?")."""
    return all(word.stem in answer.ear.last_all_stems or word.word in _STANDS_FOR for word in words)


def _may(answer: Answer) -> bool:
    """Say whether the customer spoke of what they can or should; then it is given back."""
    return any(re.search(r"\b(?:can|could|should|need|ought)\b", line, re.I) for line in answer.item.customer)


def _quoted(answer: Answer, pattern: re.Pattern[str]) -> bool:
    """Say whether what a pattern finds are the customer's own words ("felt like cheating")."""
    found = pattern.search(answer.line)
    return bool(found) and copied_share(tokens(answer.line), answer.ear) >= 0.99


def _turned(answer: Answer) -> bool:
    """Say whether the answer says the opposite of the customer's words."""
    return is_accurate(answer.text, answer.ear) is False


def labels(answer: Answer) -> Found:
    """Judge a label: the feeling in the customer's words, named as theirs and left at that."""
    if found := asking.brings(answer):
        return found
    for pattern, reason in ((_SOOTHES, "soothes"), (_ABOUT_ME, "own-feeling")):
        quote = answer.match(pattern)
        if quote and not (reason == "own-feeling" and is_label(answer.line) and not _only_me(answer)):
            return Found(reason, quote)
    if _of_me(answer):
        return Found("own-feeling", answer.text[:80])
    stated = [unit for unit, q in answer.units if q.form not in ("open", "wh") and not inverted(unit.line)]
    line = " ".join(unit.line for unit in stated)
    if not line:
        return Found("asks", answer.text[:80])
    words = [word for word in answer.words if word.word in line.split()]
    felt = feelings.named(words)
    said = {token.word for line in answer.item.customer for token in tokens(line)}
    # A word of theirs that is no feeling looked for is the fact ("the shop was down").
    felt = {f: t for f, t in felt.items() if f in answer.item.feelings or t.word not in said}
    wanted = [token for family, token in felt.items() if family in answer.item.feelings]
    if not felt:
        return _no_feeling(answer, line)
    token = (wanted or list(felt.values()))[0]
    if not wanted:
        return Found("other-feeling", token.raw)
    if _denied(answer, token.start):
        return Found("denies", answer.text[:80])
    if len(answer.words) > LABEL_WORDS:
        return Found("too-long", answer.text[:60])
    if _ASKS_FEELING.match(line) and not is_label(line):
        return Found("asks", answer.text[:80])
    return Found(RIGHT, token.raw)


def _of_me(answer: Answer) -> bool:
    """Say whether the feeling is the interviewer's own ("I'd have been so embarrassed")."""
    mine = re.match(r"^(?:\w+ ){0,2}(?:i|i'd|i'm|i've|im|id|ive)\b", answer.line)
    return (
        mine is not None
        and not _THEIRS.search(answer.line)
        and bool(feelings.named(answer.words) or feelings.vague(answer.words))
    )


def _only_me(answer: Answer) -> bool:
    """Say whether the answer speaks of the interviewer's feelings, not only by "I imagine you were …"."""
    found = _ABOUT_ME.search(answer.line)
    label = is_label(answer.line)
    return found is not None and (not label or answer.line.find(label) > found.start())


def _no_feeling(answer: Answer, line: str) -> Found:
    """Give what is wrong with a line that names no feeling."""
    if quote := answer.match(_ME_TOO):
        return Found("own-feeling", quote)
    if not is_label(line) and (found := brought.told(answer)):
        return found
    token = feelings.vague(answer.words)
    if token is not None and not _facts(answer, token.word):
        return Found("vague", token.raw)
    if answer.heard.taken_up or answer.heard.reflection != "none" or is_label(line):
        return Found("fact", answer.text[:80])
    return Found("off" if asking.stays(answer) else "fact", answer.text[:80])


def _facts(answer: Answer, apart: str) -> bool:
    """Say whether two or more of their words are given back beside a vague one."""
    return (
        len(
            {t.stem for t in answer.words if t.word != apart and is_content(t.stem) and t.stem in answer.ear.said_stems}
        )
        >= 2
    )


def _denied(answer: Answer, at: int) -> bool:
    """Say whether the feeling stands under a negation that is not the customer's own sense ("not heard" is a word)."""
    before = answer.text[:at].lower().replace("’", "'")
    clause = re.split(r"[,.;!?]|\bbut\b", before)[-1]
    return bool(_NOT.search(" ".join(clause.split()[-5:])))
