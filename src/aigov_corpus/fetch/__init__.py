"""URLs to snapshots under data/raw."""
