"""您说我们办: what is being done of what staff said, for everybody to read."""
