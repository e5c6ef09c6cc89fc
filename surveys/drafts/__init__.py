"""Building a questionnaire before it opens: items, wording, what stands against opening."""
