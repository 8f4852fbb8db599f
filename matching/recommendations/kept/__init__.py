"""What is stored on disk between night and request: the model, snapshots of both sides, prices, chances?"""
