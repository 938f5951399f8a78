"""Bytes of feeds, sitemaps and listings → links; and the gate that decides which links are worth a fetch."""
