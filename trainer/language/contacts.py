"""Room `language`: what e-mail addresses, links, phone numbers, postal addresses and long numbers look like."""

from __future__ import annotations

import re
from collections.abc import Callable

_DIGIT = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
#: Endings that are no English words, since "the end.It was" is no link.
_DOMAINS = "com|org|net|io|co|ai|app|dev|edu|gov|info|biz|uk|de|fr|ch|nl|pl|dk|eu|nz|ie"
_STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Boulevard|Blvd|Way|Place|Pl|Terrace|Close|"
    "Crescent|Highway|Hwy|Parkway|Pkwy|Alley|Row|Gardens|Grove|Hill|Mews"
)
_IN_ONE_WORD = "straße|strasse|str\\.|weg|platz|gasse|allee|laan|straat"
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w'’.-]{0,30}"
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"
_TOWN = rf"(?:,? {_CAPITAL}(?: {_CAPITAL}){{0,2}},? (?:(?:[A-Z]{{2}} )?\d{{5}}(?:-\d{{4}})?|{_POSTCODE}))?"
_FLAT = r"(?:,? (?:[Aa]pt|[Ss]uite|[Ff]lat|[Uu]nit|#)\.? ?\w{1,6})?"
_PATH = r"(?:/[^\s<>\"“”]{0,2000}(?<![.,;:!?)]))?"

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
    rf"|(?<!\w)[\w.-]{{1,64}} at [\w-]{{1,64}}(?: dot [\w-]{{1,20}}){{0,3}} dot (?:{_DOMAINS})(?!\w)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?<!\w)(?:https?://|www\.)[^\s<>\"“”]{1,2000}(?<![.,;:!?)])"
    rf"|(?<![\w.@-])[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{0,4}}\.(?:{_DOMAINS}){_PATH}(?![\w-])"
    rf"|(?<!\w)(?:www dot )?[\w-]{{1,63}}(?: dot [\w-]{{1,20}}){{0,3}} dot (?:{_DOMAINS})(?!\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    rf"(?<![\w.,])\d{{1,5}}[A-Za-z]?,? (?:(?:{_CAPITAL}|\d{{1,3}}(?:st|nd|rd|th)) ){{1,4}}(?:{_STREETS})(?!\w)"
    rf"(?:\.(?=,))?{_FLAT}{_TOWN}(?!\w)"
    rf"|(?<!\w)[^\W\d_]{{2,40}}(?:{_IN_ONE_WORD}) \d{{1,4}} ?[a-z]?(?!\w)(?:, \d{{4,5}} {_CAPITAL})?"
    rf"|(?<!\w)(?:P\.? ?O\.? )[Bb]ox \d{{1,8}}(?!\w)|(?<!\w){_POSTCODE}(?!\w)"
)
_DIGITS = re.compile(
    r"(?<![\w.,])(?:\+|00)?\(?\d[\d ().\-/]{4,28}\d(?![\w%])"
    rf"|(?<!\w){_DIGIT}(?:[ ,-]{{1,2}}{_DIGIT}){{5,30}}(?!\w)",
    re.IGNORECASE,
)
#: Bank accounts (IBAN), and codes of capitals and digits with five digits in a row.
_CODE = re.compile(
    r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)"
    r"|(?<![\w-])(?=[A-Z\d-]{0,30}\d{5})(?=[\d-]{0,30}[A-Z])[A-Z\d-]{6,40}(?![\w-])"
)
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\Z|\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{2}|\d{4})\Z|\d{4} ?[-/] ?\d{4}\Z")
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+\Z|\d{1,3}(?:\.\d{3})+\Z|\d{1,6}\.\d{1,6}\Z|\d{1,5} ?- ?\d{1,5}\Z")
_SPELT = re.compile(r"[a-z]", re.IGNORECASE)
#: Digits of a phone number with its area (ITU-T E.164 allows 15 with the country's); more is a card or an account.
_PHONE_DIGITS = (7, 15)
#: Fewer digits in a row are prices, years, amounts and short codes.
_LONG_NUMBER = 6


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _is_phone(text: str) -> bool:
    if _SPELT.search(text):
        return len(re.findall(_DIGIT, text, re.IGNORECASE)) >= _PHONE_DIGITS[0]
    if _DATE.match(text) or (_THOUSANDS.match(text) and not text.startswith("0")):
        return False
    least, most = _PHONE_DIGITS
    grouped = text.startswith(("+", "0", "(")) or bool(re.search(r"\d[ ().\-/]+\d", text))
    return grouped and least <= _digits(text) <= most


def _is_number(text: str) -> bool:
    if _SPELT.search(text):
        return True
    if _DATE.match(text) or _THOUSANDS.match(text):
        return False
    return _digits(text) >= _LONG_NUMBER


def _always(text: str) -> bool:
    return True


CONTACTS: tuple[tuple[str, str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("emails", "[email]", _EMAIL, _always),
    ("links", "[link]", _LINK, _always),
    ("addresses", "[address]", _ADDRESS, _always),
    ("numbers", "[number]", _CODE, _always),
    ("phones", "[phone]", _DIGITS, _is_phone),
    ("numbers", "[number]", _DIGITS, _is_number),
)
"""Kind, placeholder, pattern, and a test that decides whether what it finds is one; in the order in which to replace.

Every pattern has bounded repeats and begins where a word begins, so that a long line costs what its length costs.
"""
