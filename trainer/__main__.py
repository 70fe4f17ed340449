"""The command `trainer`. The version and the app are reached without loading the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

NO_TERMINAL = "trainer: this is no terminal; use `trainer interview SCENARIO --plain` (`trainer scenarios` lists them)"


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    raise SystemExit(guarded(sys.argv[1:]))


def guarded(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code; whatever goes wrong, nobody sees a traceback."""
    try:
        code = dispatch(arguments)
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        return code
    except BrokenPipeError:  # the reader has gone, as `head` does
        _let_go_of_output()
        return 0
    except OSError as error:
        _let_go_of_output()
        return _fail(f"trainer: the output could not be written ({error.strerror or type(error).__name__})")
    except KeyboardInterrupt:
        return _fail("trainer: interrupted")
    except Exception as error:  # a fault of ours: said in three lines, with a report that holds no words of a call
        from trainer.tui.crash import tell

        tell(error)
        return 1


def dispatch(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code.

    Raises:
        OSError: the output could not be written.
    """
    if list(arguments[:1]) in (["--version"], ["-V"]):
        from trainer.version import __version__

        print(f"trainer {__version__}")
        return 0
    if not arguments:
        return _open_app()
    from trainer.cli.app import run  # typer: 90 ms, and not on the way to the first screen

    return run(arguments)


def _open_app() -> int:
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return _fail(NO_TERMINAL)
    from trainer.tui.app import run

    return run()


def _fail(line: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(line + "\n")
    return 2


def _let_go_of_output() -> None:
    """Send what is still buffered nowhere, or Python would complain of it on the way out."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


if __name__ == "__main__":
    main()
