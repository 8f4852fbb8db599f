"""How are lists computed for everybody at once, in parts, and stored as plain arrays?"""
