"""What is computed for everybody at once: prices, placement rounds, exposure?"""
