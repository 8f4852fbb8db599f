"""What may be typed, and is it well-formed? Rules of the business live in permissions and actions."""
