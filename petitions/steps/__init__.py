"""What each step does when it is taken: texts sealed, keys given and taken, clocks turned."""
