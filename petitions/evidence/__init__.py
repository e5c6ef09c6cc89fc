"""What the office keeps for itself as evidence: files sealed beside its own notes, never given to the petitioner."""
