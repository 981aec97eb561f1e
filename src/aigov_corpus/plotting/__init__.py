"""Pictures of a corpus, drawn by matplotlib; each function takes numbers and returns the Axes."""
