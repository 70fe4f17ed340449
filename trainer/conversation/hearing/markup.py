"""Room `hearing`: what is typed for a program and not for a person. Tags, templates, slash commands, escapes, paths."""

from __future__ import annotations

import re

MARKUP = re.compile(
    "|".join(
        (
            r"<[/!]?[a-z_|%][^>\n]{0,80}>|<%|<\|",  # tags, also of chat formats: <system>, <|im_start|>
            r"\[/[a-z ]{0,20}\]|\[(?:red|green|blue|bold|b|i|u|link|on |reverse|@click|inst|system|admin|user|assistant|customer|interviewer|learner|turn|trust|override|open_question|closed_question|debug|root|begin|end|sys)\b[^\]\n]{0,40}\]|\[\[|\]\]",  # noqa: E501
            r"\{\{|\}\}|\{%|%\}|[$#]\{|\$\(|\{\d*\.?__|\{0[.}\[]",  # templates and format strings
            r"(?:%[sdnx]){2,}|%\(\w+\)s",
            r"^\s*[\[{]\s*[\"'{]|[\"']\w+[\"']\s*:\s*(?:\d|true|false|null|[\"'\[{])",  # JSON
            r"```|^\s*~~~|\b\w+\(\)",
            r"^\s*/{1,3}[a-z_]+\b|^\s*[$!@]\s?[a-z]+\b",  # slash and shell commands
            r"^\s*\[[a-z][^\]\n\d:]{0,40}:\s?\]|^\s*\[[a-z][^\]\n]{0,40}\]\s?:",  # a speaker in brackets
            r"^the customer \w+s\b",  # narration
            r"^\s*#{1,6}\s*(?:system|instructions?|assistant|user|prompt|override|new|end)\b",
            r"^\s*(?:>{2,}|\*{3,}|-{3,}|={3,})\s*\w",  # >>> console, *** banner ***, --- rule ---
            r"\.\./|/etc/|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|%[0-9a-f]{2}%[0-9a-f]{2}|[a-z]%[0-9a-f]{2}[a-z]|&(?:#x?\d+|[a-z]{2,6});",  # paths and escapes
            r"\bon(?:error|load|click)\s*=|javascript:",
            r"\(customer\b[^)]*\)|^\s*\([a-z]+ (?:leans|whispers|says|admits|sighs)[^)]*\)\s*$",  # stage directions
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
#: Headings in capitals, as of a console.
SHOUTED = re.compile(
    r"^\W*(?:SYSTEM|ADMIN|ROOT|DEBUG|OVERRIDE|NOTICE|ALERT|AUTHORI[SZ]ATION|BEGIN|CONSOLE|TERMINAL|PROMPT|INSTRUCTIONS?)\b"
    r"|\b(?:BEGIN|END) (?:SYSTEM|PROMPT|INSTRUCTIONS?|OF)\b",
    re.MULTILINE,
)
