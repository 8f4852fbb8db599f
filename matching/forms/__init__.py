"""What may a person type? One module a subject."""
