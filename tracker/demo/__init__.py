"""A small news world of our own on loopback: what a newcomer runs first, and what the tests crawl."""
