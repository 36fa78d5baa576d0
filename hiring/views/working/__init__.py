"""Pages on which a brief is held against people."""
