"""An attempt judged and recorded: once, or at every save."""
