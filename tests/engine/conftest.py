"""What holds for all of the engine's tests: Ctrl-C reaches the processes that they start.

A suite that runs in the background, as some CI does it, would hand down to them that it is ignored.
"""

import signal

signal.signal(signal.SIGINT, signal.default_int_handler)
