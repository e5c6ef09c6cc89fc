"""排查: rounds in which units report what they found or that there is nothing, daily in important periods."""
