"""A name that was sealed apart: asking for it, the keepers' word, and seven days of sight."""
