"""From a report to its events, each value with the words that it was read from."""
