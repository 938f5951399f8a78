"""Rows → answers: plain SQL over the views, and nothing that writes."""
