"""The half hour that somebody with a receipt spends at their case: its cookie, its addresses, its end."""
