"""What is attached to a case: known by its bytes, rewritten without what tells on people, sealed."""
