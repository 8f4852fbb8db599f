"""How good is it? Models beside each other on later outcomes, scores as probabilities, who is shown how often."""
