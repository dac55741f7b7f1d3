"""Speed beside a reference, in one run: `make bench`. Nothing here can fail for being slow."""
