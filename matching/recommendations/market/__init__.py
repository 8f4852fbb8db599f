"""Who is sent where when everybody is asked about at once: prices, placement rounds, who is shown how often?"""
