"""Which first, and why? Ranked lists, tie-breaking, the reasons of each pick, what a course would change."""
