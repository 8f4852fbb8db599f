"""What does each page of this room answer?"""
