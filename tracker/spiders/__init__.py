"""Links → responses: one Scrapy spider per source, and one for single pages."""
