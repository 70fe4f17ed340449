"""Where a wheel is missing, the tests that need it are skipped and say why; where there is one, CI does not pass."""

from __future__ import annotations

import platform
import sys

import pytest

from ..postgres import without


@pytest.mark.parametrize(
    ("libc", "ci", "kind", "reason"),
    [
        ("", "", "Skipped", "no wheel for this system"), ("", "true", "Skipped", "no wheel for this system"),
        ("glibc", "", "Skipped", "is not installed"), ("glibc", "true", "Failed", "is not installed"),
    ],
)  # fmt: skip
def test_where_there_is_no_postgresql_the_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, libc: str, ci: str, kind: str, reason: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "libc_ver", lambda: (libc, ""))
    monkeypatch.setenv("CI", ci)
    with pytest.raises((pytest.skip.Exception, pytest.fail.Exception)) as told:
        without()
    said = str(told.value)
    assert type(told.value).__name__ == kind
    assert said.startswith("no PostgreSQL") and reason in said and "TEST_DATABASE_URL" in said
