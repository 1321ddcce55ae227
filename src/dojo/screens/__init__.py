"""The Textual screens; only `cli` imports them."""
