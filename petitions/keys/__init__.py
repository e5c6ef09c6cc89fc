"""Exchanging the key of a case when somebody loses it, and the keys it had before."""
