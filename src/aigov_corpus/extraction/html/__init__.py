"""Turn web pages into paragraphs, and read the facts that the pages state about their text."""
