"""政策口径 for those who ask: what holds, what fits a question, how often it was given."""
