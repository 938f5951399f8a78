"""Articles → who says the same: same page, same words, same programme."""
