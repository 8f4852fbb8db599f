"""Which openings, which people, which courses, and why: while somebody waits?"""
