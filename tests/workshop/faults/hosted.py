"""A server process for the trials: `python -m tests.workshop.faults.hosted '{"database": …}'`.

Prints one line of JSON when it answers: its port, and the tokens where it has made the workshop. What can be asked for
beside `database` and `port`: `rounds` (makes a workshop), `wall` (a file whose number of seconds is added to the wall
clock, read all the time), `synchronous` and `max_page_count` (of SQLite), `model` (a kind of fault, and
seconds that each request takes).
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from trainer.conversation.helped import Assisted
from trainer.conversation.model import FaultKind, ModelFault, Prompt, Stop
from trainer.desk.library import library
from trainer.storage import policy
from trainer.storage.workshop.clock import SteadyClock
from trainer.storage.workshop.store import WorkshopStore
from trainer.workshop.server.app import application
from trainer.workshop.server.serving import Place, bound, nimble, serve
from trainer.workshop.service.hall import Hall


class Failing:
    """A model that never answers."""

    name = "failing"

    def __init__(self, kind: FaultKind, seconds: float) -> None:
        self._kind, self._seconds = kind, seconds

    def write(self, prompt: Prompt, stop: Stop, **more: Any) -> NoReturn:
        time.sleep(self._seconds)
        raise ModelFault(self._kind, "The model does not answer.")

    def fill(self, prompt: Prompt, form: type[Any], stop: Stop, **more: Any) -> NoReturn:
        time.sleep(self._seconds)
        raise ModelFault(self._kind, "The model does not answer.")


def jumping(file: Path) -> Callable[[], int]:
    """Give a wall clock (nanoseconds) that somebody sets by a file of seconds."""
    return lambda: time.time_ns() + int(float(file.read_text() or "0") * 1e9)


def end_with_the_tests() -> None:
    """End when whoever started this is gone, however that came."""
    sys.stdin.read()
    os._exit(1)


def main(wanted: dict[str, Any]) -> None:
    """Serve until the end."""
    threading.Thread(target=end_with_the_tests, daemon=True).start()
    clock = SteadyClock(jumping(Path(wanted["wall"]))) if "wall" in wanted else None
    database = wanted["database"]
    # How the trials make a disk full, and how they are seen to fail; of the one connection that writes.
    more = [f"PRAGMA {pragma} = {wanted[pragma]}" for pragma in ("synchronous", "max_page_count") if pragma in wanted]
    setattr(policy, "_PRAGMAS", (*policy._PRAGMAS, *more))  # noqa: B010
    store = WorkshopStore.open(database if "://" in database else Path(database), clock)
    model = Assisted(Failing(FaultKind(wanted["model"]), wanted["seconds"])) if "model" in wanted else None
    hall = Hall(store, library(), store.clock, model)
    said = asdict(hall.open({"title": "Trial", "rounds": wanted["rounds"]})) if "rounds" in wanted else {}
    place = Place(port=wanted.get("port", 0))
    taken = bound(place)
    said["port"] = taken.getsockname()[1]
    with nimble():
        serve(application(hall), place, taken, lambda: print(json.dumps(said), flush=True))
    store.close()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
