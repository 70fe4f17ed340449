"""Room `transcripts`: how much of a file is read. One table; a call never comes near, a bomb never gets past.

Orders of magnitude: people speak about 150 words a minute, so an hour is 9,000 words or 50,000 characters; captions
change every two or three seconds (1,500 an hour); a speech service writes 100 to 250 bytes of JSON a word.
"""

from __future__ import annotations

FILE_BYTES = 16 * 1024 * 1024
"""Bytes of a file: some ten hours of talk in the most talkative format."""
FILE_LINES = 300_000
"""Lines of a text file: five times the SRT of a call of twenty hours."""
JSON_VALUES = 1_000_000
"""Values of a JSON file, by its commas and opening brackets; more would cost over 100 MB of memory."""
JSON_ENTRIES = 200_000
"""Entries of one list of a JSON file: the words, one by one, of twenty hours."""
COLUMNS = 200
"""Columns of a table."""
ROW_CHARS = 250_000
"""Characters of one line of a table."""
SPEECHES = 50_000
"""Captions or speeches of one file: thirty hours of captions."""
SPEECH_CHARS = 100_000
"""Characters of one speech: two hours without a break."""
TALK_CHARS = 2_000_000
"""Characters of everything said: forty hours."""
SPEAKERS = 100
"""Different speakers of one file."""
NAME_CHARS = 80
"""Characters of a name; the rest is cut."""
HEAD_CHARS = 200
"""How far into a line a speaker's name is looked for."""
LATEST_SECOND = 100 * 3600.0
"""Seconds from the beginning beyond which a time is no time of a call."""
