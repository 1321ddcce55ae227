"""What happened, and what follows from it: store, events, reviews, transfer."""
