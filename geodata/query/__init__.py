"""Questions of the event table: what a reader chose, and the counts that answer it."""
