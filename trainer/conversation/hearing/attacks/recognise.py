"""Room `hearing`: whether a line is an attack at all, and with which words."""

from __future__ import annotations

from functools import lru_cache

from trainer.conversation.hearing.attacks.clauses import Tables
from trainer.conversation.hearing.attacks.commands import COMMAND
from trainer.conversation.hearing.attacks.demands import DEMAND
from trainer.conversation.hearing.attacks.disguises import mixes_scripts, plain, undisguised
from trainer.conversation.hearing.attacks.forgeries import FORGERY
from trainer.conversation.hearing.attacks.markup import MARKUP, SHOUTED
from trainer.conversation.hearing.attacks.riddles import ORACLE, PREFILL, PRICE
from trainer.conversation.hearing.attacks.roles import ROLE
from trainer.conversation.hearing.attacks.tasks import TASK
from trainer.language.spelling import is_word, mend
from trainer.language.text import Token

TABLES = Tables((DEMAND, ORACLE, PREFILL, PRICE, COMMAND, ROLE, TASK, FORGERY))
#: Words that are looked for behind a typing error, and how many odd words of a line are looked at.
_TELLING = frozenset(
    (
        "ignore", "disregard", "forget", "override", "previous", "instructions", "rules", "guidelines",
        "prompt", "system", "reveal", "disclose", "secret", "secrets", "hidden", "motivation",
        "motive", "truth", "unlock", "facts", "character", "persona", "pretend", "translate",
        "print", "repeat", "verbatim", "trust", "score",
    )
)  # fmt: skip
_ODD_WORDS = 30


@lru_cache(maxsize=512)  # a fifth of hearing a line; a call that is verified or played again has the same lines
def attacks(text: str, words: tuple[Token, ...]) -> str:
    """Give the words that demand a secret, command a machine or forge a state; empty for honest talk.

    `text` is the utterance as typed, `words` its words. The line is read as typed, without its disguises, and with its
    typing errors mended.
    """
    if found := MARKUP.search(text) or SHOUTED.search(text):
        return found.group().strip()
    typed = plain(text)
    for reading in dict.fromkeys((typed, undisguised(typed), plain(_mended(text, words)))):
        if found := TABLES.search(reading):
            return found.group().strip(" .,:;!?\"'([")
    return mixes_scripts(text)


def _mended(text: str, words: tuple[Token, ...]) -> str:
    """Give an utterance with the typing errors in telling words mended and its punctuation kept."""
    out, at, odd = [], 0, 0
    for word in words:
        right = word.word
        if odd < _ODD_WORDS and not is_word(right):
            odd += 1
            right = mend(right, _TELLING)
        out += [text[at : word.start], right]
        at = word.end
    return "".join(out) + text[at:]
