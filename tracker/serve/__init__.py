"""The browser's view: a Datasette plugin with our own pages on the database."""
