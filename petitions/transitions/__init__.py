"""Where a case can stand, what people do to it, and the rows of the table of transitions by parts of its life. Pure."""
