"""Room `storage`: where the learner's data lie. Cheap to import, unlike the rest of the room."""

from __future__ import annotations

import os
from pathlib import Path


def home_folder() -> Path:
    """Give the learner's data folder: `TRAINER_HOME`, else where the system keeps a user's data."""
    named = os.environ.get("TRAINER_HOME", "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_dir  # 10 ms, and only without TRAINER_HOME

    return Path(user_data_dir("interview-trainer", appauthor=False))
