"""Events out: files that other programs read."""
