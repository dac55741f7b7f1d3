"""One file a page, each to be read like an article."""
