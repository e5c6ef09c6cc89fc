"""The leaders' board and each unit's own figures."""
