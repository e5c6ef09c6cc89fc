"""The history of a case: each step bound to the one before, checked whole, and who read what is sealed."""
