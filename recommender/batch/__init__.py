"""How is it worked out for everybody at once, in parts, and kept as plain arrays?"""
