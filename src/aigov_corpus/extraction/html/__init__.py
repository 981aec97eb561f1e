"""Web pages to paragraphs."""
