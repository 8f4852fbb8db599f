"""What do the boards, lists and exports of the figures show?"""
