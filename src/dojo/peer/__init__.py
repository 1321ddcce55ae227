"""For the partner: card, pack and score."""
