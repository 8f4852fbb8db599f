"""How is crowding avoided? Congestion prices, a bonus for new openings, and deferred acceptance for a cohort."""
