"""Which openings, people and courses are recommended in a request, and why?"""
