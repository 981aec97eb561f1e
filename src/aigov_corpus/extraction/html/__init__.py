"""Web pages to paragraphs, and what the pages say of themselves."""
