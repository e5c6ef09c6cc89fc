"""Joint petitions (联名): others add their voice, with a number of their own and no account."""
