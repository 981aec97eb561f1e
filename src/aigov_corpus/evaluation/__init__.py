"""How good an alignment is, how far two taggings agree, and weights fitted to gold of your own."""
