"""How does a template stand? Read it (reading), see where a space shows (edges), draw it (drawing) on lines (page)."""
