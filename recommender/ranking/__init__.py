"""Which first, and why? Lists in their order, ties by lot, the reasons of each pick, what a course would change."""
