"""Which documents, and which of their sections, belong together."""
