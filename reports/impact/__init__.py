"""The assessment of the impact on personal information that the law asks for, filled in from what the system does."""
