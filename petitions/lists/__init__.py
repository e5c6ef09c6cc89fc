"""The desk's list of cases: what is due next, what it is narrowed to, and the views that officers keep of it."""
