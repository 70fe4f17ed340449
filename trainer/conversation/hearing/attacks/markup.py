"""Room `hearing`: what is typed for a program and not for a person. Tags, templates, commands, escapes, paths."""

from __future__ import annotations

import re

_LABELS = (
    r"(?:red|green|blue|bold|b|i|u|link|on |reverse|@click|inst|system|admin|user|assistant|customer|interviewer"
    r"|learner|turn|trust|override|open_question|closed_question|debug|root|begin|end|sys)"
)
_ROWS = (
    ("tags, also of chat formats: <system>, <|im_start|>", r"<[/!]?[a-z_|%][^>\n]{0,80}>|<%|<\|"),
    ("markup in brackets", rf"\[/[a-z ]{{0,20}}\]|\[{_LABELS}\b[^\]\n]{{0,40}}\]|\[\[|\]\]"),
    ("a speaker in brackets", r"^\s*\[[a-z][^\]\n\d:]{0,40}:\s?\]|^\s*\[[a-z][^\]\n]{0,40}\]\s?:"),
    ("templates and format strings", r"\{\{|\}\}|\{%|%\}|[$#]\{|\$\(|\{\d*\.?__|\{0[.}\[]|(?:%[sdnx]){2,}|%\(\w+\)s"),
    ("JSON", r"^\s*[\[{]\s*[\"'{]|[\"']\w+[\"']\s*:\s*(?:\d|true|false|null|[\"'\[{])"),
    ("code fences and calls", r"```|^\s*~~~|\b\w+\(\)"),
    ("slash and shell commands", r"^\s*/{1,3}[a-z_]+\b|^\s*[$!@]\s?[a-z]+\b"),
    ("headings", r"^\s*#{1,6}\s*(?:system|instructions?|assistant|user|prompt|override|new|end)\b"),
    ("banners: >>> console, *** granted ***", r"^\s*(?:>{2,}|\*{3,}|-{3,}|={3,}|%{3,})\s*\w"),
    ("paths", r"\.\./|/etc/"),
    (
        "escapes",
        r"[a-z]%[0-9a-f]{2}[a-z]|&(?:#x?\d+|[a-z]{2,6});|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|%[0-9a-f]{2}%[0-9a-f]{2}",
    ),
    ("scripts of a page", r"\bon(?:error|load|click)\s*=|javascript:"),
    ("stage directions", r"\(customer\b[^)]*\)|^\s*\([a-z]+ (?:leans|whispers|says|admits|sighs)[^)]*\)\s*$"),
    ("narration", r"^the customer \w+s\b"),
)
MARKUP = re.compile("|".join(pattern for _, pattern in _ROWS), re.IGNORECASE | re.MULTILINE)
#: Headings in capitals, as of a console.
SHOUTED = re.compile(
    r"^\W*(?:SYSTEM|ADMIN|ROOT|DEBUG|OVERRIDE|NOTICE|ALERT|AUTHORI[SZ]ATION|BEGIN|CONSOLE|TERMINAL|PROMPT)\b"
    r"|\b(?:BEGIN|END) (?:SYSTEM|PROMPT|INSTRUCTIONS?|OF)\b",
    re.MULTILINE,
)
