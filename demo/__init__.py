"""The demonstration: a believable enterprise and its year, written through the product's own operations."""
