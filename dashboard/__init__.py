"""Everything that a person sees: the pages, the map, the timeline and the command line."""
