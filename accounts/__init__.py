"""People who sign in: roles, permissions and the unit subtree they reach, sessions, units, audit log."""
