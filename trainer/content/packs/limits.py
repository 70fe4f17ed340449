"""Room `content`, packs: how much a pack may hold. Ours to choose: some ten times the largest pack we can think of.

A customer takes up to 90 KB and packs to a third, so these are 100 customers and more.
"""

from __future__ import annotations

FILES = 256
"""Files in a pack."""
TOTAL = 16 * 1024 * 1024
"""Bytes of all files together."""
ARCHIVE = 8 * 1024 * 1024
"""Bytes of an archive as it comes."""
RATIO = 100
"""An archive may unpack to so many times its size; text gives 3 to 6, a bomb 1000."""
DEPTH = 2
"""Steps of a path in a pack, such as `personas/ada-lind.yaml`."""
