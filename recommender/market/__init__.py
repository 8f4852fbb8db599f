"""How does one opening not go to everybody? Prices, a bonus for what is new, and who starts where when a cohort is placed."""
