"""Room `hearing`: giving back what was said. Mirrors, labels, paraphrases, summaries."""

from __future__ import annotations

import re

from trainer.conversation.hearing import points
from trainer.conversation.hearing.cues import Cues
from trainer.conversation.hearing.ear import Ear
from trainer.language.text import Token, is_content, stems_of, tokens

#: A mirror is a few of the other's words ("really never more than five": Voss); some slack for articles.
MIRROR_WORDS = 8
#: Least share of a mirror's content words that stand in the customer's last line.
MIRROR_SHARE = 0.75
#: A line of this many words, this much of it copied in runs, gives back and adds nothing, whatever form it has.
ECHO_SHARE, ECHO_WORDS = 0.8, 4
#: Least words of a summary and least number of earlier customer lines that it draws on.
SUMMARY_WORDS = 14

_LABEL = re.compile(
    r"\b(?:(?:it|that|this|he|she|they|you|there|what you(?:'re| are) (?:saying|describing)) (?:really |almost |kind of |sort of |just |still |all )?(?:sounds?|sounded|seems?|seemed|looks?|looked|feels?|felt)(?: to me)?(?: like| as if| as though| that)?|(?:^|\b(?:so|and|hm|ah|oh|mm) )(?:sounds|seems|looks|feels) (?:like|as if|as though|\w+)|(?:sounds|seems) like (?:you|it|that|this|they|he|she|there|your)|that must (?:have been|be|feel|have felt)|i (?:can )?(?:sense|imagine|get the (?:sense|feeling|impression)|have the (?:sense|feeling|impression))(?: that)?|i wonder if (?:you|that|it)|you (?:sound|seem|seemed|sounded) \w+|you look (?!at|for|after|into|back|up|down|through|forward|out|it|over|round)\w+|there(?:'s| is| was) (?:some|a lot of|something|a bit of) \w+ in (?:that|there|what))\b"
)
_EMOTION = frozenset(stems_of("""
afraid scared worried anxious nervous frustrated angry annoyed irritated sad lonely alone tired exhausted ashamed embarrassed guilty proud relieved
relief happy glad joy calm peace safe unsafe hurt loss miss missing missed grief hope hopeful trust doubt pressure stress stressed stressful overwhelmed
heavy hard weight carrying burden matter care love loved belong belonging close closeness free freedom control powerless helpless responsible
responsibility pride fear dread unsettled uncomfortable uneasy torn stuck trapped exposed judged watched invisible seen heard ignored forgotten
warm comfort comforting precious special personal important rough painful bitter disappointed let-down surprised confusing confused quiet
embarrassing frustrating exhausting shame guilt regret sorry grateful tense bothered fragile rotten awful terrible difficult
"""))  # fmt: skip
_SUMMARY = re.compile(
    r"\b(?:(?:so )?(?:what i(?:'m| am) hearing|let me (?:see if|check|try to|make sure|sum)|if i (?:understand|understood|got|get|hear|heard)|to (?:sum|summari[sz]e|recap)|so far|in (?:summary|short|other words)|putting (?:that|it) together|so on the one hand|have i got|did i get|let me see if i|let me say (?:it |that |this )?back|put me right|(?:please )?correct me|right or wrong|did i get it|what did i miss|what have i (?:got wrong|missed)|did i get (?:that|this)|i(?:'m| am) hearing|what you(?:'re| are) saying is))\b"
)
_QUESTION_WORD = re.compile(r"\b(?:what|why|how|when|where|who|which|whose)\b")
_YOU = re.compile(
    r"^(?:so |and |but |ok |okay |right |ah |oh |hm |mm |then )*(?:you|your|you're|you've|it's|it is|it was|that's|that was|they|he|she|for you|there's|there is|because)\b"
)


def copied_share(words: tuple[Token, ...], ear: Ear) -> float:
    """Give the share of an utterance's words that stand in runs of two or more copied from the last line."""
    mine, theirs = [t.word for t in words], [t.word for t in tokens(ear.last)]
    if not mine or not theirs:
        return 0.0
    pairs = set(zip(theirs, theirs[1:], strict=False))
    covered = [False] * len(mine)
    swapped = [_swap(w) for w in mine]
    for at in range(len(mine) - 1):
        if (mine[at], mine[at + 1]) in pairs or (swapped[at], swapped[at + 1]) in pairs:
            covered[at] = covered[at + 1] = True
    if len(mine) == 1:
        covered[0] = mine[0] in theirs
    return sum(covered) / len(mine)


_SWAP = {
    "you": "i",
    "your": "my",
    "yours": "mine",
    "yourself": "myself",
    "you're": "i'm",
    "you've": "i've",
    "were": "was",
    "are": "am",
    "we": "you",
}


def _swap(word: str) -> str:
    """Give the word as the customer would have said it of themselves."""
    return _SWAP.get(word, word)


def is_mirror(line: str, words: tuple[Token, ...], ear: Ear, copied: float) -> bool:
    """Say whether an utterance is a mirror: a few of the customer's last words and nothing else."""
    if not words or len(words) > MIRROR_WORDS or not ear.customer:
        return False
    if _QUESTION_WORD.match(line) or _LABEL.search(line):
        return False
    content = [t.stem for t in words if is_content(t.stem)]
    theirs = ear.last_stems
    if not content:
        return copied >= 0.99 and len(words) > 1
    return sum(s in theirs for s in content) / len(content) >= MIRROR_SHARE


def is_label(line: str) -> str:
    """Give the words that open a label ("it sounds like"), or an empty string."""
    found = _LABEL.search(line)
    if not found:
        return ""
    before = line[: found.start()]
    return "" if _QUESTION_WORD.search(before) else found.group().strip()


def names_feeling(words: tuple[Token, ...]) -> bool:
    """Say whether an utterance names a feeling or what weighs on somebody."""
    return any(t.stem in _EMOTION for t in words)


def is_summary(line: str, words: tuple[Token, ...], ear: Ear) -> str:
    """Give the words that open a summary, or an empty string: long, and drawing on two or more of their lines."""
    found = _SUMMARY.search(line)
    if len(words) < SUMMARY_WORDS:
        return ""
    mine = {t.stem for t in words if is_content(t.stem)} - ear.public
    lines = [mine & said.stems for said in ear.customer]
    drawn = sum(1 for shared in lines if len(shared) >= 2)
    touched = sum(1 for shared in lines if shared)
    if found and (drawn >= 2 or touched >= 3):
        return found.group().strip()
    return " ".join(t.raw for t in words[:4]) if drawn >= 3 and _YOU.match(line) and len(words) >= 18 else ""


def is_reflection(cues: Cues) -> bool:
    """Say whether the statements of an utterance give back what the customer said or meant (`points.REFLECTS`)."""
    told = max(0.0, cues.points(points.INFORMS) - points.TOLD_FROM)
    return cues.points(points.REFLECTS) - told >= points.REFLECTS_FROM


def is_grounded(cues: Cues) -> bool:
    """Say whether an utterance uses words of the customer's own at all."""
    return cues.values.get("theirs", 0.0) > 0.0
