"""Room `reports`: makes text of any origin harmless in a document."""

from __future__ import annotations

import re
from typing import Any

from trainer.language.text import clean

_MARKS = re.compile(r"([\\`*_\[\]<>|~#$!@{}])")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+[.)](?=\s|$))")
_ADDRESS = re.compile(r"(?<=https)(?=:)|(?<=http)(?=:)|(?<=ftp)(?=:)|(?<=mailto)(?=:)|(?<=www)(?=\.)", re.IGNORECASE)


def plain(value: Any) -> Any:
    """Give text on one line without control and direction characters; anything else as it is."""
    return clean(value) if isinstance(value, str) else value


def markdown(value: Any) -> Any:
    """Give text that Markdown shows as it was written: no headings, lists, links, images, code or HTML come of it."""
    if not isinstance(value, str):
        return value
    text = _MARKS.sub(r"\\\1", clean(value).replace("&", "&amp;"))
    text = _ADDRESS.sub("\\\\", text)
    return _LINE_START.sub(_guarded, text)


def _guarded(found: re.Match[str]) -> str:
    lead, mark = found.groups()
    return f"{lead}{mark[:-1]}\\{mark[-1]}"
