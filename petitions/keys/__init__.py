"""Who holds the key of a case, who reads it by that, and the keys it had before."""
