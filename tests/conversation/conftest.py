"""The shipped customers as fixtures. What is no fixture stands in `made.py`."""

from __future__ import annotations

import pytest

from trainer.conversation.call import Call
from trainer.conversation.session import Session

from . import made


@pytest.fixture(params=made.persona_ids())
def call(request: pytest.FixtureRequest) -> Call:
    """Every shipped customer in turn."""
    return made.call_of(request.param)


@pytest.fixture
def one_call() -> Call:
    """One shipped customer, where any will do."""
    return made.call_of(made.persona_ids()[0])


@pytest.fixture
def session(one_call: Call) -> Session:
    """A call that has just begun."""
    return made.started(one_call)
