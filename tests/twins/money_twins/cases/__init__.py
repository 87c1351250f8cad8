"""Seeded random requests, one module for each operation: `draw` makes one from a `random.Random`."""
