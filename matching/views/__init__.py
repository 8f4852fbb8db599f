"""Which request is answered how? One module a desk."""
