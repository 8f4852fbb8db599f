"""What do night and request leave each other: the model, both sides as arrays, prices, chances, and how rows become them?"""
