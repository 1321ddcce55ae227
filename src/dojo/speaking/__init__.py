"""Question cards, pitches and checklist."""
