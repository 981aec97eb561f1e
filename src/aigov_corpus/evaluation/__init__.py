"""How good an alignment is, and weights fitted to a gold of one's own."""
