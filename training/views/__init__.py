"""Which pages does training have? One module a desk."""
