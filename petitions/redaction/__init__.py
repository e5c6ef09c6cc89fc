"""The redacted version of a case that a handler reads instead of the original."""
