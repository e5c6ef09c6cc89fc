"""Photos of entries: hung on one, seen, taken down."""
