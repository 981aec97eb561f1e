"""URLs in one spelling, and the links of a page that belong to its article."""
