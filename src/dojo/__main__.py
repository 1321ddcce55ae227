"""Run the command: an interruption at any moment, during imports too, ends in one line and exit code 130."""

from __future__ import annotations

import io
import os
import signal
import sys
from types import FrameType

from dojo import INTERRUPTED

NOT_READ = 1


def main() -> None:
    """Run the `dojo` command and end the process with its exit code."""
    try:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else our parent has it ignored
            signal.signal(signal.SIGINT, interrupt)
        _replace_missing_characters()
        status = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = _interrupted()
    except BrokenPipeError:  # the reader is gone, as after `head`: drop what is still buffered
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = NOT_READ
    sys.stderr.flush()
    os._exit(status)  # at once: nothing waits for a reader, and tearing down modules takes as long as a list


def interrupt(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt; a moment later where Python's imports are in a callback, which would swallow it."""
    inside = frame is not None and frame.f_code.co_name == "cb" and "importlib" in frame.f_code.co_filename
    if inside and hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, interrupt)
        signal.setitimer(signal.ITIMER_REAL, 0.01)
    else:
        raise KeyboardInterrupt


def _run() -> int:
    import click

    from dojo.cli.main import dojo

    try:
        code = dojo.main(standalone_mode=False, prog_name="dojo")
    except SystemExit as end:
        code = end.code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    return code if isinstance(code, int) else 0


def _interrupted() -> int:
    print("\nInterrupted; what was judged so far is recorded.", file=sys.stderr, flush=True)  # noqa: T201
    return INTERRUPTED


def _replace_missing_characters() -> None:
    """Print "?" for a character that the terminal lacks, where Python would raise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
