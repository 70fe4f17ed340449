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


def keyed(secret: str, *said: str) -> bytes:
    """Give 32 bytes that belong to a workshop's secret (hex) and to what was said: HMAC-SHA256.

    Said again it gives the same; who does not hold the secret can neither make nor read it, whatever they try.
    """
    return hmac.digest(bytes.fromhex(secret), "\n".join(said).encode("utf-8", "surrogatepass"), hashlib.sha256)


def made(prefix: str, secret: str, key: str, name: str) -> str:
    """Make the one token that belongs to a workshop's secret (hex), the key of a request and a name.

    A request that is sent again is given the same token, though the database holds its hash alone.
    """
    return prefix + base64.urlsafe_b64encode(keyed(secret, prefix, key, name)).decode().rstrip("=")


def hashed(token: str) -> str:
    """Give the hash by which a token is found: SHA-256, since there is nothing to guess in 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
