"""Rows → answers."""
