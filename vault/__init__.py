"""Sealing and opening: keys, reading groups, recovery. Knows holders and subjects by opaque id only."""
