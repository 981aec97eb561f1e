"""Makes pairs of texts that somebody else has put together: in a list, or in a file."""
