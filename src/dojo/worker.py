"""Where a worker begins: the warm parent of its sandboxes is forked off before pytest, or any test, is loaded."""

from __future__ import annotations

import gc
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dojo.sandbox import forkserver, imports
from dojo.sandbox.pool import SandboxPool
from dojo.sandbox.start import FORKS

if TYPE_CHECKING:
    from dojo.judge.judging import Inquiry


def main() -> None:
    """Run as `python -m dojo.worker FD ROOT PROCESSOR`."""
    fd, root, processor = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    gc.set_threshold(100_000, 50, 50)  # imports make little garbage, and looking for it is a seventh of their time
    pool = warm(root)
    from dojo.judge import worker  # imports pytest and Hypothesis

    status = worker.run(socket.socket(fileno=fd), root, processor, inquire, pool)
    sys.stderr.flush()
    os._exit(status)  # taking all that apart would be another seventh


def inquire(*about: Any) -> Inquiry:
    """Begin to find out why a candidate fails: the judge itself knows nothing of that."""
    from dojo.why.diagnosis import Inquiry

    return Inquiry(*about)


def warm(root: Path) -> SandboxPool | None:
    """Return the warm parent forked from this process; None where it has to be started by itself.

    A tracer, a debugger's or coverage's, would come along into every sandbox.
    """
    if not FORKS or sys.gettrace() is not None:
        return None
    with imports.restricted():  # numpy and pandas are to be what they are in the sandboxes
        forkserver.preload()
        return forkserver.ForkServer(root, forked=True)


if __name__ == "__main__":
    main()
