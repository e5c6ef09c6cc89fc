"""Benchmarks: what the product does in a second beside a bare reference in the same run, on the same machine."""
