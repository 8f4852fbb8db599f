"""How well does a pair fit? What goes in, what each part of a score says, how much it counts."""
