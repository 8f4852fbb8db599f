"""Are the numbers on the desks true?"""
