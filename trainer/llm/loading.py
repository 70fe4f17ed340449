"""Room `llm`: loads litellm, late and in a thread of its own. Two to eight seconds, 165 MB: never before a screen."""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
import warnings

from trainer.conversation.model import FaultKind, ModelFault, Stop

#: Set before the import, whatever they were: nothing is fetched, no stray `.env` is read, nothing is printed.
ENVIRONMENT = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_MODE": "PRODUCTION",
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    "LITELLM_LOCAL_BLOG_POSTS": "True",
    "LITELLM_LOG": "ERROR",
}
_LOGGERS = ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "litellm", "httpx", "httpcore", "openai", "aiohttp")
_LOUD = r"(litellm|openai|pydantic|pydantic_core|aiohttp|httpx|anyio)(\.|$)"
#: Seconds that a caller waits for it, at most. Eight were measured on a slow disk without byte-code.
WITHIN = 40.0
_BROKEN = "litellm cannot be loaded, so no model can be asked; install the trainer again"


class Loading:
    """How far it is. `changed` is notified of every change and of every stop."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.thread: threading.Thread | None = None
        self.done = False
        self.broken = False


_STATE = Loading()


def begin() -> None:
    """Start loading, if nobody has. Gives back at once."""
    with _STATE.changed:
        if _STATE.thread is None:
            _STATE.thread = threading.Thread(target=_load, name="loading litellm", daemon=True)
            _STATE.thread.start()


def loaded(stop: Stop, within: float = WITHIN) -> None:
    """Wait until litellm can be used; begins to load it if nobody has.

    Raises:
        Stopped: `stop` was set.
        ModelFault: it cannot be loaded, or not in time.
    """
    begin()
    end = time.monotonic() + within
    if not _STATE.done:
        stop.when_set(_wake)
    with _STATE.changed:
        while not (_STATE.done or stop.is_set()) and (left := end - time.monotonic()) > 0:
            _STATE.changed.wait(min(left, 0.2))  # in steps, or Ctrl-C could not end it on Windows
    stop.check()
    if _STATE.broken:
        raise ModelFault(FaultKind.SERVER, _BROKEN)
    if not _STATE.done:
        raise ModelFault(FaultKind.TIMEOUT, "litellm is still being loaded; try again in a moment")


def _wake() -> None:
    with _STATE.changed:
        _STATE.changed.notify_all()


def _load() -> None:
    try:
        _import()
    except BaseException:  # missing, damaged, or in conflict with another package: the line says what to do
        _STATE.broken = True
    finally:
        _STATE.done = True
        _wake()


def _import() -> None:
    os.environ.update(ENVIRONMENT)
    warnings.filterwarnings("ignore", module=_LOUD)
    collecting = gc.isenabled()
    gc.disable()  # a fifth faster, and no long pause for the screen
    try:
        import litellm

        from .clients import http_client
        from .rehearsal import rehearse
        from .route import Route

        litellm.suppress_debug_info = True
        # For providers whose client litellm makes itself; closed by nobody, as litellm keeps it.
        litellm.aclient_session = http_client(Route("", ""))
        _silence()
        rehearse()
        gc.freeze()  # or the end of the process would take a second to look at all of this
    finally:
        if collecting:
            gc.enable()


def _silence() -> None:
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False
        logger.setLevel(logging.CRITICAL + 1)
