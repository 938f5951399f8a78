"""A small news world on loopback, for newcomers and tests."""
