"""Files that appear whole or not at all, and one process at a time in a directory."""
