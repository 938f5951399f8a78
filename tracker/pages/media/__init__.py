"""Pages of single media, where the generic page is wrong on them."""
