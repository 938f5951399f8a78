"""Response → article."""
