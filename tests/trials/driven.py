"""A session driven until somebody kills it: `python -m tests.trials.driven HOME`. What is done is told on stdout.

`draft N` follows when the draft of turn N is durable, `turn N` when the customer's answer to it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from trainer.desk import Desk

#: What the learner types in a turn; also the draft.
LINE = "What was that like, number {n}? You said something about it."


def main(home: Path) -> None:
    """Go on with the session of this folder, or begin one, and talk until killed or the call is over."""
    desk = Desk.open(home)
    rows = desk.history(1)
    open_ = [row for row in rows if row.status == "open"]
    session = desk.resume(open_[0].id) if open_ else desk.start("game-nobody-plays", seed=5)
    print(f"session {session.id} {session.state.turn} {desk.store.draft(session.id, 'line')!r}", flush=True)
    while not session.closed:
        number = session.state.turn + 1
        desk.store.save_draft(session.id, "line", LINE.format(n=number))
        print(f"draft {number}", flush=True)
        session.say(LINE.format(n=number))
        print(f"turn {number}", flush=True)
    session.end()
    print("ended", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
