"""Looking for words in sealed cases, and for earlier cases like this one."""
