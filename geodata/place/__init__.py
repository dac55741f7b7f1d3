"""From the words of a place to a place on earth, or the reason why there is none."""
