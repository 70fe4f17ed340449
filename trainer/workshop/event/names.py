"""Room `workshop`, event: names that people give themselves, aliases that hide them, and codes to read aloud."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import count

from trainer.language.text import clean
from trainer.workshop.event.wordlists import BIRDS, COLOURS

CELLS = 40
"""Terminal cells of a name."""
MARKS = 3
"""Combining marks in a row: Vietnamese needs two; a tower of them runs over the lines above."""
_LONGEST = 400
"""Characters of a text that is looked at as a name at all."""
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Fillers and blanks that count as letters, marks or symbols and show nothing."""
CODE_ALPHABET = "23456789CFGHJMPQRVWX"
"""No vowels (no words come of it), nothing that looks or sounds like another: 20 characters."""
CODE_LENGTH = 8
"""34.6 bit: with the lock-out of 100 wrong tries a minute, 2.3e-5 in an hour with a hundred workshops open."""
_CODE_BYTES = 16
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0x180B, 0x1810), *range(0xE0100, 0xE01F0))))
"""Variation selectors: an emoji needs them to be shown, and no name differs by them."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, cleaned."""

    text: str
    """As it is shown: NFC, one line, nothing invisible."""
    key: str
    """Two names with the same key are the same name: NFKC, case folded."""


def clean_name(text: str, what: str = "name") -> Name:
    """Give what somebody typed as a name (of a person, a team), with its key.

    Escape sequences, control, format and direction characters, fillers and the fourth and further combining marks in
    a row are dropped; every white space is one blank.

    Raises:
        ValueError: nothing to see is left, or it is wider than 40 cells; one line for people.
    """
    from rich.cells import cell_len  # 50 ms; what names share a terminal with

    if len(text) > _LONGEST:
        raise ValueError(f"The {what} is too long; give at most {CELLS} characters.")
    shown = _shown(text)
    if not any(unicodedata.category(char)[0] in "LNPS" for char in shown):
        raise ValueError(f"The {what} is empty; give at least one letter.")
    if cell_len(shown) > CELLS or len(shown) > 4 * CELLS:
        raise ValueError(f"The {what} is too long; give at most {CELLS} characters.")
    return Name(shown, key_of(shown))


@lru_cache(maxsize=4096)  # a board asks for everybody's, several times a second
def key_of(shown: str) -> str:
    """Give the key of a name as it is shown."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", shown).casefold())
    return " ".join("".join(char for char in _visible(folded) if char not in _SELECTORS).split())


def _shown(text: str) -> str:
    line = unicodedata.normalize("NFC", " ".join(_visible(clean(text)).split()))
    out: list[str] = []
    run = MARKS  # a mark with nothing before it would sit on what stands to its left
    for char in line:
        if not unicodedata.category(char).startswith("M"):
            run = MARKS if char == " " else 0
        elif run < MARKS:
            run += 1
        else:
            continue
        out.append(char)
    return " ".join("".join(out).split())


def _visible(text: str) -> str:
    return "".join(char for char in text if not unicodedata.category(char).startswith("C") and char not in _UNSEEN)


#: Scripts that are written together: UTS 39, "highly restrictive".
_TOGETHER = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA"},
    {"LATIN", "CJK", "BOPOMOFO"},
    {"LATIN", "CJK", "HANGUL"},
)


def mixed_scripts(text: str) -> bool:
    """Say whether a name mixes scripts that are not written together, such as a Cyrillic letter in a Latin name."""
    scripts = {
        unicodedata.name(char, "").split(" ")[0].split("-")[0]
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo")
    }
    return len(scripts) > 1 and not any(scripts <= group for group in _TOGETHER)


def aliases(seed: int | str) -> Iterator[str]:
    """Give aliases without end, each once, in an order that hangs on `seed` alone: “Amber Heron”.

    The first 2,500 are two words; then comes “Amber Heron 2”.
    """
    pairs = [f"{colour} {bird}" for colour in COLOURS for bird in BIRDS]
    order = sorted(pairs, key=lambda pair: sha256(f"{seed}\n{pair}".encode()).digest())
    yield from order
    for number in count(2):
        for pair in order:
            yield f"{pair} {number}"


def code_of(drawn: bytes) -> str:
    """Give the join code of bytes drawn by chance (at least 16, so that no code is likelier than another).

    Raises:
        ValueError: too few bytes.
    """
    if len(drawn) < _CODE_BYTES:
        raise ValueError(f"a code needs {_CODE_BYTES} bytes drawn by chance")
    left, out = int.from_bytes(drawn, "big"), []
    for _ in range(CODE_LENGTH):
        left, place = divmod(left, len(CODE_ALPHABET))
        out.append(CODE_ALPHABET[place])
    return "".join(out)


def shown(code: str) -> str:
    """Give a code as it is read aloud: `XXXX-XXXX`."""
    return f"{code[:4]}-{code[4:]}"


def normal(typed: str) -> str:
    """Give a typed code in the form that is looked up: case, dashes and blanks do not matter; empty if it is none."""
    if len(typed) > 64:
        return ""
    flat = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(char for char in flat if not char.isspace() and unicodedata.category(char) != "Pd")
    return code if len(code) == CODE_LENGTH and not set(code) - set(CODE_ALPHABET) else ""
