"""Room `tui`: what happens on an unhandled error. The work is stored; a short report is written; three lines say so.

Nothing in here may raise. A report holds no local variable, no message of the error and no line of the call:
error messages quote what was typed.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

#: The last frames are the ones that matter.
FRAMES = 30
SILENT = "its message is left out: it may hold words of a call"


def report_of(error: BaseException) -> str:
    """Give the report on an error: its type and causes, and where in the code, without words or values."""
    lines = [
        "interview trainer: report of an unhandled error",
        f"when     {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
        f"python   {platform.python_version()} on {platform.system()}",
        f"textual  {_version('textual')}   trainer {_version('interview-trainer')}",
    ]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen and len(seen) < 8:
        seen.add(id(cause))
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}  ({SILENT})"]
        lines += [f"  {_where(frame)}" for frame in traceback.extract_tb(cause.__traceback__)[-FRAMES:]]
        cause = getattr(cause, "error", None) or cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def write_report(error: BaseException | None, folder: Path | None = None) -> str:
    """Write the report into the data folder; give its path, or an empty string where it could not be written."""
    if error is None:
        return ""
    try:
        from trainer.storage.policy import home_folder

        target = (folder or home_folder()) / "reports"
        target.mkdir(parents=True, exist_ok=True)
        path = target / f"error-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        path.write_text(report_of(error), encoding="utf-8")
    except Exception:  # the last line of defence: a report that cannot be written must not hide the error itself
        return ""
    return str(path)


def tell(error: BaseException, folder: Path | None = None) -> None:
    """Write the report and say so in three lines on stderr. Never raises."""
    try:
        path = write_report(error, folder)
        sys.stderr.write(
            f"The trainer stopped on an error of its own ({type(error).__name__}).\n"
            "Your work is safe: everything said is stored, and the session can be gone on with.\n"
            + (
                f"Report, with no words of yours: {path}\n"
                if path
                else "No report could be written to the data folder.\n"
            )
        )
        sys.stderr.flush()
    except Exception:  # stderr may be closed; there is nobody left to tell
        return


def _where(frame: traceback.FrameSummary) -> str:
    parts = Path(frame.filename).parts
    for anchor in ("site-packages", "trainer"):
        if anchor in parts:
            parts = parts[len(parts) - parts[::-1].index(anchor) - (anchor == "trainer") :]
            break
    else:
        parts = parts[-1:]
    return f"{'/'.join(parts)}:{frame.lineno} {frame.name}"


def _version(distribution: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return "?"
