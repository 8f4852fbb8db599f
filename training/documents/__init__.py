"""Which papers does training hand out? Pure functions: a frozen payload in, bytes out."""
