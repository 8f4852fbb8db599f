"""Which page shows which figure?"""
