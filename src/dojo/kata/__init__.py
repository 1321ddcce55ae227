"""What a kata is, read from its five files and never imported."""
