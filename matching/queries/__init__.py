"""What does a page list? One module a subject."""
