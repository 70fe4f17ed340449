"""For all tests of workshops: the library is read once."""

from __future__ import annotations

from .reading import read_once

read_once()
