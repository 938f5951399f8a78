"""The command line: each module is a command or a family of them; heavy imports stand inside the functions."""
