"""What happens? One module a subject, the only writers of this room."""
