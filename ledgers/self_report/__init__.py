"""A family's difficulty (说难处), told without an account."""
