"""The rows of the table of transitions, a file for each part of a case's life. Pure."""
