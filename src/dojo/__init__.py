"""The engine of ML Interview Katas: it finds katas, judges attempts at them and remembers what happened."""

__version__ = "0.1.0"

INTERRUPTED = 130  # the exit code after Ctrl-C
