"""How well does a pair fit? The input, the part scores, and their weights."""
