"""Sources in: files and texts become reports."""
