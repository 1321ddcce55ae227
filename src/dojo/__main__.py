"""The door of the command: an interruption at any moment, imports included, ends in one line and exit code 130."""

from __future__ import annotations

import io
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the `dojo` command and end the process with its exit code."""
    try:
        _speak_plainly()
        from dojo.cli import dojo

        code = dojo.main(standalone_mode=False, prog_name="dojo")
        status = code if isinstance(code, int) else 0
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nInterrupted; what was judged so far is recorded.", file=sys.stderr)  # noqa: T201
        status = INTERRUPTED
    except BrokenPipeError:  # the reader of our output left, as `head` does
        sys.stderr.close()
        status = 1
    except Exception as error:
        status = _complain(error)
    sys.exit(status)


def _speak_plainly() -> None:
    """Have a terminal that lacks a character show "?" in its place, where Python would raise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _complain(error: Exception) -> int:
    """Show a usage error as click does; let anything else be seen whole."""
    import click

    if isinstance(error, click.Abort):
        print("\nInterrupted; what was judged so far is recorded.", file=sys.stderr)  # noqa: T201
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    raise error


if __name__ == "__main__":
    main()
