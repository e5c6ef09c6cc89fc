"""Anonymous staff surveys: building, answering, counting once, and one release."""
