"""From a draft to the issue: frozen, checked by another, words taken back from Word."""
