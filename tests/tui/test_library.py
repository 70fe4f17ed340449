"""Whether the library that reaches models is still being loaded is asked without loading it."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from trainer.conversation.model import FaultKind, ModelFault, Stop
from trainer.tui import library

ASKED = library.still_loading  # the fixture of all tests of the app puts another one in its place


def test_where_nobody_has_begun_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "trainer.llm.loading", raising=False)
    assert ASKED() is False
    assert "trainer.llm.loading" not in sys.modules


@pytest.mark.parametrize(("kind", "still"), [(FaultKind.TIMEOUT, True), (FaultKind.SERVER, False), (None, False)])
def test_it_is_loading_until_it_is_there_or_broken(
    kind: FaultKind | None, still: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loaded(stop: Stop, within: float) -> None:
        assert within == 0.0
        if kind is not None:
            raise ModelFault(kind, "not there")

    module = ModuleType("trainer.llm.loading")
    module.loaded = loaded  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trainer.llm.loading", module)
    assert ASKED() is still
