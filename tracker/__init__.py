"""Who brings which foreign-built car home, from which plant, when, and who says so."""
