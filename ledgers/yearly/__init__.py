"""五个不发生 by the year: the five that the enterprise and its companies chose, and where each stands."""
