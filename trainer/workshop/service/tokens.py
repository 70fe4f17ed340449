"""Room `workshop.service`: the tokens by which the server knows who asks. The database holds their hashes alone.

A token is a prefix for people and searches of logs, and 32 random bytes: 256 bits, where 128 are asked for (OWASP ASVS
5.0, 7.2.3).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

FACILITATOR, PARTICIPANT, BOARD, CLAIM = "wsf_", "wsp_", "wsb_", "wsc_"
TOKEN = re.compile(r"ws[fpbc]_[A-Za-z0-9_-]{43}")


def new(prefix: str) -> str:
    """Make a token for a role."""
    return prefix + secrets.token_urlsafe(32)


def derived(prefix: str, secret: str, key: str) -> str:
    """Give the token that belongs to a key of the client's: HMAC-SHA256 with the workshop's secret.

    The key is new for each seat and known to its client alone, like the token itself.
    """
    digest = hmac.digest(bytes.fromhex(secret), f"join:{key}".encode(), "sha256")
    return prefix + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def hashed(token: str) -> str:
    """Give the hash by which a token is found: SHA-256, since there is nothing to guess in 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
