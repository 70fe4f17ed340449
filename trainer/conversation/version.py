"""Room `conversation`: which hearing, directing and voicing this is. By itself: who asks for it need not load them."""

from __future__ import annotations

#: Version of hearing, directing and voicing; raised when the same lines would be played differently.
ENGINE_VERSION = "2"
