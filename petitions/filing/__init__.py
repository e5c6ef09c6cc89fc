"""What is said before a petition is stored: policies that fit, who would read it, where help is."""
