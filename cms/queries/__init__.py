"""What does a public page list? One module a screen."""
